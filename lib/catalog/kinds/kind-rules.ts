import type { Finding } from "#lib/engine/schema.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { isProblem, type Problem } from "#lib/problems/problem.ts";
import type { ArchiveOptions } from "../read-archive.ts";
import type { FileContent } from "../types.ts";

export type GateInput = {
  ref: ArtifactRef;
  /** The version tag asked for; null while none was chosen: then nothing is compared with it. */
  tag: string | null;
  files: FileContent[];
  /** The tag is the registry's, with `_` where the version may have `+`; the version itself is then told by the files. */
  isOciTag: boolean;
  /** PUB-6: "publish anyway" was said. */
  nonSemverAccepted: boolean;
};

export type GateResult = {
  /** Why it cannot be published; empty when it can. */
  refusals: Problem[];
  /** What people should know and may accept. */
  findings: Finding[];
  /** Chart.yaml as JSON; empty for other kinds and where it cannot be read. */
  metadata: Record<string, unknown>;
  /** The version that the files themselves name; null where they name none. */
  version: string | null;
};

/** What differs from kind to kind; everything else is the same code for all of them. */
export type KindRules = {
  /** Whether the gate reads what is in a file; of all others it knows the name only. */
  reads: (path: string) => boolean;
  /** PUB-5 to PUB-9. */
  check: (input: GateInput) => Promise<GateResult>;
  /** How an archive of this kind lies. */
  archive: ArchiveOptions;
  /** What of a draft goes into the package. */
  packaged: (files: FileContent[]) => FileContent[];
  /** The folder in which a package has its files; null for the root. */
  topFolder: (ref: { name: string }) => string | null;
};

/** Runs one rule; a refusal is kept, so that people see all of them at once. @returns null when it refused */
export function tried<T>(refusals: Problem[], rule: () => T): T | null {
  try {
    return rule();
  } catch (error) {
    if (!isProblem(error)) throw error;
    refusals.push(error);
    return null;
  }
}
