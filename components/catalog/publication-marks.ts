import type { TickMark } from "#components/ui/place-ticks.ts";
import type { LifecycleState } from "#lib/catalog/schema.ts";

type Publication = { version: string; publishedAt: string; lifecycle: LifecycleState };

// Enough to tell a major from a minor from the rest; whatever is no such version is drawn light.
const RELEASE = /^v?\d+\.(\d+)\.(\d+)(?:\+.*)?$/;

function weightOf(tag: string): TickMark["weight"] {
  const [, minor, patch] = RELEASE.exec(tag) ?? [];
  if (patch !== "0") return "light";
  return minor === "0" ? "heavy" : "medium";
}

/** Majors, minors and everything else as the three heights of the ticks. */
export function publicationMarks(publications: readonly Publication[]): TickMark[] {
  return publications.map(({ version, publishedAt, lifecycle }) => ({
    at: publishedAt,
    weight: weightOf(version),
    struck: lifecycle === "yanked",
  }));
}

/** The ticks in words, for whoever cannot see them. */
export function sayPublications(publications: readonly Publication[]): string {
  const last = publications.at(-1);
  if (!last) return "Nothing published in the past 12 months";
  const number = publications.length === 1 ? "1 version" : `${publications.length} versions`;
  const yanked = publications.filter(({ lifecycle }) => lifecycle === "yanked").length;
  const withdrawn = yanked === 0 ? "" : `, ${yanked === 1 ? "one" : yanked} of them yanked`;
  return `${number} in the past 12 months, the last one ${last.version}${withdrawn}`;
}
