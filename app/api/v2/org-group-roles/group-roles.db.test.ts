import { describe, expect, it } from "vitest";
import type { Role, Viewer } from "#lib/auth/types.ts";
import { aCaller, answerOf, aRequest, type Caller } from "#lib/http/fixtures.ts";
import { changeGroupRole, createGroupRole } from "#lib/organization/save-group-role.ts";
import { groupRoleListSchema, groupRoleViewSchema } from "#lib/organization/schema.ts";
import { DELETE, PATCH } from "./[id]/route.ts";
import { GET, POST } from "./route.ts";

const root = "/api/v2/org-group-roles";
const anAdmin = () => aCaller({ role: "admin", scope: "admin" });

/** Somebody in the browser, in the same organization. */
const personOf = ({ viewer }: Caller, role: Role): Viewer => ({
  ...viewer,
  role,
  door: "portal",
  apiScope: null,
});

const make = (by: Caller, json: object) => answerOf(POST, aRequest(root, { by, json }));
const list = async (by: Caller) =>
  groupRoleListSchema.parse((await answerOf(GET, aRequest(root, { by }))).body);
const change = (by: Caller, id: string, json: object) =>
  answerOf(PATCH, aRequest(`${root}/${id}`, { by, method: "PATCH", json }), { id });
const drop = (by: Caller, id: string) =>
  answerOf(DELETE, aRequest(`${root}/${id}`, { by, method: "DELETE" }), { id });

describe("groups and their roles at the API", () => {
  it("ROLE-8: mapped, listed by name, changed and deleted", async () => {
    const by = await anAdmin();
    const made = await make(by, { group: " acme/platform ", role: "member" });
    expect(made.status).toBe(201);
    const view = groupRoleViewSchema.parse(made.body);
    expect(view).toMatchObject({ group: "acme/platform", role: "member", members: 0 });
    await make(by, { group: "Acme Ops", role: "viewer" });
    expect((await list(by)).items.map((one) => one.group).sort()).toEqual(["Acme Ops", "acme/platform"]);
    expect((await change(by, view.id, { role: "admin" })).body).toMatchObject({ role: "admin" });
    expect((await drop(by, view.id)).status).toBe(204);
    expect((await drop(by, view.id)).status).toBe(404);
    expect((await list(by)).total).toBe(1);
  });

  it("ROLE-8: the same group twice, bad input and unknown fields are refused", async () => {
    const by = await anAdmin();
    await make(by, { group: "ops", role: "member" });
    const again = await make(by, { group: "ops", role: "admin" });
    expect([again.status, again.body]).toMatchObject([409, { code: "group_role_exists" }]);
    const wrong = [
      [{ group: "", role: "member" }, "group"],
      [{ group: "a\u0000b", role: "member" }, "group"],
      [{ group: "x".repeat(256), role: "member" }, "group"],
      [{ group: "a", role: "root" }, "role"],
      [{ group: "a", role: "member", orgId: "org_x" }, "orgId"],
      [{ group: ["a"], role: "member" }, "group"],
    ] as const;
    for (const [json, path] of wrong) {
      const { status, text } = await make(by, json);
      expect([path, status]).toEqual([path, 400]);
      expect(text).toContain(`"path":"${path}"`);
    }
  });

  it("ROLE-8 ROLE-12: admins map up to admin; what makes owners is for owners, and no token is one", async () => {
    const by = await anAdmin();
    const owner = personOf(by, "owner");
    const made = await createGroupRole(owner, { group: "founders", role: "owner" });
    const tries = [
      await make(by, { group: "mine", role: "owner" }),
      await change(by, made.id, { role: "admin" }),
      await drop(by, made.id),
    ];
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403]);
    const ops = groupRoleViewSchema.parse((await make(by, { group: "ops", role: "admin" })).body);
    expect((await change(by, ops.id, { role: "owner" })).status).toBe(403);
    expect((await changeGroupRole(owner, made.id, "viewer")).role).toBe("viewer");
  });

  it("ROLE-12: members and viewers see and change nothing; each organization has its own", async () => {
    const by = await anAdmin();
    const { id } = groupRoleViewSchema.parse((await make(by, { group: "ops", role: "member" })).body);
    const of = { id: by.viewer.orgId, slug: by.viewer.orgSlug };
    const member = await aCaller({ role: "member", scope: "admin", of });
    expect((await answerOf(GET, aRequest(root, { by: member }))).status).toBe(403);
    expect((await drop(member, id)).status).toBe(403);
    const stranger = await anAdmin();
    expect((await list(stranger)).items).toEqual([]);
    expect((await change(stranger, id, { role: "viewer" })).status).toBe(404);
    expect((await drop(stranger, id)).status).toBe(404);
    expect((await list(by)).items).toMatchObject([{ id, role: "member" }]);
  });
});
