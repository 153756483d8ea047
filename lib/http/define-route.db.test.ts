import { describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { defineRoute, otherMethods } from "./define-route.ts";
import { aCaller, answerOf, aRequest } from "./fixtures.ts";
import { created, fileBytes, ok } from "./route-answer.ts";

const anyone = defineRoute({ auth: "anyone", handle: async ({ viewer }) => ok({ who: viewer.actor.kind }) });
const writers = defineRoute({
  auth: { session: true, token: "write" },
  params: z.object({ name: z.string() }),
  query: z.object({ n: z.coerce.number().int().default(1) }),
  body: z.strictObject({ text: z.string().max(5), deep: z.object({ a: z.number() }).optional() }),
  fieldCodes: { text: "invalid_name" },
  maxBodyBytes: 200,
  handle: async ({ params, query, body }) => created({ ...params, ...query, ...body }, "/made"),
});

/** A route that counts how often it was run. */
function counting(work: (n: number) => Promise<unknown>) {
  let runs = 0;
  const route = defineRoute({
    auth: { token: "write" },
    body: z.strictObject({ text: z.string() }),
    handle: async () => {
      runs += 1;
      return created(await work(runs));
    },
  });
  return { route, runs: () => runs };
}

describe("who may come in", () => {
  it("ROLE-13: lets a stranger read where anyone may, and names nobody", async () => {
    const { status, body, headers } = await answerOf(anyone, aRequest("/api/v2/x"));
    expect({ status, body }).toEqual({ status: 200, body: { who: "anonymous" } });
    expect(headers.get("x-request-id")).toMatch(/^req_/);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("CAT-34: tells a stranger to sign in, with a challenge, before anything is read", async () => {
    const { status, body, headers } = await answerOf(writers, aRequest("/api/v2/x", { body: "{" }));
    expect({ status, body }).toMatchObject({ status: 401, body: { code: "sign_in_required", status: 401 } });
    expect(headers.get("www-authenticate")).toContain("Bearer");
    expect(headers.get("content-type")).toContain("application/problem+json");
  });

  it("S1: refuses a token that is none, also where anyone may come in", async () => {
    const forged = aRequest("/api/v2/x", { headers: { authorization: "Bearer cra_forged" } });
    expect(await answerOf(anyone, forged)).toMatchObject({ status: 401, body: { code: "token_invalid" } });
  });

  it("API-18: a registry token is 401 here, with a hint", async () => {
    const registry = aRequest("/api/v2/x", { headers: { authorization: "Bearer crt_abc" } });
    const { status, body } = await answerOf(anyone, registry);
    expect({ status, body }).toMatchObject({
      status: 401,
      body: { code: "token_invalid", hint: expect.any(String) },
    });
  });

  it("ROLE-12: says which scope an API token lacks", async () => {
    const by = await aCaller({ scope: "read" });
    const { status, body } = await answerOf(writers, aRequest("/api/v2/x", { by, json: { text: "a" } }));
    expect({ status, body }).toMatchObject({ status: 403, body: { code: "scope_missing" } });
  });

  it("S11: another organization's name is answered as one that is not there", async () => {
    const by = await aCaller();
    const other = await aCaller();
    const answers = await Promise.all(
      [other.viewer.orgSlug, "nothing-here"].map((org) =>
        answerOf(anyone, aRequest(`/api/v2/x?org=${org}`, { by })),
      ),
    );
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      answers.map(({ headers }) => [
        404,
        expect.objectContaining({ code: "organization_unknown", requestId: headers.get("x-request-id") }),
      ]),
    );
    const own = await answerOf(anyone, aRequest(`/api/v2/x?org=${by.viewer.orgSlug}`, { by }));
    expect(own.status).toBe(200);
  });
});

describe("what may be brought", () => {
  const at = { name: "web" };

  it("takes what fits and says where the new thing is", async () => {
    const by = await aCaller();
    const answer = await answerOf(writers, aRequest("/api/v2/x?n=7", { by, json: { text: "abc" } }), at);
    expect(answer).toMatchObject({ status: 201, body: { name: "web", n: 7, text: "abc" } });
    expect(answer.headers.get("location")).toBe("/made");
  });

  it("refuses unknown keys by name", async () => {
    const by = await aCaller();
    const sent = aRequest("/api/v2/x", { by, json: { text: "a", tetx: 1, __proto__: null } });
    const { status, body } = await answerOf(writers, sent, at);
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { code: "input_invalid", fields: [{ path: "tetx", message: expect.any(String) }] },
    });
  });

  it("names the field, and has a code of its own where the endpoint says so", async () => {
    const by = await aCaller();
    const wrong = [{ text: "too long" }, { text: "a", deep: { a: "1" } }, []];
    const answers = await Promise.all(
      wrong.map((json) => answerOf(writers, aRequest("/api/v2/x", { by, json }), at)),
    );
    expect(answers.map(({ body }) => body)).toMatchObject([
      { status: 400, code: "invalid_name", fields: [{ path: "text" }] },
      { status: 400, code: "input_invalid", fields: [{ path: "deep.a" }] },
      { status: 400, code: "input_invalid" },
    ]);
  });

  it("S12: refuses a query that is doubled, not a number, or holds a NUL", async () => {
    const by = await aCaller();
    const queries = ["n=1&n=2", "n=1;2", "n=NaN", "n=1e999", "other=%00"];
    for (const query of queries) {
      const { status } = await answerOf(
        writers,
        aRequest(`/api/v2/x?${query}`, { by, json: { text: "a" } }),
        at,
      );
      expect([query, status]).toEqual([query, 400]);
    }
  });

  it("refuses bodies that are no JSON, no UTF-8, of another type, or missing", async () => {
    const by = await aCaller();
    const json = { "content-type": "application/json" };
    const sent = [
      { body: "{", headers: json },
      { body: Buffer.from([0x22, 0xff, 0x22]), headers: json },
      { body: "", headers: json, method: "POST" },
      { body: "text=a", headers: { "content-type": "application/x-www-form-urlencoded" } },
    ];
    const answers = await Promise.all(
      sent.map((one) => answerOf(writers, aRequest("/api/v2/x", { by, ...one }), at)),
    );
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 415]);
  });

  it("GOH-70: stops reading at the bound, announced or not, and states the limit", async () => {
    const by = await aCaller();
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(100));
      },
    });
    const headers = { authorization: by.authorization, "content-type": "application/json" };
    const init = { method: "POST", headers, body: endless, duplex: "half" };
    const streamed = await answerOf(writers, new Request("http://localhost/api/v2/x", init), at);
    expect(streamed).toMatchObject({ status: 413, body: { code: "too_large", facts: { limit: 200 } } });
    expect(pulled).toBeLessThan(10);
    const announced = await answerOf(
      writers,
      aRequest("/api/v2/x", { by, json: { text: "a" }, headers: { "content-length": "5000000" } }),
      at,
    );
    expect(announced.body).toMatchObject({ detail: expect.stringContaining("4.8 MiB") });
  });

  it("a body that stops half-way is refused, not a fault", async () => {
    const by = await aCaller();
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"te'));
        controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
      },
    });
    const headers = { authorization: by.authorization, "content-type": "application/json" };
    const init = { method: "POST", headers, body: broken, duplex: "half" };
    const answer = await answerOf(writers, new Request("http://localhost/api/v2/x", init), at);
    expect(answer).toMatchObject({ status: 400, body: { code: "input_invalid" } });
  });

  it("takes bytes only of the types that it names", async () => {
    const by = await aCaller();
    const route = defineRoute({
      auth: { token: "write" },
      upload: { types: ["application/gzip"], maxBytes: () => 10, what: "A package" },
      receive: async ({ bytes, mediaType }) => ok({ length: bytes.length, mediaType }),
    });
    const send = (type: string, body: string) =>
      answerOf(route, aRequest("/api/v2/x", { by, body, headers: { "content-type": type } }));
    expect(await send("application/gzip", "12345")).toMatchObject({ status: 200, body: { length: 5 } });
    expect((await send("application/json", "{}")).status).toBe(415);
    expect((await send("text/plain", "12345")).status).toBe(415);
    expect((await send("application/gzip", "12345678901")).status).toBe(413);
  });
});

