import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { parseAllDocuments, visit } from "yaml";
import { type Case, corpusDir, readCases, readFolder } from "../clients/corpus.ts";

/** What native printed for a case of the corpus (its README, "How the expected output was made"). */
export type Expected =
  | { kind: "output"; bytes: Buffer }
  /** With `~volatile~` for each line that differed between three runs. */
  | { kind: "masked"; lines: string[] }
  | { kind: "error"; message: string };

export function readExpected(one: Case): Expected {
  const at = (ending: string) => path.join(corpusDir, "expected", `${one.id}.${ending}`);
  if (existsSync(at("out.gz"))) return { kind: "output", bytes: gunzipSync(readFileSync(at("out.gz"))) };
  if (existsSync(at("masked.gz")))
    return {
      kind: "masked",
      lines: gunzipSync(readFileSync(at("masked.gz")))
        .toString()
        .split("\n"),
    };
  const said = readFileSync(at("error"), "utf8").split("\n\nUse --debug flag")[0] ?? "";
  return { kind: "error", message: said.replace(/^(?:# Warning: .*\n)*Error: /, "").trim() };
}

/** Charts, and the Kustomize entries that need nothing outside of their own folder: each is an artifact as it stands. */
export async function artifactCases(): Promise<Case[]> {
  const all = readCases().filter(({ kind }) => kind === "chart" || kind === "kustomize");
  const whole = await Promise.all(all.map((one) => one.kind === "chart" || isWhole(one)));
  return all.filter((_, at) => whole[at]);
}

/** No kustomization of the folder names anything above it. */
async function isWhole(one: Case): Promise<boolean> {
  const { files } = await readFolder(one.folder);
  const kustomizations = [...files].filter(([file]) =>
    /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(file),
  );
  return kustomizations.every(([file, bytes]) =>
    wordsOf(bytes.toString()).every((word) => {
      const target = path.posix.normalize(
        path.posix.join(path.posix.dirname(file), word.split("=").at(-1) ?? ""),
      );
      return !word.includes("..") || !target.startsWith("..");
    }),
  );
}

/** Every text of one line in a YAML file. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const document of parseAllDocuments(text))
    if ("contents" in document)
      visit(document, {
        Scalar: (_, node) => {
          if (typeof node.value === "string" && !node.value.includes("\n")) words.push(node.value);
        },
      });
  return words;
}

/** Lines of an output that differ from what was recorded, volatile ones apart. */
export function differsFromMasked(output: string, masked: readonly string[]): string[] {
  const lines = output.split("\n");
  if (lines.length !== masked.length) return [`${lines.length} lines, not ${masked.length}`];
  return masked.flatMap((line, at) =>
    line === "~volatile~" || line === lines[at] ? [] : [`${at + 1}: ${lines[at]}`],
  );
}

/** The sense of a message: folders are named as each program was given them, so they stay out. */
export const senseOf = (message: string) =>
  message
    .replace(/[\w.+-]*\//g, "")
    .replace(/\s+/g, " ")
    .trim();
