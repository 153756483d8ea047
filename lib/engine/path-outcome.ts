import type { ArtifactKind } from "#lib/ids/ids.ts";
import { failureOfLimit, failureOfModule } from "./host/render-failure.ts";
import type { Reply } from "./host/warm-module.ts";
import type { RenderFailure } from "./schema.ts";
import type { TreeEntry } from "./types.ts";

/** A folder or package of this disk, as a command names it. */
export type PathRequest<Options> = {
  /** An absolute folder; `target` and the paths in options are from there. */
  cwd: string;
  /** Repeated in messages as it is given. */
  target: string;
  options: Options;
  /** What stands in place of the file `-`; null where nobody asks for it. */
  stdin: Uint8Array | null;
};

/** What a program prints for a path, on both of its streams, and how it exits. */
export type PathOutcome = {
  kind: ArtifactKind;
  output: Uint8Array;
  stderr: string;
  exitCode: number;
  failure: RenderFailure | null;
};

/**
 * Limits and crashes are told as the programs tell their errors.
 * @param files the artifact's, one of which a failure may name
 */
export function outcomeOfReply(kind: ArtifactKind, reply: Reply, files: readonly TreeEntry[]): PathOutcome {
  if (reply.kind !== "answered") {
    const failure = failureOfLimit(reply);
    return { kind, output: new Uint8Array(), stderr: `Error: ${failure.message}\n`, exitCode: 1, failure };
  }
  const { answer, output, stderr } = reply;
  const failure = answer.failure === null ? null : failureOfModule(answer, { files });
  return { kind, output, stderr, exitCode: answer.exitCode, failure };
}
