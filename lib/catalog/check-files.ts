import type { ArtifactRef } from "#lib/ids/ids.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { Problem } from "#lib/problems/problem.ts";
import { refuseFiles } from "./file-rules.ts";
import { type GateInput, type GateResult, tried } from "./kinds/kind-rules.ts";
import { runGate } from "./run-gate.ts";
import type { FileContent } from "./types.ts";

function refuseBadTag(tag: string): void {
  const parsed = versionTagSchema.safeParse(tag);
  if (!parsed.success)
    throw new Problem("invalid_version_tag", {
      detail: parsed.error.issues[0]?.message ?? "It is not valid.",
    });
}

const sizesOf = (files: FileContent[]) => files.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length }));

/**
 * All gates of a publication that need no database (PUB-2, PUB-4 to PUB-9), without storing anything: what a review shows
 * before, and what every door refuses by.
 * @param tag null while none was chosen
 */
export async function checkFiles(
  ref: ArtifactRef,
  tag: string | null,
  files: FileContent[],
  {
    nonSemverAccepted = false,
    isOciTag = false,
  }: Partial<Pick<GateInput, "nonSemverAccepted" | "isOciTag">> = {},
): Promise<GateResult> {
  const refusals: Problem[] = [];
  if (tag !== null) tried(refusals, () => refuseBadTag(tag));
  tried(refusals, () => refuseFiles(sizesOf(files), "archive_invalid"));
  // Where names cannot be trusted, nothing is looked up by them.
  if (refusals.length > 0) return { refusals, findings: [], metadata: {}, version: null };
  return runGate({ ref, tag, files, nonSemverAccepted, isOciTag });
}

/** @throws the first refusal; its detail says how many more there are */
export function throwFirst(refusals: Problem[]): void {
  const [first, ...others] = refusals;
  if (!first) return;
  if (others.length === 0) throw first;
  const more = others.slice(0, 20).map(({ code, message }) => ({ code, message }));
  throw new Problem(first.code, { ...first.details, facts: { ...first.details.facts, more }, cause: first });
}
