import { describe, expect, it } from "vitest";
import { aCaller, answerOf, aRequest } from "#lib/http/fixtures.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { mintedRegistryTokenSchema, registryTokenListSchema } from "#lib/tokens/schema.ts";
import { verifyRegistryToken } from "#lib/tokens/verify-token.ts";
import { POST as ROTATE } from "./[id]/rotate/route.ts";
import { DELETE } from "./[id]/route.ts";
import { GET, POST } from "./route.ts";

const root = "/api/v2/org-registry-tokens";
const anAdmin = (of?: { id: string; slug: string }) =>
  aCaller({ role: "admin", scope: "admin", ...(of ? { of } : {}) });
const json = { name: "ci", scope: "pull", pattern: "charts/*", expiresIn: "90d" };

async function aToken(by: Awaited<ReturnType<typeof anAdmin>>) {
  const { body } = await answerOf(POST, aRequest(root, { by, json }));
  return mintedRegistryTokenSchema.parse(body);
}

describe("registry tokens at the API", () => {
  it("API-18: makes one, whose secret is in this answer only", async () => {
    const by = await anAdmin();
    const made = await answerOf(POST, aRequest(root, { by, json }));
    expect(made.status).toBe(201);
    const { token, id } = mintedRegistryTokenSchema.parse(made.body);
    expect(await verifyRegistryToken(token)).toMatchObject({ id, scope: "pull", pattern: "charts/*" });
    const listed = await answerOf(GET, aRequest(root, { by }));
    expect(registryTokenListSchema.parse(listed.body)).toMatchObject({ total: 1, items: [{ id }] });
    expect(listed.text).not.toContain(token.slice(8));
  });

  it("API-18 API-21: the same key again makes no second one, and does not tell the secret again", async () => {
    const by = await anAdmin();
    const headers = { "idempotency-key": "once" };
    const first = await answerOf(POST, aRequest(root, { by, json, headers }));
    const again = await answerOf(POST, aRequest(root, { by, json, headers }));
    expect([first.status, again.status]).toEqual([201, 409]);
    expect(again.text).not.toContain(mintedRegistryTokenSchema.parse(first.body).token);
    const { body } = await answerOf(GET, aRequest(root, { by }));
    expect(registryTokenListSchema.parse(body).total).toBe(1);
  });

  it("API-18: names what is wrong with the input, an unknown field too", async () => {
    const by = await anAdmin();
    const wrong = [
      [{ ...json, scope: "admin" }, "scope"],
      [{ ...json, pattern: "Charts/ *" }, "pattern"],
      [{ ...json, expiresIn: "soon" }, "expiresIn"],
      [{ ...json, name: "" }, "name"],
      [{ ...json, hash: "x" }, "hash"],
      [{}, "name"],
    ] as const;
    for (const [sent, path] of wrong) {
      const { status, body } = await answerOf(POST, aRequest(root, { by, json: sent }));
      expect({ status, body }).toMatchObject({ status: 400, body: { code: "input_invalid" } });
      expect(JSON.stringify(body)).toContain(`"path":"${path}"`);
    }
  });

  it("ROLE-5 ROLE-12 CAT-34: strangers are asked to sign in, members and small scopes are told why not", async () => {
    const of = await anOrganization();
    const stranger = await answerOf(GET, aRequest(root));
    expect(stranger).toMatchObject({ status: 401, body: { code: "sign_in_required" } });
    const small = await aCaller({ role: "admin", scope: "publish", of });
    expect(await answerOf(GET, aRequest(root, { by: small }))).toMatchObject({
      status: 403,
      body: { code: "scope_missing" },
    });
    const member = await aCaller({ role: "member", scope: "admin", of });
    for (const request of [aRequest(root, { by: member }), aRequest(root, { by: member, json })])
      expect(await answerOf(request.method === "GET" ? GET : POST, request)).toMatchObject({
        status: 403,
        body: { code: "role_missing" },
      });
  });

  it("GOH-58: revokes from the next request on; again is success; another organization's is not there", async () => {
    const [by, stranger] = [await anAdmin(), await anAdmin()];
    const { id, token } = await aToken(by);
    const revoke = (who: typeof by, one: string) =>
      answerOf(DELETE, aRequest(`${root}/${one}`, { by: who, method: "DELETE" }), { id: one });
    expect(await revoke(stranger, id)).toMatchObject({ status: 404, body: { code: "token_unknown" } });
    expect(await verifyRegistryToken(token)).not.toBeNull();
    expect((await revoke(by, id)).status).toBe(204);
    expect(await verifyRegistryToken(token)).toBeNull();
    expect((await revoke(by, id)).status).toBe(204);
    expect((await revoke(by, "crt_nothing")).status).toBe(404);
  });

  it("GOH-60: rotates with an overlap of at most seven days, and not what has ended", async () => {
    const by = await anAdmin();
    const { id, token } = await aToken(by);
    const rotate = (sent: object) =>
      answerOf(ROTATE, aRequest(`${root}/${id}/rotate`, { by, json: sent }), { id });
    expect((await rotate({ overlapDays: 8 })).status).toBe(400);
    const rotated = await rotate({ overlapDays: 7 });
    const next = mintedRegistryTokenSchema.parse(rotated.body).token;
    expect(await verifyRegistryToken(token)).toMatchObject({ id });
    expect(await verifyRegistryToken(next)).toMatchObject({ id });
    await answerOf(DELETE, aRequest(`${root}/${id}`, { by, method: "DELETE" }), { id });
    expect(await rotate({ overlapDays: 0 })).toMatchObject({ status: 409, body: { code: "token_ended" } });
  });
});
