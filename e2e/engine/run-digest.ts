import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { ParityCase, Ran } from "./parity-case.ts";

/** Exit, and the beginnings of the digests of standard output and standard error. `~`: native prints it in more than one way. */
export type RunDigest = `${number} ${string} ${string}` | `${number} ~`;
/** What native did with each case, small enough to be committed. The names of cases are digests too. */
export type Digests = Record<string, RunDigest>;

const digestsSchema = z.record(
  z.string(),
  z.custom<RunDigest>((text) => /^-?\d+ (~|\w+ \w+)$/.test(String(text))),
);

const FOLDER = path.resolve(import.meta.dirname, "../../engine/parity");
const fileOf = (suite: "A" | "B") => path.join(FOLDER, suite === "A" ? "helm.json" : "kustomize.json");

const digestOf = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex").slice(0, 12);
export const digestName = ({ id }: ParityCase) => digestOf(id);

/** What follows a panic's first line is addresses. */
const PANIC = /^(panic: .*)\n[\s\S]*/m;

/** Paths of this machine are left out of messages. */
export function digestRun({ cwd }: ParityCase, inputs: string, { status, stdout, stderr }: Ran): RunDigest {
  const tidy = (text: string) =>
    text
      .replaceAll(cwd, "CWD")
      .replaceAll(inputs, "IN")
      .replace(/helm-lint\d+/g, "helm-lint")
      .replace(PANIC, "$1");
  // Lint names folders in what it prints.
  const output = stdout.includes(cwd) ? tidy(stdout.toString()) : stdout;
  return `${status} ${digestOf(output)} ${digestOf(tidy(stderr))}`;
}

export const volatileDigest = ({ status }: Ran): RunDigest => `${status} ~`;

/** What is recorded; nothing where nothing is yet. */
export function readDigests(suite: "A" | "B"): Digests {
  if (!existsSync(fileOf(suite))) return {};
  return digestsSchema.parse(JSON.parse(readFileSync(fileOf(suite), "utf8")));
}

export function writeDigests(suite: "A" | "B", digests: Digests): void {
  const sorted = Object.fromEntries(Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(fileOf(suite), `${JSON.stringify(sorted, null, 2)}\n`);
}
