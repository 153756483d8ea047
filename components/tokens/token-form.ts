import type { RegistryScope } from "#lib/auth/types.ts";
import type { CreateRegistryTokenInput } from "#lib/tokens/schema.ts";

export const SPANS = ["30d", "90d", "365d", "date", "never"] as const;
export type Span = (typeof SPANS)[number];

export type TokenFormValues = {
  name: string;
  scope: RegistryScope;
  pattern: string;
  span: Span;
  /** `2027-02-19`, where the span is a date. */
  date: string;
};

/** GOH-60: 90 days unless one chooses otherwise. */
export const emptyTokenForm: TokenFormValues = {
  name: "",
  scope: "pull",
  pattern: "",
  span: "90d",
  date: "",
};

const HOUR_MS = 3_600_000;

/** When a span ends, as this browser's clock and zone say; a date ends with its day. Null: never, or no date yet. */
export function endOfSpan(values: Pick<TokenFormValues, "span" | "date">, now: number): Date | null {
  if (values.span === "never") return null;
  if (values.span !== "date") return new Date(now + Number.parseInt(values.span, 10) * 24 * HOUR_MS);
  const end = new Date(`${values.date}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end;
}

/** What is sent. @returns null where the date is missing or over */
export function toTokenInput(values: TokenFormValues, now: number): CreateRegistryTokenInput | null {
  const { name, scope, span } = values;
  const pattern = values.pattern.trim();
  const input = { name, scope, ...(pattern ? { pattern } : {}) };
  if (span === "never") return input;
  if (span !== "date") return { ...input, expiresIn: span };
  const end = endOfSpan(values, now);
  if (!end || end.getTime() <= now) return null;
  return { ...input, expiresIn: `${Math.max(1, Math.round((end.getTime() - now) / HOUR_MS))}h` };
}
