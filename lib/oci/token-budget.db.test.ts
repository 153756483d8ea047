import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { chargeToken, listTokenBalances } from "#lib/http/token-budget.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { createRegistryTokenSchema } from "#lib/tokens/schema.ts";
import { type Ask, aRegistry, type RegistryFixture } from "./fixtures.ts";

let registry: RegistryFixture;
let operator: ReturnType<typeof systemViewer>;
beforeAll(async () => {
  Object.assign(env(), { CHARTROOM_RATE_LIMIT: 300 });
  registry = await aRegistry();
  const of = await anOrganization();
  operator = systemViewer(of.id, of.slug);
});
afterAll(() => registry.close());

let counter = 0;
async function aToken(requestsPerMinute: number | null, pattern: string | null = null) {
  counter += 1;
  const input = { name: `token ${counter}`, scope: "pull+push" as const, pattern, requestsPerMinute };
  const made = await mintRegistryToken(operator, input);
  const authorization = `Basic ${Buffer.from(`org-token:${made.token}`).toString("base64")}`;
  const ask = (method = "GET", path = "/v2/", over: Ask = {}) =>
    registry.ask(method, path, { ...over, headers: { authorization, ...over.headers } });
  return { ...made, ask };
}

describe("NB-28: a token's own budget beside the limit of the address", () => {
  it("serves so many a minute, tells how many are left, and then 429 with the seconds to wait", async () => {
    const { ask } = await aToken(5);
    const left: unknown[] = [];
    for (let sent = 0; sent < 5; sent += 1) {
      const { status, headers } = await ask();
      expect(status).toBe(200);
      expect(headers["ratelimit-limit"]).toBe("5");
      left.push(headers["ratelimit-remaining"]);
    }
    expect(left).toEqual(["4", "3", "2", "1", "0"]);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThanOrEqual(1);
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(12);
    expect(refused.body.toString()).toContain("too many requests with this token: 5 a minute are its budget");
    expect(refused.body.toString()).toContain("TOOMANYREQUESTS");
  });

  it("is one token's: another one of the same size, and one without, go on from the same address", async () => {
    const spent = await aToken(2);
    const [other, free] = [await aToken(2), await aToken(null)];
    for (let sent = 0; sent < 3; sent += 1) await spent.ask();
    expect((await spent.ask()).status).toBe(429);
    expect((await other.ask()).status).toBe(200);
    const answer = await free.ask();
    expect(answer.status).toBe(200);
    expect(answer.headers["ratelimit-limit"]).toBe("300");
    expect(free).toMatchObject({ requestsPerMinute: null });
  });

  it("tells of the address where that has less left", async () => {
    const { ask } = await aToken(100_000);
    expect((await ask()).headers["ratelimit-limit"]).toBe("300");
  });

  it("OCI-126: parts of an upload are served into debt, so that no push breaks half-way", async () => {
    const { ask } = await aToken(2);
    await ask();
    await ask();
    const part = await ask("PATCH", "/v2/lib/none/blobs/uploads/none", { body: "x" });
    expect(part.status).not.toBe(429);
    expect((await ask()).status).toBe(429);
  });

  it("costs no statement of the database with the request, and is told to the other processes in batches", async () => {
    const { id, ask } = await aToken(50);
    await Promise.all(Array.from({ length: 20 }, () => ask()));
    await vi.waitFor(async () => {
      const [row] = await db().$queryRaw<{ spent: number }[]>`
        SELECT "spent"::int FROM "RateBalance" WHERE "address" = ${`token:${id}`}`;
      expect(row?.spent).toBeGreaterThan(0);
    });
    const statements = vi.spyOn(db(), "$queryRaw");
    const viewer = { ...operator, requestsPerMinute: 50, actor: { ...operator.actor, id } };
    expect(chargeToken(viewer, "GET")).toMatchObject({ isServed: true, limit: 50 });
    // Without a budget nothing is looked up or made.
    expect(chargeToken({ ...viewer, requestsPerMinute: null }, "GET")).toBeNull();
    expect(chargeToken(operator, "GET")).toBeNull();
    expect(statements).not.toHaveBeenCalled();
    statements.mockRestore();
  });

  it("is listed with what is left to who manages the token, and to nobody else", async () => {
    const { id, name, ask } = await aToken(40, "charts/payments/*");
    await ask();
    const listed = (await listTokenBalances(operator)).find((one) => one.id === id);
    expect(listed).toMatchObject({ name, limit: 40 });
    expect(listed?.balance).toBeLessThan(40);
    const as = (projects: [string, "admin" | "member"][]) =>
      listTokenBalances({ ...operator, role: "viewer", projects: new Map(projects) });
    expect((await as([["payments", "admin"]])).map((one) => one.id)).toEqual([id]);
    expect(await as([["payments", "member"]])).toEqual([]);
    expect(await as([["search", "admin"]])).toEqual([]);
    const elsewhere = await anOrganization();
    expect(await listTokenBalances(systemViewer(elsewhere.id, elsewhere.slug))).toEqual([]);
  });

  it("is a whole number of requests, one at least", () => {
    const parse = (requestsPerMinute: unknown) =>
      createRegistryTokenSchema.safeParse({ name: "ci", scope: "pull", requestsPerMinute }).success;
    for (const good of [1, 60, 100_000, null, undefined]) expect(parse(good)).toBe(true);
    for (const bad of [0, -1, 1.5, 100_001, "60", Number.NaN]) expect(parse(bad)).toBe(false);
  });
});
