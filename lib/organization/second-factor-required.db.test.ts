import { describe, expect, it } from "vitest";
import { aSession } from "#lib/auth/fixtures.ts";
import { insertSession } from "#lib/auth/insert-session.ts";
import { findMembership, findPerson } from "#lib/auth/queries.ts";
import { beginSecondFactor, confirmSecondFactor } from "#lib/auth/second-factor/enrol.ts";
import { codeNow } from "#lib/auth/second-factor/totp.ts";
import type { Role, SessionClaims, Viewer } from "#lib/auth/types.ts";
import { personViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { changeOrganization } from "./change-organization.ts";
import { aMember, anOrganization, type OrganizationFixture } from "./fixtures.ts";
import { listMembers } from "./list-members.ts";
import { getOrganizationSettings } from "./organization-settings.ts";
import { resetSecondFactor } from "./reset-second-factor.ts";

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );

async function enrol(person: Viewer): Promise<void> {
  const { secret } = await beginSecondFactor(person, {});
  await confirmSecondFactor(person, codeNow(secret));
}

async function anAskingOrganization() {
  const org = await anOrganization();
  const owner = await aMember(org, "owner");
  await enrol(owner);
  await changeOrganization(owner, { requireSecondFactor: true });
  return { org, owner };
}

const claimsOf = (viewer: Viewer) => aSession({ sub: viewer.actor.id, epoch: 0 });

/** Whether the session sees this organization: nothing, or as a member. */
async function seen(claims: SessionClaims, org: OrganizationFixture): Promise<"held back" | Role> {
  const person = await findPerson(claims);
  const membership = person?.memberships.find(({ orgId }) => orgId === org.id);
  if (!membership) throw new Error("They are no member.");
  return membership.isHeldBack ? "held back" : membership.role;
}

describe("two-factor sign-in that an organization asks for", () => {
  it("ROLE-9: is turned on by an owner who has a second factor, and by nobody else, with what was before in the log", async () => {
    const org = await anOrganization();
    const owner = await aMember(org, "owner");
    const admin = await aMember(org, "admin");
    await enrol(admin);
    const on = { requireSecondFactor: true };
    expect(await codeOf(changeOrganization(owner, on))).toBe("second_factor_missing");
    expect(await codeOf(changeOrganization(admin, on))).toBe("role_missing");
    expect(await codeOf(changeOrganization({ ...owner, role: "admin" }, on))).toBe("role_missing");
    await enrol(owner);
    expect(await changeOrganization(owner, on)).toMatchObject({ ...on, withoutSecondFactor: 0 });
    const rows = await db().auditEvent.findMany({
      where: { orgId: org.id, action: "organization.changed" },
      select: { details: true },
    });
    expect(rows).toEqual([{ details: { before: { requireSecondFactor: false }, after: on } }]);
    expect(await codeOf(changeOrganization(admin, { requireSecondFactor: false }))).toBe("role_missing");
    expect(await changeOrganization(owner, { requireSecondFactor: false })).toMatchObject({
      requireSecondFactor: false,
    });
  });

  it("S1: holds back who signs in by password without one, from the next request on, until it is on", async () => {
    const org = await anOrganization();
    const owner = await aMember(org, "owner");
    const member = await aMember(org, "member");
    await enrol(owner);
    const claims = await claimsOf(member);
    expect(await seen(claims, org)).toBe("member");
    await changeOrganization(owner, { requireSecondFactor: true });
    expect(await seen(claims, org)).toBe("held back");
    const membership = await findMembership(member.actor.id, org.id);
    expect(membership).toMatchObject({ isHeldBack: true });
    // Where the viewer is made, for whoever forgets to ask.
    if (membership)
      expect(() => personViewer(membership, "portal", "req_1")).toThrowError(
        expect.objectContaining({ code: "second_factor_required" }),
      );
    // Begun, and not confirmed, is none.
    const { secret } = await beginSecondFactor(member, {});
    expect(await seen(claims, org)).toBe("held back");
    await confirmSecondFactor(member, codeNow(secret));
    expect(await seen(claims, org)).toBe("member");
    expect(await findMembership(member.actor.id, org.id)).toMatchObject({ isHeldBack: false });
    // An owner who takes a lost one away holds back anew.
    await resetSecondFactor(owner, member.actor.id);
    expect(await seen(await aSession({ sub: member.actor.id, epoch: 1 }), org)).toBe("held back");
  });

  it("S11: touches no other organization of the same person", async () => {
    const { org } = await anAskingOrganization();
    const elsewhere = await anOrganization();
    const member = await aMember(org, "member");
    await db().membership.create({ data: { orgId: elsewhere.id, userId: member.actor.id, role: "admin" } });
    const claims = await claimsOf(member);
    expect(await seen(claims, org)).toBe("held back");
    expect(await seen(claims, elsewhere)).toBe("admin");
    expect(await findMembership(member.actor.id, elsewhere.id)).toMatchObject({ isHeldBack: false });
  });

  it("leaves a session by the provider of OpenID Connect to the provider, and one by a link not", async () => {
    const { org } = await anAskingOrganization();
    const member = await aMember(org, "member");
    const facts = { requestId: "req_1", address: "192.0.2.9", userAgent: "" };
    const by = (how: "openid" | "link") =>
      insertSession({ sub: member.actor.id, epoch: 0 }, how, facts, null);
    expect(await seen(await by("openid"), org)).toBe("member");
    expect(await seen(await by("link"), org)).toBe("held back");
  });

  it("CAT-28: admins see who has none, and how many, before it is asked for; nobody else is told", async () => {
    const org = await anOrganization();
    const owner = await aMember(org, "owner");
    const [admin, member] = [await aMember(org, "admin"), await aMember(org, "member")];
    await enrol(owner);
    const list = await listMembers(admin, { limit: 50 });
    expect(list.withoutSecondFactor).toBe(2);
    expect(list.items.map(({ id, guard }) => [id, guard])).toEqual(
      expect.arrayContaining([
        [owner.actor.id, "app"],
        [admin.actor.id, "none"],
        [member.actor.id, "none"],
      ]),
    );
    expect(await getOrganizationSettings(owner)).toMatchObject({ withoutSecondFactor: 2 });
    expect(await getOrganizationSettings(member)).toMatchObject({ withoutSecondFactor: null });
    const told = await listMembers(member, { limit: 50 });
    expect(told.withoutSecondFactor).toBeNull();
    expect(new Set(told.items.map(({ guard }) => guard))).toEqual(new Set([null]));
  });
});
