/** The value below which this share of the values lies (nearest rank). */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: number[]) => quantile(values, 0.5);

/** One line of the report. A bound says what the figure is held against; benches print, they never fail. */
export function report(what: string, figure: string, bound?: { text: string; holds: boolean }): void {
  const against = bound ? `   bound ${bound.text}: ${bound.holds ? "held" : "NOT HELD"}` : "";
  console.log(`  ${what.padEnd(58)} ${figure.padStart(16)}${against}`);
}

export const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
export const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(0)} MB`;
export const atMost = (value: number, limit: number, text: string) => ({
  text: `≤ ${text}`,
  holds: value <= limit,
});
export const atLeast = (value: number, limit: number) => ({ text: `≥ ${limit}`, holds: value >= limit });
