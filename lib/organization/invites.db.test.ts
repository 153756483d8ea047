import { afterEach, describe, expect, it, vi } from "vitest";
import { aSession } from "#lib/auth/fixtures.ts";
import { mailHandler } from "#lib/auth/mail-handler.ts";
import { findPerson, findSignedIn } from "#lib/auth/queries.ts";
import { mailJob } from "#lib/auth/send-mail-later.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db, sql } from "#lib/db/database.ts";
import { runJobs, withHandler } from "#lib/jobs/run-jobs.ts";
import { aMailServer } from "#lib/net/fixtures.ts";
import { acceptInvite, joinByInvite } from "./accept-invite.ts";
import { acceptWaitingInvites, hasWaitingInvite } from "./accept-waiting-invites.ts";
import { changeMemberRole } from "./change-member-role.ts";
import { findInvite } from "./find-invite.ts";
import { aMember, anOrganization } from "./fixtures.ts";
import { inviteMember } from "./invite-member.ts";
import { listInvites } from "./list-invites.ts";
import { inviteMemberSchema } from "./member-schema.ts";
import { removeMember } from "./remove-member.ts";
import { revokeInvite } from "./revoke-invite.ts";

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

const PASSWORD = "a long enough password";
const someone = () => `p-${crypto.randomUUID()}@example.test`;
const keyOf = ({ link }: { link: string }) => new URL(link).searchParams.get("key") ?? "";
const refused = (code: string) => ({ code });
const unknown = refused("link_unknown");
const personOf = ({ actor }: Viewer) => ({ id: actor.id, name: actor.name, email: actor.email ?? "" });
const sessionOf = (sub: string) => aSession({ sub, epoch: 0 });
const join = (key: string, name = "Bo") => joinByInvite(key, { name, password: PASSWORD }, "req_1");

async function anAdmin(role: "admin" | "owner" | "member" | "viewer" = "admin") {
  return aMember(await anOrganization(), role);
}

