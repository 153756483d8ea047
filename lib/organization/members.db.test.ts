import { describe, expect, it } from "vitest";
import { aSession } from "#lib/auth/fixtures.ts";
import { findSignedIn } from "#lib/auth/queries.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { changeMemberRole } from "./change-member-role.ts";
import { aMember, anOrganization } from "./fixtures.ts";
import { listMembers } from "./list-members.ts";
import { removeMember } from "./remove-member.ts";
import { transferOwnership } from "./transfer-ownership.ts";

const refused = (code: string) => ({ code });
const roleOf = async ({ orgId, actor }: Viewer) =>
  (await db().membership.findUnique({ where: { orgId_userId: { orgId, userId: actor.id } } }))?.role ?? null;
const deedsOf = async (orgId: string) =>
  (await db().auditEvent.findMany({ where: { orgId }, orderBy: { seq: "asc" } })).map(
    ({ action, details }) => ({ action, details }),
  );

async function aHouse() {
  const org = await anOrganization();
  const [owner, admin, member, viewer] = [
    await aMember(org, "owner"),
    await aMember(org, "admin"),
    await aMember(org, "member"),
    await aMember(org, "viewer"),
  ];
  return { org, owner, admin, member, viewer };
}

async function anApiToken({ orgId, actor }: Viewer): Promise<string> {
  const id = newId("cra");
  const data = { id, orgId, name: "mine", hash: id, prefix: "cra_", scope: "admin", userId: actor.id };
  await db().apiToken.create({ data: { ...data, createdByName: actor.name }, select: { id: true } });
  return id;
}