describe("what is answered", () => {
  it("S12: a fault says nothing of itself", async () => {
    const broken = defineRoute({
      auth: "anyone",
      handle: () => Promise.reject(new Error('relation "Artifact" does not exist; password=hunter2')),
    });
    const { status, text } = await answerOf(broken, aRequest("/api/v2/x"));
    expect(status).toBe(500);
    expect(text).not.toMatch(/relation|hunter2|Error/);
  });

  it("CAT-34: a stranger gets one and the same answer for what is missing and what is private", async () => {
    const route = defineRoute({
      auth: "anyone",
      handle: () => Promise.reject(new Problem("artifact_unknown", { detail: "web is private" })),
    });
    const stranger = await answerOf(route, aRequest("/api/v2/x"));
    expect(stranger).toMatchObject({ status: 401, body: { code: "sign_in_required" } });
    expect(stranger.text).not.toContain("web");
    const by = await aCaller();
    expect((await answerOf(route, aRequest("/api/v2/x", { by }))).status).toBe(404);
  });

  it("keeps to the request id it was given", async () => {
    const sent = aRequest("/api/v2/x", { headers: { "x-request-id": "req_mine" } });
    const { headers, body } = await answerOf(writers, sent);
    expect([headers.get("x-request-id"), body]).toMatchObject(["req_mine", { requestId: "req_mine" }]);
  });

  it("API-7: serves a file's bytes as text or download, with its id, and nothing to whoever has it", async () => {
    const file = defineRoute({
      auth: "anyone",
      handle: async () => fileBytes('a/"x\r\n.html', Buffer.from("<script>alert(1)</script>"), "abc"),
    });
    const { headers, text } = await answerOf(file, aRequest("/api/v2/x"));
    expect(text).toBe("<script>alert(1)</script>");
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-disposition": `inline; filename="_x__.html"; filename*=UTF-8''%22x%0D%0A.html`,
      etag: '"abc"',
    });
    const known = aRequest("/api/v2/x", { headers: { "if-none-match": 'W/"zzz", W/"abc"' } });
    expect(await answerOf(file, known)).toMatchObject({ status: 304, text: "" });
    const other = aRequest("/api/v2/x", { headers: { "if-none-match": '"zzz"' } });
    expect((await answerOf(file, other)).status).toBe(200);
  });

  it("405 with Allow for a method that is not there", async () => {
    const { POST } = otherMethods(["GET"]);
    const response = await POST(aRequest("/api/v2/x", { method: "POST" }));
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect(await response.json()).toMatchObject({ code: "method_unsupported" });
  });
});

