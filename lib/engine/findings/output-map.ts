import type { ArtifactKind } from "#lib/ids/ids.ts";
import { readTree, type TreeText } from "../host/tree-text.ts";
import type { TreeEntry } from "../types.ts";
import { alignLines } from "./align-lines.ts";
import { openBaseSources } from "./base-sources.ts";
import { openChartSources } from "./chart-sources.ts";
import {
  type CutDocument,
  cutDocuments,
  type DocumentLines,
  isBlank,
  type OutputDocument,
  type OutputPlace,
  readObject,
} from "./output-documents.ts";
import { readTemplate } from "./template-lines.ts";

export type OutputRange = { startLine: number; endLine: number };

/** From where to where: the documents of an output, and which line of which file printed a line of it. */
export type OutputMap = {
  documents: readonly OutputDocument[];
  /** `line` is null where only the file is known; null where not even that is. Lines count from one. */
  sourceOf: (outputLine: number) => OutputPlace | null;
  /** What a file, or one line of it, printed: whole documents, or runs of lines. Empty where it printed nothing. */
  outputLinesOf: (path: string, line?: number) => readonly OutputRange[];
};

type Part = { cut: CutDocument; document: OutputDocument; lines: DocumentLines | null };

/**
 * Maps rendered output back to the files it was rendered from. Charts and bundles say the file in a comment before each
 * document; a base's documents are found again by kind and name. Lines are aligned when one of their document is asked for.
 * It never throws, whatever the output holds.
 */
export function mapOutput(output: string, files: readonly TreeEntry[], kind: ArtifactKind): OutputMap {
  const tree = readTree(files);
  const sources = openSources(tree, kind);
  let last: string | null = null;
  const parts = cutDocuments(output).flatMap((cut): Part[] => {
    const said = cut.comment === null ? null : sources.fileOf(cut.comment);
    // A file of several documents that is printed as it stands (a CRD) has the comment before the first one only.
    const source = kind === "kustomize-base" ? null : (said ?? (cut.comment === null ? last : null));
    last = source;
    if (isBlank(cut)) return [];
    const object = attempt(() => readObject(cut), null);
    const document = { startLine: cut.startLine, endLine: cut.endLine, source, object };
    if (object && kind === "kustomize-base")
      document.source = attempt(() => sources.fileOfObject(object), null);
    return [{ cut, document, lines: null }];
  });
  const linesOf = (part: Part): DocumentLines => {
    part.lines ??= attempt(() => sources.alignDocument(part.cut, part.document), []);
    return part.lines;
  };
  return {
    documents: parts.map(({ document }) => document),
    sourceOf: (outputLine) => {
      const part = findPart(parts, outputLine);
      if (!part) return null;
      const place = linesOf(part)[outputLine - part.cut.firstLine];
      return place ?? (part.document.source === null ? null : { path: part.document.source, line: null });
    },
    outputLinesOf: (path, line) =>
      parts.flatMap((part) => {
        if (line !== undefined) return runsOf(part, linesOf(part), path, line);
        const { source, startLine, endLine } = part.document;
        return source === path ? [{ startLine, endLine }] : [];
      }),
  };
}

function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise; // A map is a help: where it cannot be drawn, there is none.
  }
}

function findPart(parts: readonly Part[], line: number): Part | null {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle]?.document.startLine ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  const part = parts[low];
  return part && part.document.startLine <= line && line <= part.document.endLine ? part : null;
}

function runsOf({ cut }: Part, lines: DocumentLines, path: string, line: number): OutputRange[] {
  const runs: OutputRange[] = [];
  lines.forEach((place, index) => {
    if (place?.path !== path || place.line !== line) return;
    const at = cut.firstLine + index;
    const run = runs.at(-1);
    if (run?.endLine === at - 1) run.endLine = at;
    else runs.push({ startLine: at, endLine: at });
  });
  return runs;
}

type Sources = {
  fileOf: (comment: string) => string | null;
  fileOfObject: (object: NonNullable<OutputDocument["object"]>) => string | null;
  alignDocument: (cut: CutDocument, document: OutputDocument) => DocumentLines;
};

function openSources(tree: TreeText, kind: ArtifactKind): Sources {
  if (kind === "kustomize-base") {
    const base = openBaseSources(tree);
    return { fileOf: () => null, ...base };
  }
  const chart = openChartSources(tree);
  const shapes = new Map<string, ReturnType<typeof readTemplate>>();
  const shapeOf = (path: string) => {
    const shape = shapes.get(path) ?? readTemplate(kind === "chart" ? (tree.read(path) ?? "") : "");
    shapes.set(path, shape);
    return shape;
  };
  return {
    fileOf: kind === "chart" ? chart : (comment) => (tree.has(comment) ? comment : null),
    fileOfObject: () => null,
    alignDocument: (cut, { source }) => {
      if (source === null || source.endsWith(".tgz")) return [];
      const exact = alignExactly(cut.lines, tree.read(source) ?? "");
      if (exact) return exact.map((line) => ({ path: source, line }));
      if (kind !== "chart") return [];
      return [...alignLines(shapeOf(source), cut.lines)].map((line) =>
        line < 0 ? null : { path: source, line: line + 1 },
      );
    },
  };
}

/** For text that is printed as it stands: the one run of lines that is the same. Null where there is none, or several. */
function alignExactly(lines: readonly string[], text: string): number[] | null {
  const trimmed = lines.join("\n").trimEnd();
  if (trimmed === "") return null;
  const whole = `\n${text.replaceAll("\r\n", "\n")}`;
  const at = whole.indexOf(`\n${trimmed}`);
  if (at < 0 || whole.indexOf(`\n${trimmed}`, at + 1) >= 0) return null;
  const first = whole.slice(0, at).split("\n").length;
  return lines.map((_, index) => first + index);
}
