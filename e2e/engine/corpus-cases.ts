import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { corpusDir } from "../clients/corpus.ts";
import type { ParityCase } from "./parity-case.ts";

/** What the corpus has recorded of native for a case (its README, "How the expected output was made"). */
export type Recorded =
  | { kind: "output"; stdout: Buffer }
  /** With `~volatile~` for each line that differed between three runs. */
  | { kind: "masked"; lines: string[] }
  | { kind: "error"; stderr: string }
  /** A bundle: how many files and objects it holds. */
  | { kind: "parses"; files: number; objects: number };

const OPS: Partial<Record<string, ParityCase["op"]>> = { kustomize: "build", bundle: "order" };

export type CorpusCase = ParityCase & { recorded: Recorded };

const rowsOf = (file: string) =>
  readFileSync(path.join(corpusDir, file), "utf8")
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((row) => row.split("\t"));

/** Suite C: every chart, package, base and bundle of the corpus, and the variants of charts. Empty without a corpus. */
export function corpusCases(): CorpusCase[] {
  if (!corpusDir) return [];
  const places = new Map<string, string>();
  const cases: CorpusCase[] = [];
  for (const [id = "", kind = "", place = "", entry = "", , , , expectation = "", output] of rowsOf(
    "CASES.tsv",
  )) {
    if (kind === "index" || (output === "none" && kind !== "bundle")) continue;
    const target = entry === "." ? place : path.posix.join(place, entry);
    places.set(id, target);
    const op = OPS[kind] ?? "template";
    const recorded = recordedOf(id, expectation, place);
    cases.push({
      id: `C ${id}`,
      suite: "C",
      group: `${kind}s`,
      op,
      cwd: corpusDir,
      args: [target],
      recorded,
    });
  }
  for (const [id = "", of = "", words = "", expectation = ""] of rowsOf("VARIANTS.tsv")) {
    const release = /^\(release (\S+)\) /.exec(words);
    const flags = words.slice(release?.[0].length ?? 0).split(" ");
    const name = release?.[1] === undefined ? [] : [release[1]];
    const args = [...flags, ...name, places.get(of) ?? ""];
    const recorded = recordedOf(id, expectation, "");
    const group = "charts with flags";
    cases.push({ id: `C ${id}`, suite: "C", group, op: "template", cwd: corpusDir, args, recorded });
  }
  return cases;
}

function recordedOf(id: string, expectation: string, place: string): Recorded {
  const name = id.replace(/^package__(.*)\.tgz$/, "package-$1");
  const at = (ending: string) => path.join(corpusDir, "expected", `${name}.${ending}`);
  const parses = /^parses: (\d+) files, (\d+) objects/.exec(expectation);
  if (parses) {
    // The corpus counts a kustomization file, which is no object of a cluster.
    const others = globSync("**/kustomization.{yaml,yml}", { cwd: path.join(corpusDir, place) }).length;
    return { kind: "parses", files: Number(parses[1]) - others, objects: Number(parses[2]) - others };
  }
  if (existsSync(at("out.gz"))) return { kind: "output", stdout: gunzipSync(readFileSync(at("out.gz"))) };
  if (existsSync(at("masked.gz")))
    return {
      kind: "masked",
      lines: gunzipSync(readFileSync(at("masked.gz")))
        .toString()
        .split("\n"),
    };
  if (existsSync(at("error"))) return { kind: "error", stderr: readFileSync(at("error"), "utf8") };
  throw new Error(`The corpus has recorded nothing for ${id}.`);
}
