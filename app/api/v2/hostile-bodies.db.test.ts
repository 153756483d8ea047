import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { aCaller, type Caller } from "#lib/http/fixtures.ts";
import { allEndpoints } from "./_endpoints/all.ts";
import { aPublishedExample, callExample, keyOf } from "./fixtures.ts";

// What no endpoint takes, asked of every one that takes JSON: it is refused before anything is looked at or written.

let owner: Caller;
let named: Readonly<Record<string, string>>;

beforeAll(async () => {
  owner = await aCaller({ role: "owner", scope: "admin" });
  named = await aPublishedExample(owner);
});

const withBody = allEndpoints.filter(({ body, method }) => body && method !== "GET");
/** What only a person with a session may call refuses every token before it looks at the body. */
const isForTokens = ({ auth }: Endpoint) => auth === "anyone" || auth.token !== undefined;
const rows = withBody.filter(isForTokens).map((endpoint) => ({ name: keyOf(endpoint), endpoint }));

const problemSchema = z.object({
  code: z.string(),
  fields: z.array(z.object({ path: z.string() })).optional(),
});
const exampleOf = ({ example }: Endpoint) => z.record(z.string(), z.unknown()).parse(example?.body ?? {});

/** Columns that a careless write would take over from a body. */
const COLUMNS = ["id", "orgId", "createdById", "hash", "sessionEpoch", "isAdmin", "constructor", "prototype"];

describe("hostile bodies", () => {
  it("mass assignment: no body takes a field that it does not name, whoever may send it", () => {
    const lenient = withBody.filter((endpoint) => {
      const taken = endpoint.body?.safeParse({ ...exampleOf(endpoint), orgId: "x" });
      return !taken?.error?.issues.some((issue) => issue.code === "unrecognized_keys");
    });
    expect(lenient.map(keyOf)).toEqual([]);
  });

  it.each(rows)("mass assignment: $name takes no field that it does not name", async ({ endpoint }) => {
    const json = { ...exampleOf(endpoint), ...Object.fromEntries(COLUMNS.map((name) => [name, "x"])) };
    const { status, body } = await callExample(endpoint, owner, named, { json });
    expect(status).toBe(400);
    const paths = problemSchema.parse(body).fields?.map(({ path }) => path) ?? [];
    expect(COLUMNS.filter((name) => !paths.includes(name))).toEqual([]);
  });

  it.each(rows)("prototype pollution: $name changes no prototype", async ({ endpoint }) => {
    const inner = JSON.stringify(exampleOf(endpoint)).slice(1, -1);
    const polluted = `"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}`;
    const body = `{${[inner, polluted].filter(Boolean).join(", ")}}`;
    const headers = { "content-type": "application/json" };
    const { status } = await callExample(endpoint, owner, named, { body, headers });
    expect(status).toBe(400);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it.each(rows)("$name refuses what is no object, and what is nested without end", async ({ endpoint }) => {
    const headers = { "content-type": "application/json" };
    for (const body of [
      "[]",
      "null",
      '"text"',
      "1e400",
      "{",
      `${"[".repeat(200_000)}`,
      '{"a":'.repeat(50_000),
    ]) {
      const { status } = await callExample(endpoint, owner, named, { body, headers });
      expect(status, body.slice(0, 10)).toBe(400);
    }
  });
});
