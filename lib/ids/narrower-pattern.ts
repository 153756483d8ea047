import { type Places, partsOf, read, type Step, settled, stepsOf } from "./repository-pattern.ts";

/** Pairs of places that are looked at before it counts as not proven; real patterns need some hundreds. */
const MAX_PAIRS = 20_000;

/** A pattern, with the places that its steps can be at after what was read so far. */
type Reader = { steps: Step[]; places: Places };

const readerOf = (part: string): Reader => {
  const steps = stepsOf(part);
  return { steps, places: settled(steps, [0]) };
};
const take = ({ steps, places }: Reader, char: string): Reader => ({
  steps,
  places: read(steps, places, char),
});
const isDone = ({ steps, places }: Reader) => places.has(steps.length);
const isLost = ({ places }: Reader) => places.size === 0;
const keyOf = (readers: readonly Reader[]) =>
  readers.map(({ places }) => [...places].sort().join()).join(";");

/** In no pattern and no name: stands for every character that the patterns do not name. */
const OTHER = "\0";

/** The characters that the patterns tell apart. */
function lettersOf(patterns: readonly string[]): string[] {
  return [...new Set(patterns.join("").replaceAll("*", "")), "/", OTHER];
}

/** Where one more character can lead to, of all that the first reader still reads. */
const nextOf = (pair: readonly Reader[], letters: readonly string[]): Reader[][] =>
  letters
    .map((letter) => pair.map((reader) => take(reader, letter)))
    .filter(([narrow]) => narrow !== undefined && !isLost(narrow));

/** Reads every text that the part matches, all at once, and finds one that none of the wide ones match, if there is one. */
function isWithin(part: string, wide: readonly string[]): boolean {
  const letters = lettersOf([part, ...wide]);
  const first = [readerOf(part), ...wide.map(readerOf)];
  const seen = new Map([[keyOf(first), first]]);
  // A map is walked over to its end, also what is added on the way.
  for (const pair of seen.values()) {
    const [narrow, ...others] = pair;
    if (!narrow || (isDone(narrow) && !others.some(isDone)) || seen.size > MAX_PAIRS) return false;
    for (const next of nextOf(pair, letters)) if (!seen.has(keyOf(next))) seen.set(keyOf(next), next);
  }
  return true;
}

/**
 * Whether every name that the first pattern means is meant by the second, too; null means every name. What is too tangled
 * to be proven is answered with no, so that a token never reaches more than the one it was made with (GL-14).
 */
export function isNarrower(pattern: string | null, than: string | null): boolean {
  if (than === null) return true;
  if (pattern === null) return false;
  const wide = partsOf(than);
  return partsOf(pattern).every((part) => wide.includes(part) || isWithin(part, wide));
}
