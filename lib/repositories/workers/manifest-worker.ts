import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { asProblem } from "#lib/problems/problem.ts";
import { type ParsedManifest, parseManifest } from "../parse-manifest.ts";
import type { ManifestAnswer, ManifestPiece } from "./manifest-pieces.ts";

// Reads one manifest and hands it over piece by piece, each when it is asked for: a message is copied on the thread that
// gets it, all at once, and those that wait in line are taken in one go.

const PIECE = 500;

function* piecesOf({ layers, manifests, annotations }: ParsedManifest): Generator<ManifestPiece> {
  for (let at = 0; at < layers.length; at += PIECE) yield { layers: layers.slice(at, at + PIECE) };
  for (let at = 0; at < manifests.length; at += PIECE) yield { manifests: manifests.slice(at, at + PIECE) };
  const entries = Object.entries(annotations);
  for (let at = 0; at < entries.length; at += PIECE) yield { annotations: entries.slice(at, at + PIECE) };
}

// Everybody else goes first. On Linux a priority is a thread's own; elsewhere it would be the whole server's.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_LOW);

const asked = z
  .object({ body: z.instanceof(Uint8Array), contentType: z.string().nullable() })
  .parse(workerData);

function read(): { first: ManifestAnswer; rest: Generator<ManifestPiece> | null } {
  try {
    const parsed = parseManifest(Buffer.from(asked.body), asked.contentType);
    const frame = { ...parsed, layers: [], manifests: [], annotations: {} };
    return { first: { frame }, rest: piecesOf(parsed) };
  } catch (error) {
    const { code, details } = asProblem(error);
    return { first: { refusal: { code, detail: details.detail ?? "" } }, rest: null };
  }
}

const { first, rest } = read();
parentPort?.postMessage(first);
parentPort?.on("message", () => parentPort?.postMessage(rest?.next().value ?? null));
