/** Fills memory with random bytes. */
export type RandomSource = (into: Uint8Array) => void;

/** What getRandomValues fills at most in one call. */
const MOST_AT_ONCE = 65_536;

export const trueRandom: RandomSource = (into) => {
  for (let at = 0; at < into.length; at += MOST_AT_ONCE) {
    // The memory of a module is never shared, which the type cannot say.
    crypto.getRandomValues(into.subarray(at, at + MOST_AT_ONCE) as Uint8Array<ArrayBuffer>);
  }
};

/** The same bytes each time it is made: sfc32 (Chris Doty-Humphrey, PractRand; public domain). */
export function seededRandom(seed: number): RandomSource {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 24;
  };
  for (let round = 0; round < 12; round += 1) next();
  return (into) => {
    for (let at = 0; at < into.length; at += 1) into[at] = next();
  };
}
