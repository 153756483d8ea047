import { expect, it } from "vitest";
import { emptyTokenForm, endOfSpan, toTokenInput } from "./token-form.ts";

const now = new Date("2026-11-21T12:00:00").getTime();
const filled = { ...emptyTokenForm, name: "ci" };

it("GOH-60: a token expires in 90 days unless somebody chooses otherwise", () => {
  expect(toTokenInput(filled, now)).toEqual({ name: "ci", scope: "pull", expiresIn: "90d" });
  expect(toTokenInput({ ...filled, span: "never" }, now)).toEqual({ name: "ci", scope: "pull" });
});

it("GOH-56: a date ends with its day, in the zone of whoever chooses it", () => {
  const date = { ...filled, span: "date" as const, date: "2026-11-22" };
  expect(endOfSpan(date, now)?.getDate()).toBe(22);
  expect(toTokenInput(date, now)).toMatchObject({ expiresIn: "36h" });
});

it("GOH-56: a missing, a wrong and a past date are not sent", () => {
  for (const date of ["", "yesterday", "2026-11-20"])
    expect(toTokenInput({ ...filled, span: "date", date }, now)).toBeNull();
});

it("GOH-56: an empty pattern reaches everything, another is sent without the spaces around it", () => {
  expect(toTokenInput({ ...filled, pattern: "  " }, now)).not.toHaveProperty("pattern");
  expect(toTokenInput({ ...filled, pattern: " charts/* " }, now)).toMatchObject({ pattern: "charts/*" });
});
