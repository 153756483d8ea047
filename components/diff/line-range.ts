/** Lines of an address, both ends included, counted from one. */
export type LineRange = { readonly first: number; readonly last: number };

/** Reads `#L10` and `#L10-L20`; ends in the wrong order are turned round. */
export function readLineRange(hash: string): LineRange | null {
  const match = /^#L(\d{1,7})(?:-L?(\d{1,7}))?$/.exec(hash);
  if (!match) return null;
  const one = Number(match[1]);
  const other = Number(match[2] ?? match[1]);
  const first = Math.min(one, other);
  return first === 0 ? null : { first, last: Math.max(one, other) };
}

export function writeLineRange({ first, last }: LineRange): string {
  return first === last ? `#L${first}` : `#L${first}-L${last}`;
}

/** What a press on a line's number chooses: that line, or with shift everything from what was chosen before. */
export function chooseLine(line: number, before: LineRange | null, withShift: boolean): LineRange {
  if (!withShift || !before) return { first: line, last: line };
  return line < before.first ? { first: line, last: before.first } : { first: before.first, last: line };
}
