import type { RegistryScope } from "#lib/auth/types.ts";
import { KIND_ROOTS } from "#lib/ids/ids.ts";
import type { CreateRegistryTokenInput } from "#lib/tokens/schema.ts";

export const SPANS = ["30d", "90d", "365d", "date", "never"] as const;
export type Span = (typeof SPANS)[number];

/** When a token ends, as the form asks for it. */
export type ExpiryValues = {
  span: Span;
  /** `2027-02-19`, where the span is a date. */
  date: string;
};

/** What of a project is meant: all of it, one kind, or its plain repositories. */
export const REACH_KINDS = ["all", "charts", "kustomize-bases", "manifest-bundles", "plain"] as const;
export type ReachKind = (typeof REACH_KINDS)[number];

/** What a token reaches, as the form asks for it; all three become one pattern. */
export type ReachValues = {
  reach: "everything" | "project" | "pattern";
  project: string;
  kind: ReachKind;
  pattern: string;
};

export type TokenFormValues = ExpiryValues &
  ReachValues & {
    name: string;
    scope: RegistryScope;
    /** Requests a minute as they are typed; empty: no budget of its own. */
    budget: string;
  };

export const emptyReach: ReachValues = { reach: "everything", project: "", kind: "all", pattern: "" };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** GOH-60: 90 days unless one chooses otherwise, or less where the organization lets a token last no longer. */
export function emptyExpiry(maxDays: number | null): ExpiryValues {
  if (maxDays === null || maxDays >= 90) return { span: "90d", date: "" };
  return maxDays >= 30 ? { span: "30d", date: "" } : { span: "date", date: "" };
}

/** @param project that it is limited to at first; absent: nothing limits it */
export function emptyTokenForm(maxDays: number | null, project?: string): TokenFormValues {
  const reach: ReachValues =
    project === undefined ? emptyReach : { ...emptyReach, reach: "project", project };
  return { name: "", scope: "pull", budget: "", ...reach, ...emptyExpiry(maxDays) };
}

/** Whether the organization lets a token last so long; of a date that is only known when it is chosen. */
export function isSpanAllowed(span: Span, maxDays: number | null): boolean {
  if (maxDays === null || span === "date") return true;
  return span !== "never" && Number.parseInt(span, 10) <= maxDays;
}

/**
 * The pattern that a form's reach comes to.
 * @returns null for everything; undefined where something is still to be said
 */
export function patternOfReach({ reach, project, kind, pattern }: ReachValues): string | null | undefined {
  if (reach === "everything") return null;
  if (reach === "pattern") return pattern.trim() || undefined;
  const name = project.trim();
  if (name === "") return kind === "all" || kind === "plain" ? undefined : `${kind}/**`;
  if (kind === "plain") return `${name}/**`;
  if (kind !== "all") return `${kind}/${name}/*`;
  return [...Object.values(KIND_ROOTS).map((root) => `${root}/${name}/*`), `${name}/**`].join(",");
}

/** When a span ends, as this browser's clock and zone say; a date ends with its day. Null: never, or no date yet. */
export function endOfSpan(values: ExpiryValues, now: number): Date | null {
  if (values.span === "never") return null;
  if (values.span !== "date") return new Date(now + Number.parseInt(values.span, 10) * DAY_MS);
  const end = new Date(`${values.date}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end;
}

/**
 * How long it lasts, as it is sent. The last day that is allowed ends with the maximum, not at midnight.
 * @returns null for never; undefined where the date is missing or over
 */
export function expiresInOf(
  values: ExpiryValues,
  now: number,
  maxDays: number | null,
): string | null | undefined {
  const { span } = values;
  if (span === "never") return null;
  if (span !== "date") return span;
  const end = endOfSpan(values, now);
  if (!end || end.getTime() <= now) return undefined;
  const hours = Math.max(1, Math.round((end.getTime() - now) / HOUR_MS));
  const most = maxDays === null ? hours : maxDays * 24;
  return `${hours > most && hours - most < 24 ? most : hours}h`;
}

/** What is sent. */
export function toTokenInput(
  values: TokenFormValues,
  sent: { pattern: string | null; expiresIn: string | null },
): CreateRegistryTokenInput {
  const { name, scope } = values;
  const budget = values.budget.trim();
  return {
    name,
    scope,
    ...(budget === "" ? {} : { requestsPerMinute: Number(budget) }),
    ...(sent.pattern === null ? {} : { pattern: sent.pattern }),
    ...(sent.expiresIn === null ? {} : { expiresIn: sent.expiresIn }),
  };
}
