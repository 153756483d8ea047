/** How many single changes lead from one word to another; more than `most` is told as `most + 1`. */
function countChanges(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const change = from[row - 1] === to[column - 1] ? 0 : 1;
      line.push(
        Math.min(
          (line[column - 1] ?? most) + 1,
          (before[column] ?? most) + 1,
          (before[column - 1] ?? most) + change,
        ),
      );
    }
    before = line;
  }
  return before.at(-1) ?? most + 1;
}

/** The name that was likely meant: the nearest of those there are, if it is near enough to be no guess. */
export function suggestName(written: string, names: Iterable<string>): string | null {
  if (written.length > 64) return null;
  const lower = written.toLowerCase();
  let most = written.length < 4 ? 1 : Math.min(3, Math.floor(written.length / 3));
  let best: string | null = null;
  for (const name of names) {
    const changes = countChanges(lower, name.toLowerCase(), most);
    if (changes > most || (changes === most && best !== null)) continue;
    most = changes;
    best = name;
  }
  return best;
}
