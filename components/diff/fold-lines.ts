import type { DiffLine } from "./diff-lines.ts";

/** A run of unchanged lines that is not shown; `from` and `to` are indexes into the lines, `to` not included. */
export type Gap = { readonly gap: true; readonly from: number; readonly to: number };

const CONTEXT = 3;

/**
 * Leaves out unchanged lines that are more than three lines away from a change. A gap of a single line is not worth a
 * button and stays.
 * @param opened the `from` of gaps that were opened
 */
export function foldLines(lines: readonly DiffLine[], opened: ReadonlySet<number>): (DiffLine | Gap)[] {
  const near = new Uint8Array(lines.length);
  lines.forEach((line, index) => {
    if (line.kind === "same") return;
    near.fill(1, Math.max(0, index - CONTEXT), Math.min(lines.length, index + CONTEXT + 1));
  });
  const shown: (DiffLine | Gap)[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (end < lines.length && near[end] === 0) end += 1;
    if (end - at > 1 && !opened.has(at)) {
      shown.push({ gap: true, from: at, to: end });
      at = end;
      continue;
    }
    const until = Math.max(end, at + 1);
    for (const line of lines.slice(at, until)) shown.push(line);
    at = until;
  }
  return shown;
}

/** One row of the split view: what stands left and right; null is the empty half. */
export type SplitRow = { readonly left: DiffLine | null; readonly right: DiffLine | null };

/** Lays removed and added lines side by side; unchanged ones stand on both sides. */
export function splitRows(lines: readonly (DiffLine | Gap)[]): (SplitRow | Gap)[] {
  const rows: (SplitRow | Gap)[] = [];
  let left: DiffLine[] = [];
  let right: DiffLine[] = [];
  const flush = () => {
    for (let step = 0; step < Math.max(left.length, right.length); step += 1) {
      rows.push({ left: left[step] ?? null, right: right[step] ?? null });
    }
    left = [];
    right = [];
  };
  for (const line of lines) {
    if ("gap" in line) {
      flush();
      rows.push(line);
    } else if (line.kind === "removed") left.push(line);
    else if (line.kind === "added") right.push(line);
    else {
      flush();
      rows.push({ left: line, right: line });
    }
  }
  flush();
  return rows;
}