describe("an invitation", () => {
  it("makes an account with its e-mail and its role, once, and keeps a hash only", async () => {
    const admin = await anAdmin();
    const email = someone();
    const made = await inviteMember(admin, { email, role: "member" });
    const key = keyOf(made);
    expect(JSON.stringify(await db().invite.findMany())).not.toContain(key);
    const events = await db().auditEvent.findMany({
      where: { orgId: admin.orgId },
      select: { details: true, subjectName: true },
    });
    expect(JSON.stringify(events)).not.toContain(key);
    expect(await findInvite(key)).toMatchObject({ email, role: "member", orgSlug: admin.orgSlug });
    expect((await listInvites(admin)).items).toMatchObject([{ id: made.id, state: "pending" }]);
    const uses = await Promise.allSettled([join(key), join(key), join(key)]);
    expect(uses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const user = await db().user.findUniqueOrThrow({ where: { email } });
    expect(await findSignedIn(await sessionOf(user.id))).toMatchObject({
      orgId: admin.orgId,
      role: "member",
      name: "Bo",
    });
    await expect(join(key)).rejects.toMatchObject(unknown);
    expect((await listInvites(admin)).items).toEqual([]);
  });

  it("takes somebody who is in another organization in, with no new password", async () => {
    const admin = await anAdmin();
    const other = await anAdmin("viewer");
    const key = keyOf(await inviteMember(admin, { email: other.actor.email ?? "", role: "admin" }));
    await expect(join(key)).rejects.toMatchObject(refused("user_exists"));
    const uses = [1, 2].map((request) => acceptInvite(key, personOf(other), `req_${request}`));
    const refusals = (await Promise.allSettled(uses)).filter((use) => use.status === "rejected");
    expect(refusals).toMatchObject([{ reason: unknown }]);
    const person = await findPerson(await sessionOf(other.actor.id));
    expect(person?.memberships.map(({ orgId, role }) => [orgId, role]).sort()).toEqual(
      [
        [admin.orgId, "admin"],
        [other.orgId, "viewer"],
      ].sort(),
    );
    const password = (await db().user.findUniqueOrThrow({ where: { id: other.actor.id } })).passwordHash;
    expect(password).toBeNull();
  });

  it("is for its e-mail only: whoever is signed in as another is told so, and spends nothing", async () => {
    const admin = await anAdmin();
    const eve = await anAdmin("member");
    const email = someone();
    const key = keyOf(await inviteMember(admin, { email, role: "member" }));
    await expect(acceptInvite(key, personOf(eve), "req_1")).rejects.toMatchObject({
      code: "invite_of_another",
      details: { detail: expect.stringContaining(email) },
    });
    await join(key);
  });

  it("ends after seven days, when it is revoked, and when the same e-mail is invited again", async () => {
    const admin = await anAdmin();
    const email = someone();
    const first = keyOf(await inviteMember(admin, { email, role: "member" }));
    const again = await inviteMember(admin, { email, role: "viewer" });
    await expect(join(first)).rejects.toMatchObject(unknown);
    const start = realNow();
    clock.now = () => addMs(start, 7 * 86_400_000 + 1000);
    await expect(join(keyOf(again))).rejects.toMatchObject(unknown);
    expect((await listInvites(admin)).items).toMatchObject([{ id: again.id, state: "expired" }]);
    clock.now = realNow;
    await revokeInvite(admin, again.id);
    await revokeInvite(admin, again.id);
    await expect(join(keyOf(again))).rejects.toMatchObject(unknown);
    await expect(findInvite(keyOf(again))).rejects.toMatchObject(unknown);
    for (const key of ["", "guess", "../x", "a\0b"]) await expect(join(key)).rejects.toMatchObject(unknown);
  });

  it("ROLE-8 ROLE-9: nobody invites higher than themselves, and members invite nobody", async () => {
    for (const [role, asked] of [
      ["admin", "owner"],
      ["member", "viewer"],
      ["viewer", "viewer"],
    ] as const) {
      const attempt = inviteMember(await anAdmin(role), { email: someone(), role: asked });
      await expect(attempt).rejects.toMatchObject(refused("role_missing"));
    }
    await inviteMember(await anAdmin("owner"), { email: someone(), role: "owner" });
    const admin = await anAdmin();
    const owner = await aMember({ id: admin.orgId, slug: admin.orgSlug }, "owner");
    const { id } = await inviteMember(owner, { email: someone(), role: "owner" });
    await expect(revokeInvite(admin, id)).rejects.toMatchObject(refused("role_missing"));
  });

  it("S7: ends with whoever made it, so that nobody who was removed or demoted comes back by it", async () => {
    const owner = await anAdmin("owner");
    const org = { id: owner.orgId, slug: owner.orgSlug };
    const [admin, second] = [await aMember(org, "admin"), await aMember(org, "owner")];
    const key = keyOf(await inviteMember(admin, { email: someone(), role: "admin" }));
    await removeMember(owner, admin.actor.id);
    await expect(join(key)).rejects.toMatchObject(unknown);
    const asOwner = keyOf(await inviteMember(second, { email: someone(), role: "owner" }));
    const asAdmin = keyOf(await inviteMember(second, { email: someone(), role: "admin" }));
    await changeMemberRole(owner, second.actor.id, "admin");
    await expect(join(asOwner)).rejects.toMatchObject(unknown);
    await join(asAdmin);
  });

  it("S11: of another organization is not there", async () => {
    const admin = await anAdmin("owner");
    const foreign = await inviteMember(await anAdmin("owner"), { email: someone(), role: "member" });
    await expect(revokeInvite(admin, foreign.id)).rejects.toMatchObject(refused("invite_unknown"));
    expect((await listInvites(admin)).items).toEqual([]);
    await join(keyOf(foreign));
  });

  it("who is a member already is not invited, and keeps their role where they became one meanwhile", async () => {
    const admin = await anAdmin();
    const bo = await anAdmin("viewer");
    const email = bo.actor.email ?? "";
    const key = keyOf(await inviteMember(admin, { email, role: "admin" }));
    const data = { orgId: admin.orgId, userId: bo.actor.id, role: "viewer" };
    await db().membership.create({ data });
    await expect(inviteMember(admin, { email, role: "admin" })).rejects.toMatchObject(
      refused("member_exists"),
    );
    await acceptInvite(key, personOf(bo), "req_1");
    expect(await findSignedIn(await sessionOf(bo.actor.id), admin.orgSlug)).toMatchObject({ role: "viewer" });
  });

  it("a verified e-mail accepts what waits for it, in every organization", async () => {
    const [one, two] = [await anAdmin(), await anAdmin()];
    const bo = await anAdmin("viewer");
    const person = personOf(bo);
    await inviteMember(one, { email: person.email, role: "member" });
    await inviteMember(two, { email: person.email, role: "admin" });
    const entries = await db().$transaction(async (tx) => {
      expect(await hasWaitingInvite(tx, person.email)).toBe(true);
      return acceptWaitingInvites(tx, person, "req_1");
    });
    expect(entries.map(({ orgId, action }) => [orgId, action]).sort()).toEqual(
      [one, two].map(({ orgId }) => [orgId, "invite.accepted"]).sort(),
    );
    expect((await findPerson(await sessionOf(person.id)))?.memberships).toHaveLength(3);
    expect(await db().$transaction((tx) => hasWaitingInvite(tx, person.email))).toBe(false);
  });
});

describe("an invitation by mail", () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  it("ROLE-8: goes out where this server sends mail, with a link that works, and stands readable nowhere", async () => {
    const server = await aMailServer();
    stops.push(server.stop);
    const admin = await anAdmin();
    // A name with what would begin another header.
    const name = "Bay\u2028Bcc: eve@example.test";
    await db().org.update({ where: { id: admin.orgId }, data: { name } });
    const email = someone();
    const made = await inviteMember(admin, { email, role: "member" });
    expect(made.mailed).toBe(true);
    const jobs = await db().$queryRaw<{ data: unknown }[]>(
      sql`SELECT data FROM "jobs"."job" WHERE name = ${mailJob.name}`,
    );
    expect(jobs.length).toBeGreaterThan(0);
    expect(JSON.stringify(jobs)).not.toContain(keyOf(made));
    const running = await runJobs([withHandler(mailJob, mailHandler)], { pollSeconds: 0.5 });
    stops.push(() => running.stop(1000));
    const mailed = await vi.waitFor(
      () => {
        const mail = server.mails.find(({ to }) => to[0] === email);
        expect(mail).toBeDefined();
        return mail;
      },
      { timeout: 20_000, interval: 50 },
    );
    expect(mailed?.to).toEqual([email]);
    const raw = (mailed?.raw ?? "").replace(/=\r\n/g, "").replace(/=3D/g, "=");
    expect(raw).not.toMatch(/^Bcc:/m);
    expect(raw).toContain("with the role member");
    const key = /invite\?key=([\w-]+)/.exec(raw)?.[1] ?? "";
    expect(key).toBe(keyOf(made));
    await join(key);
  });

  it("goes out five times a day to one e-mail and 200 times from one organization; what is more is refused with the time", async () => {
    const admin = await anAdmin();
    const email = someone();
    const again = () => inviteMember(admin, { email, role: "member" });
    // Where no mail is sent, nobody can be flooded.
    for (let sent = 0; sent < 6; sent += 1) await again();
    const server = await aMailServer();
    stops.push(server.stop);
    const refusal = refused("invites_throttled");
    await expect(again()).rejects.toMatchObject(refusal);
    const other = someone();
    const atOnce = await Promise.allSettled(
      Array.from({ length: 7 }, () => inviteMember(admin, { email: other, role: "member" })),
    );
    expect(atOnce.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    const now = clock.now();
    await db().invite.createMany({
      data: Array.from({ length: 189 }, (_, index) => ({
        ...{
          id: `inv_${crypto.randomUUID()}`,
          orgId: admin.orgId,
          email: `n${index}@example.test`,
          role: "viewer",
        },
        ...{
          hash: crypto.randomUUID(),
          invitedById: "x",
          invitedByName: "x",
          createdAt: now,
          expiresAt: now,
        },
      })),
    });
    await expect(inviteMember(admin, { email: someone(), role: "member" })).rejects.toMatchObject({
      ...refusal,
      details: { headers: { "Retry-After": expect.stringMatching(/^8[56]\d{3}$/) } },
    });
    // Another organization is not touched, and a day later there is room again.
    await inviteMember(await anAdmin(), { email, role: "member" });
    clock.now = () => addMs(realNow(), 24.1 * 3_600_000);
    await again();
  });

  it("is not said to be on its way where this server sends none, nor sent to who is a member", async () => {
    const admin = await anAdmin();
    expect((await inviteMember(admin, { email: someone(), role: "member" })).mailed).toBe(false);
    const server = await aMailServer();
    stops.push(server.stop);
    const before = await db().$queryRaw`SELECT id FROM "jobs"."job" WHERE name = ${mailJob.name}`;
    const again = inviteMember(admin, { email: admin.actor.email ?? "", role: "member" });
    await expect(again).rejects.toMatchObject(refused("member_exists"));
    expect(await db().$queryRaw`SELECT id FROM "jobs"."job" WHERE name = ${mailJob.name}`).toEqual(before);
  });
});

describe("what an invitation's e-mail may be", () => {
  const parse = (email: unknown) => inviteMemberSchema.safeParse({ email, role: "member" });

  it("is compared without regard to case, and spaces around it are none", () => {
    expect(parse("  Ada@Example.TEST ").data?.email).toBe("ada@example.test");
  });

  it.each([
    "ada@example.test\r\nBcc: eve@example.test",
    "ada@example.test, eve@example.test",
    "аda@example.test", // A Cyrillic а.
    "ada@exаmple.test",
    "ada\u200b@example.test",
    "ada@example.test\0",
    '"a"@example.test<eve@example.test>',
    "ada",
    `${"a".repeat(250)}@example.test`,
    null,
    ["ada@example.test"],
    { toString: "ada@example.test" },
  ])("refuses %j", (email) => {
    expect(parse(email).success).toBe(false);
  });
});