describe("Idempotency-Key", () => {
  const keyed = (key: string) => ({ "idempotency-key": key });

  it("API-21: the same request again gets the same answer, and is not done again", async () => {
    const by = await aCaller();
    const { route, runs } = counting(async (n) => ({ n }));
    const send = () =>
      answerOf(route, aRequest("/api/v2/x", { by, json: { text: "a" }, headers: keyed("k1") }));
    const [first, second] = [await send(), await send()];
    expect([first.status, first.text]).toEqual([second.status, second.text]);
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(runs()).toBe(1);
  });

  it("API-21: the same key with another body is 409", async () => {
    const by = await aCaller();
    const { route, runs } = counting(async (n) => ({ n }));
    const send = (text: string) =>
      answerOf(route, aRequest("/api/v2/x", { by, json: { text }, headers: keyed("k1") }));
    await send("a");
    expect(await send("b")).toMatchObject({ status: 409, body: { code: "idempotency_conflict" } });
    expect(runs()).toBe(1);
  });

  it("API-21: of many at once with one key, one is done", async () => {
    const by = await aCaller();
    const { route, runs } = counting(async (n) => ({ n }));
    const send = () =>
      answerOf(route, aRequest("/api/v2/x", { by, json: { text: "a" }, headers: keyed("k1") }));
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    expect(runs()).toBe(1);
    for (const { status, body } of answers)
      expect(status === 201 || body).toSatisfy(
        (seen: unknown) =>
          seen === true || z.object({ code: z.literal("idempotency_busy") }).safeParse(seen).success,
      );
  });

  it("API-21: a key belongs to who sent it", async () => {
    const { route, runs } = counting(async (n) => ({ n }));
    for (const by of [await aCaller(), await aCaller()])
      await answerOf(route, aRequest("/api/v2/x", { by, json: { text: "a" }, headers: keyed("k1") }));
    expect(runs()).toBe(2);
  });

  it("API-21: a refusal is kept, a fault is not", async () => {
    const by = await aCaller();
    const refused = counting(() => Promise.reject(new Problem("name_taken")));
    const mended = counting((n) => (n === 1 ? Promise.reject(new Error("gone")) : Promise.resolve({ n })));
    const send = (route: typeof refused.route, key: string) =>
      answerOf(route, aRequest("/api/v2/x", { by, json: { text: "a" }, headers: keyed(key) }));
    const [first, second] = [await send(refused.route, "k1"), await send(refused.route, "k1")];
    expect([first.text, refused.runs()]).toEqual([second.text, 1]);
    expect((await send(mended.route, "k2")).status).toBe(500);
    expect((await send(mended.route, "k2")).status).toBe(201);
  });

  it("API-21: what is older than a day, or was cut off, does not stand in the way", async () => {
    const by = await aCaller();
    const { route, runs } = counting(async (n) => ({ n }));
    const send = (key: string) =>
      answerOf(route, aRequest("/api/v2/x", { by, json: { text: "a" }, headers: keyed(key) }));
    await send("old");
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    await db().idempotentAnswer.updateMany({ where: { key: "old" }, data: { createdAt: hoursAgo(25) } });
    await send("old");
    expect(runs()).toBe(2);
    await db().idempotentAnswer.updateMany({
      where: { key: "old" },
      data: { status: null, createdAt: hoursAgo(1) },
    });
    expect((await send("old")).status).toBe(201);
    expect(runs()).toBe(3);
  });

  it("S14: an answer with a secret is not kept, and is not given twice", async () => {
    const by = await aCaller();
    const route = defineRoute({
      auth: { token: "write" },
      answersSecret: true,
      handle: async () => created({ token: "canary-secret" }),
    });
    const send = () => answerOf(route, aRequest("/api/v2/x", { by, method: "POST", headers: keyed("k1") }));
    expect((await send()).text).toContain("canary-secret");
    expect(await send()).toMatchObject({ status: 409, body: { code: "idempotency_conflict" } });
    const rows = await db().idempotentAnswer.findMany({ where: { actorId: by.viewer.actor.id } });
    expect(JSON.stringify(rows)).not.toContain("canary-secret");
  });

  it("refuses a key that is no key", async () => {
    const by = await aCaller();
    const { route, runs } = counting(async (n) => ({ n }));
    const sent = aRequest("/api/v2/x", { by, json: { text: "a" }, headers: keyed("a b") });
    expect((await answerOf(route, sent)).status).toBe(400);
    expect(runs()).toBe(0);
  });
});
