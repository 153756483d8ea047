import { describe, expect, it } from "vitest";
import { aCaller, answerOf, aRequest, type Caller } from "#lib/http/fixtures.ts";
import { policyListSchema, policyViewSchema } from "#lib/repositories/schema.ts";
import { DELETE, PATCH } from "./[id]/route.ts";
import { GET as MATCHES } from "./matches/route.ts";
import { GET, POST } from "./route.ts";

const root = "/api/v2/org-repository-policies";
const anAdmin = () => aCaller({ role: "admin", scope: "admin" });
const json = { pattern: "images/**", immutable: true, delete: false };

async function aPolicy(by: Caller, over: object = {}) {
  const { status, body } = await answerOf(POST, aRequest(root, { by, json: { ...json, ...over } }));
  expect(status).toBe(201);
  return policyViewSchema.parse(body);
}
const list = async (by: Caller) => policyListSchema.parse((await answerOf(GET, aRequest(root, { by }))).body);
const change = (by: Caller, id: string, sent: object) =>
  answerOf(PATCH, aRequest(`${root}/${id}`, { by, method: "PATCH", json: sent }), { id });
const drop = (by: Caller, id: string) =>
  answerOf(DELETE, aRequest(`${root}/${id}`, { by, method: "DELETE" }), { id });

describe("policies of repositories at the API", () => {
  it("API-25: set, listed in the order in which they are asked, changed and deleted", async () => {
    const by = await anAdmin();
    const wide = await aPolicy(by);
    const narrow = await aPolicy(by, { pattern: "images/web", tagPattern: "v*", delete: true });
    expect(wide).toMatchObject({ pattern: "images/**", tagPattern: null, immutable: true, delete: false });
    expect((await list(by)).items.map((one) => one.id)).toEqual([narrow.id, wide.id]);
    const changed = await change(by, narrow.id, { tagPattern: null, immutable: false });
    expect(policyViewSchema.parse(changed.body)).toMatchObject({
      pattern: "images/web",
      tagPattern: null,
      immutable: false,
      delete: true,
    });
    expect((await drop(by, wide.id)).status).toBe(204);
    expect((await drop(by, wide.id)).status).toBe(404);
    expect((await list(by)).items.map((one) => one.id)).toEqual([narrow.id]);
  });

  it.each(["**", "*/app", "charts/web", "c*/**", "kustomize-bases/**", "**bundles/x"])(
    "API-25: %s is refused, because it reaches catalog repositories",
    async (pattern) => {
      const by = await anAdmin();
      const { id } = await aPolicy(by);
      const made = await answerOf(POST, aRequest(root, { by, json: { ...json, pattern } }));
      for (const { status, text } of [made, await change(by, id, { pattern })]) {
        expect(status).toBe(400);
        expect(text).toContain("catalog");
      }
    },
  );

  it("API-25: names what is wrong with the input; the same patterns again are refused", async () => {
    const by = await anAdmin();
    const { id } = await aPolicy(by);
    const other = await aPolicy(by, { tagPattern: "v*" });
    const again = await answerOf(POST, aRequest(root, { by, json }));
    expect([again.status, again.body]).toMatchObject([409, { code: "policy_exists" }]);
    expect((await change(by, other.id, { tagPattern: null })).status).toBe(409);
    const wrong = [
      [{ ...json, pattern: "Images/ *" }, "pattern"],
      [{ ...json, tagPattern: "a b" }, "tagPattern"],
      [{ ...json, immutable: "yes" }, "immutable"],
      [{ pattern: "a", immutable: true }, "delete"],
      [{ ...json, orgId: "org_x" }, "orgId"],
    ] as const;
    for (const [sent, path] of wrong) {
      const { status, text } = await answerOf(POST, aRequest(root, { by, json: sent }));
      expect([path, status]).toEqual([path, 400]);
      expect(text).toContain(`"path":"${path}"`);
    }
    expect((await change(by, id, {})).status).toBe(400);
    expect((await change(by, "pol_none", { immutable: false })).status).toBe(404);
  });

  it("API-25: the preview takes what a policy takes", async () => {
    const by = await anAdmin();
    const ask = (pattern: string) =>
      answerOf(MATCHES, aRequest(`${root}/matches?pattern=${pattern}`, { by }));
    expect((await ask("images/**")).body).toEqual({ items: [], total: 0 });
    for (const pattern of ["**", "charts/web", "A", ""]) expect((await ask(pattern)).status).toBe(400);
  });

  it("API-25 ROLE-12: only admins, and each organization sees and changes its own", async () => {
    const by = await anAdmin();
    const { id } = await aPolicy(by);
    const member = await aCaller({
      role: "member",
      scope: "admin",
      of: { id: by.viewer.orgId, slug: by.viewer.orgSlug },
    });
    const small = await aCaller({ role: "admin", scope: "publish" });
    for (const caller of [member, small]) {
      const answers = [
        await answerOf(GET, aRequest(root, { by: caller })),
        await answerOf(POST, aRequest(root, { by: caller, json })),
        await answerOf(MATCHES, aRequest(`${root}/matches?pattern=images/**`, { by: caller })),
        await change(caller, id, { immutable: false }),
        await drop(caller, id),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 403, 403]);
    }
    const stranger = await anAdmin();
    expect((await list(stranger)).items).toEqual([]);
    expect((await change(stranger, id, { immutable: false })).status).toBe(404);
    expect((await drop(stranger, id)).status).toBe(404);
    expect((await list(by)).items).toMatchObject([{ id, immutable: true }]);
  });
});
