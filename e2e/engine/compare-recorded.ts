import { realpathSync } from "node:fs";
import type { CorpusCase } from "./corpus-cases.ts";
import type { Ran, Verdict } from "./parity-case.ts";

/** Compares with what the corpus has recorded of native. Its messages name paths as they were given, ours do so absolutely. */
export function compareRecorded({ recorded, cwd }: CorpusCase, ours: Ran): Verdict {
  const different = (
    what: string,
    expected: string,
    got = `exit ${ours.status}\n${ours.stderr}`,
  ): Verdict => ({
    kind: "different",
    what,
    expected,
    got,
  });
  switch (recorded.kind) {
    case "output":
      if (ours.status === 0 && ours.stdout.equals(recorded.stdout)) return { kind: "equal" };
      return different("output", `${recorded.stdout.length} bytes`);
    case "masked": {
      const lines = ours.stdout.toString().split("\n");
      const isSame =
        lines.length === recorded.lines.length &&
        recorded.lines.every((line, at) => line === "~volatile~" || line === lines[at]);
      return ours.status === 0 && isSame ? { kind: "volatile" } : different("output", "the masked output");
    }
    case "error": {
      // Kustomize names the folder that links lead to.
      const tidy = (text: string) =>
        text
          .replaceAll(`${realpathSync(cwd)}/`, "")
          .replaceAll(`${cwd}/`, "")
          .trim();
      const isSame = ours.status !== 0 && tidy(ours.stderr) === tidy(recorded.stderr);
      return isSame ? { kind: "equal" } : different("error text", recorded.stderr);
    }
    case "parses":
      return compareBundle(recorded, ours, different);
  }
}

/** A bundle's documents are there, or the one that breaks PUB-9 is named with its file and line. */
function compareBundle(
  { files, objects }: { files: number; objects: number },
  ours: Ran,
  different: (what: string, expected: string) => Verdict,
): Verdict {
  if (ours.status !== 0)
    return / is already in /.test(ours.stderr) && /^Error: \S+:\d+: /m.test(ours.stderr)
      ? {
          kind: "explained",
          cause: "The bundle holds an object twice, which is refused with file and line (PUB-9).",
        }
      : different("error text", `${files} files`);
  const sources = ours.stdout.toString().match(/^# Source: .*$/gm) ?? [];
  const isWhole = new Set(sources).size === files && sources.length === objects;
  return isWhole ? { kind: "equal" } : different("output", `${files} files, ${objects} objects`);
}