describe("roles", () => {
  it("ROLE-8: an admin changes roles up to admin, and the change is in the audit log with before and after", async () => {
    const { org, admin, member, viewer } = await aHouse();
    expect(await changeMemberRole(admin, viewer.actor.id, "member")).toMatchObject({ role: "member" });
    await changeMemberRole(admin, member.actor.id, "admin");
    await changeMemberRole(admin, member.actor.id, "admin"); // Again is success, and no second row.
    expect(await deedsOf(org.id)).toEqual([
      { action: "member.role-changed", details: { before: { role: "viewer" }, after: { role: "member" } } },
      { action: "member.role-changed", details: { before: { role: "member" }, after: { role: "admin" } } },
    ]);
  });

  it("ROLE-9 ROLE-12: an admin makes nobody an owner, and touches no owner; members and viewers change nobody", async () => {
    const { owner, admin, member, viewer } = await aHouse();
    for (const attempt of [
      () => changeMemberRole(admin, member.actor.id, "owner"),
      () => changeMemberRole(admin, admin.actor.id, "owner"),
      () => changeMemberRole(admin, owner.actor.id, "viewer"),
      () => removeMember(admin, owner.actor.id),
      () => changeMemberRole(member, viewer.actor.id, "member"),
      () => changeMemberRole(viewer, viewer.actor.id, "admin"),
      () => removeMember(member, viewer.actor.id),
      () => transferOwnership(admin, member.actor.id, { organization: admin.orgSlug }),
    ])
      await expect(attempt()).rejects.toMatchObject(refused("role_missing"));
    expect(await Promise.all([owner, admin, member, viewer].map(roleOf))).toEqual([
      "owner",
      "admin",
      "member",
      "viewer",
    ]);
  });

  it("ROLE-9 API-26: the only owner can neither step down, nor be removed, nor leave", async () => {
    const { owner } = await aHouse();
    const last = refused("last_owner");
    await expect(changeMemberRole(owner, owner.actor.id, "admin")).rejects.toMatchObject(last);
    await expect(removeMember(owner, owner.actor.id)).rejects.toMatchObject(last);
    expect(await roleOf(owner)).toBe("owner");
  });

  it("ROLE-9: of owners who demote and remove each other at once, one stays", async () => {
    const org = await anOrganization();
    const owners = await Promise.all(Array.from({ length: 6 }, () => aMember(org, "owner")));
    const deeds = owners.map((by, place) => {
      const other = owners[(place + 1) % owners.length]?.actor.id ?? "";
      return place % 2 === 0 ? changeMemberRole(by, other, "viewer") : removeMember(by, other);
    });
    await Promise.allSettled(deeds);
    expect(await db().membership.count({ where: { orgId: org.id, role: "owner" } })).toBeGreaterThan(0);
    // Two owners, many times: exactly one of the two deeds is done.
    for (let round = 0; round < 5; round += 1) {
      const pair = await anOrganization();
      const [a, b] = [await aMember(pair, "owner"), await aMember(pair, "owner")];
      const both = await Promise.allSettled([
        changeMemberRole(a, b.actor.id, "admin"),
        changeMemberRole(b, a.actor.id, "admin"),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect((await Promise.all([a, b].map(roleOf))).sort()).toEqual(["admin", "owner"]);
    }
  });

  it("S7: who was demoted while they waited for their turn does nothing more", async () => {
    const { owner, admin, member } = await aHouse();
    await changeMemberRole(owner, admin.actor.id, "viewer");
    // `admin` still says what the request began with.
    await expect(changeMemberRole(admin, member.actor.id, "viewer")).rejects.toMatchObject(
      refused("role_missing"),
    );
    await expect(removeMember(admin, member.actor.id)).rejects.toMatchObject(refused("role_missing"));
  });

  it("hands the ownership over in one step, once the slug was typed", async () => {
    const { org, owner, member } = await aHouse();
    const wrong = transferOwnership(owner, member.actor.id, { organization: "other" });
    await expect(wrong).rejects.toMatchObject(refused("input_invalid"));
    const himself = transferOwnership(owner, owner.actor.id, { organization: org.slug });
    await expect(himself).rejects.toMatchObject(refused("input_invalid"));
    await transferOwnership(owner, member.actor.id, { organization: org.slug });
    expect([await roleOf(owner), await roleOf(member)]).toEqual(["admin", "owner"]);
  });
});

describe("removal", () => {
  it("S7: ends sessions, API tokens, invitations and projects of the member here, and nothing elsewhere", async () => {
    const { org, owner, admin } = await aHouse();
    const elsewhere = await anOrganization();
    const userId = admin.actor.id;
    await db().membership.create({ data: { orgId: elsewhere.id, userId, role: "member" } });
    const token = await anApiToken(admin);
    const other = await anApiToken({ ...admin, orgId: elsewhere.id });
    const data = { orgId: org.id, name: "payments", id: newId("prj") };
    await db().project.create({ data: { ...data, createdById: "x", createdByName: "x" } });
    const inProject = { orgId: org.id, project: "payments", userId, role: "developer" };
    await db().projectMember.create({ data: inProject });
    const session = await aSession({ sub: userId, epoch: 0 });
    expect(await findSignedIn(session, org.slug)).toMatchObject({ orgId: org.id });
    await removeMember(owner, userId);
    expect(await findSignedIn(session, org.slug)).toMatchObject({ orgId: elsewhere.id });
    const ended = async (id: string) => (await db().apiToken.findUnique({ where: { id } }))?.revokedAt;
    expect(await ended(token)).not.toBeNull();
    expect(await ended(other)).toBeNull();
    expect(await db().projectMember.count({ where: { orgId: org.id } })).toBe(0);
    await expect(removeMember(owner, userId)).rejects.toMatchObject(refused("member_unknown"));
    expect((await deedsOf(org.id)).at(-1)).toEqual({
      action: "member.removed",
      details: { before: { role: "admin" }, apiTokensRevoked: 1 },
    });
  });

  it("everybody may leave", async () => {
    const { org, viewer, member } = await aHouse();
    await removeMember(viewer, viewer.actor.id);
    await removeMember(member, member.actor.id);
    expect([await roleOf(viewer), await roleOf(member)]).toEqual([null, null]);
    expect((await deedsOf(org.id)).map(({ action }) => action)).toEqual(["member.left", "member.left"]);
  });

  it("S11: a member of another organization is not there, also for its owners", async () => {
    const { owner } = await aHouse();
    const foreign = await aHouse();
    for (const attempt of [
      () => changeMemberRole(owner, foreign.member.actor.id, "viewer"),
      () => removeMember(owner, foreign.member.actor.id),
      () => transferOwnership(owner, foreign.member.actor.id, { organization: owner.orgSlug }),
    ])
      await expect(attempt()).rejects.toMatchObject(refused("member_unknown"));
    expect(await roleOf(foreign.member)).toBe("member");
  });
});

describe("the list", () => {
  it("finds by name and e-mail, pages, counts, and takes what is typed as it stands", async () => {
    const { owner, viewer } = await aHouse();
    const all = await listMembers(owner, { limit: 50 });
    expect(all).toMatchObject({ total: 4, counts: { owner: 1, admin: 1, member: 1, viewer: 1 } });
    const found = await listMembers(viewer, { limit: 50, q: "  ADA own " });
    expect(found.items.map(({ role }) => role)).toEqual(["owner"]);
    expect((await listMembers(owner, { limit: 50, q: owner.actor.email?.slice(0, 12) ?? "" })).total).toBe(1);
    for (const q of ["%", "a_a", "\\", "a%a", "' OR 1=1"])
      expect((await listMembers(owner, { limit: 50, q })).total).toBe(0);
    expect((await listMembers(owner, { limit: 50, role: "admin" })).total).toBe(1);
    const first = await listMembers(owner, { limit: 3 });
    const rest = await listMembers(owner, { limit: 3, cursor: first.nextCursor ?? "" });
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(4);
    expect(rest.nextCursor).toBeNull();
  });

  it("tells admins when somebody was here last, and nobody else", async () => {
    const { owner, admin, member } = await aHouse();
    await aSession({ sub: member.actor.id, epoch: 0 });
    const seenBy = async (by: Viewer) =>
      (await listMembers(by, { limit: 50 })).items.filter(({ lastSeenAt }) => lastSeenAt).map(({ id }) => id);
    for (const by of [owner, admin]) expect(await seenBy(by)).toEqual([member.actor.id]);
    expect(await seenBy(member)).toEqual([]);
  });
});
