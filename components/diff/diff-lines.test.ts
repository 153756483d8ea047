import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countChanges, type DiffLine, diffLines } from "./diff-lines.ts";
import { foldLines, splitRows } from "./fold-lines.ts";

const asIs = { ignoreWhitespace: false };

function compare(before: string | null, after: string | null, options = asIs): DiffLine[] {
  const lines = diffLines(before, after, options);
  if (!lines) throw new Error("took too long");
  return lines;
}

/** Writes a comparison as people know it: sign, numbers, text. */
const written = (lines: readonly DiffLine[]) =>
  lines.map(
    ({ kind, before, after, text }) =>
      `${kind === "same" ? " " : kind === "added" ? "+" : "-"}${before ?? "."},${after ?? "."} ${text}`,
  );

const textArbitrary = fc
  .array(fc.constantFrom("a", "b", " b", "c: 1", "", "é"), { maxLength: 12 })
  .chain((lines) => fc.boolean().map((ended) => lines.join("\n") + (ended ? "\n" : "")));

describe("the comparison of two texts", () => {
  it("CAT-25: numbers both sides and marks the words that changed", () => {
    const lines = compare("a: 1\nmax: 12\nz: 0\n", "a: 1\nmax: 16\nz: 0\n");
    expect(written(lines)).toEqual([" 1,1 a: 1", "-2,. max: 12", "+.,2 max: 16", " 3,3 z: 0"]);
    expect(lines[1]?.marks).toEqual([{ start: 5, end: 7 }]);
    expect(lines[2]?.marks).toEqual([{ start: 5, end: 7 }]);
  });

  it("GOH-25: compares a first version with nothing: every line is added", () => {
    expect(countChanges(compare(null, "a\nb\n"))).toEqual({ added: 2, removed: 0 });
    expect(compare(null, "")).toEqual([]);
  });

  it("CAT-25: leaves changes of blanks out when asked to, and shows the newer text", () => {
    expect(written(compare("a:  1\nb: 2\n", "a: 1\n  b: 2\n", { ignoreWhitespace: true }))).toEqual([
      " 1,1 a: 1",
      " 2,2   b: 2",
    ]);
  });

  it("shows a line break that is missing at the end as a change", () => {
    const lines = compare("a\nb\n", "a\nb");
    expect(written(lines)).toEqual([" 1,1 a", "-2,. b", "+.,2 b"]);
    expect(lines.map((line) => line.unended ?? false)).toEqual([false, false, true]);
  });

  it("does not mark words of lines that have little in common", () => {
    expect(compare("kind: Service\n", "replicas: 3\n").flatMap((line) => line.marks)).toEqual([]);
  });

  it("gives both texts back, whatever they are", () => {
    fc.assert(
      fc.property(textArbitrary, textArbitrary, (before, after) => {
        const lines = compare(before, after);
        const side = (without: "added" | "removed") => {
          const own = lines.filter((line) => line.kind !== without);
          return own.map((line) => line.text + (line.unended ? "" : "\n")).join("");
        };
        expect(side("added")).toBe(before);
        expect(side("removed")).toBe(after);
      }),
    );
  });
});

describe("folding", () => {
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`).join("");

  it("CAT-25: leaves out what is further than three lines from a change, and opens it on request", () => {
    const lines = compare(numbered(20), numbered(20).replace("line 10\n", "line ten\n"));
    const folded = foldLines(lines, new Set());
    expect(folded[0]).toEqual({ gap: true, from: 0, to: 7 });
    expect(folded.at(-1)).toEqual({ gap: true, from: 15, to: 21 });
    expect(folded).toHaveLength(2 + 3 + 2 + 3);
    expect(foldLines(lines, new Set([0, 15]))).toEqual(lines);
  });

  it("shows every line exactly once, folded or split", () => {
    fc.assert(
      fc.property(textArbitrary, textArbitrary, (before, after) => {
        const lines = compare(before, after);
        const folded = foldLines(lines, new Set());
        const width = folded.reduce((sum, line) => sum + ("gap" in line ? line.to - line.from : 1), 0);
        expect(width).toBe(lines.length);
        const halves = splitRows(lines).flatMap((row) =>
          "gap" in row ? [] : row.left === row.right ? [row.left] : [row.left, row.right],
        );
        expect(new Set(halves.filter((half) => half !== null))).toEqual(new Set(lines));
      }),
    );
  });
});
