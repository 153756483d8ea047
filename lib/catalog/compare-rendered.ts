import { createHash } from "node:crypto";
import type { RenderFailure } from "#lib/engine/schema.ts";
import { compareFiles } from "./compare-files.ts";
import type { RenderedComparison } from "./draft-schema.ts";
import type { RenderedObject } from "./rendered-objects.ts";
import type { FileEntry } from "./types.ts";

/** What one side prints, or why it prints nothing. */
export type RenderedSide =
  | { kind: "rendered"; objects: RenderedObject[] }
  | { kind: "failed"; failure: RenderFailure };

type Entry = FileEntry & { bytes: Buffer };

function toEntry({ path, text }: RenderedObject): Entry {
  const bytes = Buffer.from(text);
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  return { path, sizeBytes: bytes.length, digest, executable: false, bytes };
}

/** What would change in a cluster, object by object. A side that does not render is said, never shown as "no changes". */
export async function compareRendered(
  before: RenderedSide,
  after: RenderedSide,
): Promise<RenderedComparison> {
  if (after.kind === "failed") return { state: "failed", side: "draft", failure: after.failure };
  if (before.kind === "failed") return { state: "failed", side: "against", failure: before.failure };
  const sides = [before.objects.map(toEntry), after.objects.map(toEntry)] as const;
  const bytesOf = new Map<FileEntry, Buffer>(sides.flat().map((entry) => [entry, entry.bytes]));
  const files = await compareFiles(
    sides[0],
    sides[1],
    async (file) => bytesOf.get(file) ?? Buffer.alloc(0), // Each of them is one of ours.
  );
  return { state: "compared", files };
}
