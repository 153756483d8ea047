import type { LineRange } from "./output-messages.ts";

/** The number in the whole output of each shown line. @param shown null where all lines are */
export function numberedBy(shown: readonly LineRange[] | null): (line: number) => number {
  if (shown === null) return (line) => line;
  return (line) => {
    let left = line;
    for (const { startLine, endLine } of shown) {
      const count = endLine - startLine + 1;
      if (left <= count) return startLine + left - 1;
      left -= count;
    }
    return (shown.at(-1)?.endLine ?? 0) + left;
  };
}

/** Where ranges of the whole output stand among the shown lines; what is not shown falls out. */
export function shownRanges(
  shown: readonly LineRange[] | null,
  ranges: readonly LineRange[],
): readonly LineRange[] {
  if (shown === null) return ranges;
  const found: LineRange[] = [];
  let before = 0;
  for (const { startLine, endLine } of shown) {
    for (const range of ranges) {
      const from = Math.max(startLine, range.startLine);
      const to = Math.min(endLine, range.endLine);
      if (from <= to)
        found.push({ startLine: before + from - startLine + 1, endLine: before + to - startLine + 1 });
    }
    before += endLine - startLine + 1;
  }
  return found;
}
