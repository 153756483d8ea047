import { expect, it } from "vitest";
import {
  emptyExpiry,
  emptyReach,
  emptyTokenForm,
  endOfSpan,
  expiresInOf,
  isSpanAllowed,
  patternOfReach,
  type ReachValues,
  toTokenInput,
} from "./token-form.ts";

const now = new Date("2026-11-21T12:00:00").getTime();
const onDate = (date: string) => ({ span: "date" as const, date });

it("GOH-60: a token expires in 90 days unless somebody chooses otherwise", () => {
  expect(expiresInOf(emptyTokenForm(null), now, null)).toBe("90d");
  expect(expiresInOf({ span: "never", date: "" }, now, null)).toBeNull();
});

it("GOH-60: the form begins within the organization's maximum, and offers nothing beyond", () => {
  expect([null, 365, 90, 89, 30, 29].map((days) => emptyExpiry(days).span)).toEqual([
    "90d",
    "90d",
    "90d",
    "30d",
    "30d",
    "date",
  ]);
  const allowed = (["30d", "90d", "365d", "date", "never"] as const).filter((span) =>
    isSpanAllowed(span, 90),
  );
  expect(allowed).toEqual(["30d", "90d", "date"]);
});

it("GOH-56: a date ends with its day, in the zone of whoever chooses it", () => {
  expect(endOfSpan(onDate("2026-11-22"), now)?.getDate()).toBe(22);
  expect(expiresInOf(onDate("2026-11-22"), now, null)).toBe("36h");
});

it("GOH-60: the last day of the maximum is allowed, and ends with the maximum", () => {
  expect(expiresInOf(onDate("2026-11-22"), now, 1)).toBe("24h");
  expect(expiresInOf(onDate("2026-11-30"), now, 1)).toBe("228h");
});

it("GOH-56: a missing, a wrong and a past date are not sent", () => {
  for (const date of ["", "yesterday", "2026-11-20"])
    expect(expiresInOf(onDate(date), now, null)).toBeUndefined();
});

const REACHES: [Partial<ReachValues>, string | null | undefined][] = [
  [{}, null],
  [{ reach: "pattern", pattern: " charts/* " }, "charts/*"],
  [{ reach: "pattern", pattern: "  " }, undefined],
  [{ reach: "project" }, undefined],
  [{ reach: "project", kind: "plain" }, undefined],
  [{ reach: "project", kind: "charts" }, "charts/**"],
  [{ reach: "project", project: "payments", kind: "charts" }, "charts/payments/*"],
  [{ reach: "project", project: "payments", kind: "plain" }, "payments/**"],
  [
    { reach: "project", project: " payments ", kind: "all" },
    "charts/payments/*,kustomize-bases/payments/*,manifest-bundles/payments/*,payments/**",
  ],
];

it.each(REACHES)("NB-13 GL-13: %j becomes the pattern %s", (over, pattern) => {
  expect(patternOfReach({ ...emptyReach, ...over })).toBe(pattern);
});

it("API-18: what is not limited is left out of what is sent", () => {
  const values = { ...emptyTokenForm(null), name: "ci" };
  expect(toTokenInput(values, { pattern: null, expiresIn: null })).toEqual({ name: "ci", scope: "pull" });
});
