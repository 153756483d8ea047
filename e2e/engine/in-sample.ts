/** Whether a case is in the sample of one in `every`: the same ones each time. */
export function isInSample(id: string, every: number): boolean {
  return Buffer.from(id).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7) % every === 0;
}
