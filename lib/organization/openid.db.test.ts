import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenIdPerson } from "#lib/auth/openid/types.ts";
import type { Role } from "#lib/auth/types.ts";
import { personViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { newId } from "#lib/ids/ids.ts";
import { admitPerson } from "./admit-person.ts";
import { aMember, anOrganization, type OrganizationFixture } from "./fixtures.ts";
import { inviteMember } from "./invite-member.ts";
import { skipSpentInvite } from "./skip-spent-invite.ts";

const settings = env();
const ISSUER = "https://id.example.com";

beforeEach(() => {
  settings.CHARTROOM_OIDC_NEW_PEOPLE = "off";
});
afterEach(() => {
  settings.CHARTROOM_ORG = "default";
});

let counter = 0;
function aPerson(over: Partial<OpenIdPerson> = {}): OpenIdPerson {
  counter += 1;
  const subject = `sub-${counter}`;
  const email = `${subject}@example.test`;
  return { issuer: ISSUER, subject, email, isEmailVerified: true, name: "Ada", groups: [], ...over };
}

const arrive = (person: OpenIdPerson, state = crypto.randomUUID()) =>
  admitPerson({ person, provider: "Northgate ID", state, requestId: newId("req") });

const refusalOf = (deed: Promise<unknown>) =>
  deed.then(
    () => "signed in",
    (error: { code: string }) => error.code,
  );

const map = (org: OrganizationFixture, groupName: string, role: Role) =>
  db().groupRole.create({ data: { id: newId("grl"), orgId: org.id, groupName, role }, select: { id: true } });

const roleIn = async (org: OrganizationFixture, userId: string) =>
  (await db().membership.findUnique({ where: { orgId_userId: { orgId: org.id, userId } } }))?.role ?? null;

const actionsIn = async (org: OrganizationFixture) =>
  (await db().auditEvent.findMany({ where: { orgId: org.id }, orderBy: { seq: "asc" } })).map(
    ({ action }) => action,
  );

const emailOf = (viewer: { actor: { email: string | null } }) => viewer.actor.email ?? "";

describe("who a provider's name for a person stands for", () => {
  it("the first time, whoever has the e-mail that the provider checked; afterwards the name alone", async () => {
    const org = await anOrganization();
    const ada = await aMember(org, "member");
    const person = aPerson({ email: emailOf(ada) });
    expect((await arrive(person)).sub).toBe(ada.actor.id);
    // The address at the provider is another one now, and unchecked: it is still the same person.
    const later = { ...person, email: "eve@example.test", isEmailVerified: false };
    expect((await arrive(later)).sub).toBe(ada.actor.id);
    expect(await actionsIn(org)).toEqual(["user.identity-linked"]);
  });

  it("takeover: an e-mail that the provider did not check opens nobody's account, and makes none", async () => {
    const org = await anOrganization();
    const owner = await aMember(org, "owner");
    await map(org, "ops", "owner");
    settings.CHARTROOM_OIDC_NEW_PEOPLE = "member";
    const people = await db().user.count();
    for (const email of [emailOf(owner), "new@example.test", null]) {
      const eve = aPerson({ email, isEmailVerified: false, groups: ["ops"] });
      expect(await refusalOf(arrive(eve))).toBe("openid_email_unverified");
    }
    expect(await db().user.count()).toBe(people);
    expect(await db().openIdIdentity.count({ where: { userId: owner.actor.id } })).toBe(0);
  });

  it("takeover: a mailbox that passed to somebody else does not hand the account on", async () => {
    const org = await anOrganization();
    const ada = await aMember(org, "admin");
    await arrive(aPerson({ email: emailOf(ada) }));
    const eve = aPerson({ email: emailOf(ada) });
    expect(await refusalOf(arrive(eve))).toBe("openid_identity_taken");
    // The same name at another issuer is somebody else, too, and links by e-mail like anybody.
    const elsewhere = aPerson({ issuer: "https://other.example.com", email: emailOf(ada) });
    expect((await arrive(elsewhere)).sub).toBe(ada.actor.id);
  });

  it("a sign-in is taken once, also when it comes back twice at the same moment", async () => {
    const org = await anOrganization();
    const person = aPerson({ email: emailOf(await aMember(org, "member")) });
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => refusalOf(arrive(person, "one-and-the-same-state"))),
    );
    expect(outcomes.filter((one) => one === "signed in")).toHaveLength(1);
    expect(outcomes.filter((one) => one === "openid_flow_unknown")).toHaveLength(7);
  });

  it("a first sign-in in several tabs at once makes one account", async () => {
    const org = await anOrganization();
    await map(org, "many", "viewer");
    const person = aPerson({ groups: ["many"] });
    const subs = await Promise.all(Array.from({ length: 6 }, async () => (await arrive(person)).sub));
    expect(new Set(subs).size).toBe(1);
    expect(await db().user.count({ where: { email: person.email ?? "" } })).toBe(1);
  });
});

describe("people whom nobody knows here", () => {
  it("get no account, and are told what to do", async () => {
    const person = aPerson({ groups: ["strangers"] });
    await expect(arrive(person)).rejects.toMatchObject({
      code: "openid_person_unknown",
      details: {
        detail: expect.stringContaining(person.email ?? "?"),
        hint: expect.stringContaining("invitation"),
      },
    });
    expect(await db().user.count({ where: { email: person.email ?? "" } })).toBe(0);
    expect(await db().openIdIdentity.count({ where: { subject: person.subject } })).toBe(0);
  });

  it("get one where a group of theirs has a role, in the organizations that say so and in no other", async () => {
    const [one, two, three] = [await anOrganization(), await anOrganization(), await anOrganization()];
    await map(one, "platform", "member");
    await map(one, "leads", "admin");
    await map(two, "leads", "viewer");
    await map(three, "others", "owner");
    const { sub } = await arrive(aPerson({ groups: ["platform", "leads", "unmapped"] }));
    expect([await roleIn(one, sub), await roleIn(two, sub), await roleIn(three, sub)]).toEqual([
      "admin",
      "viewer",
      null,
    ]);
    expect(await actionsIn(one)).toEqual(["member.added", "user.identity-linked"]);
    const [row] = await db().auditEvent.findMany({ where: { orgId: one.id, action: "member.added" } });
    expect(row?.details).toMatchObject({
      before: null,
      after: { role: "admin" },
      groups: ["leads"],
      by: "groups",
    });
  });

  it("get one where an invitation waits for their e-mail, if the provider has checked it; a group lies above", async () => {
    const org = await anOrganization();
    const owner = await aMember(org, "owner");
    const [bo, cy] = [aPerson(), aPerson({ groups: ["invited-leads"] })];
    const invite = async ({ email }: OpenIdPerson) =>
      new URL((await inviteMember(owner, { email: email ?? "", role: "member" })).link);
    const link = await invite(bo);
    await invite(cy);
    await map(org, "invited-leads", "admin");
    expect(await refusalOf(arrive({ ...bo, isEmailVerified: false }))).toBe("openid_email_unverified");
    const page = `${link.pathname}${link.search}`;
    expect(await skipSpentInvite(page, "/charts")).toBe(page);
    expect(await roleIn(org, (await arrive(bo)).sub)).toBe("member");
    expect(await skipSpentInvite(page, "/charts")).toBe("/charts");
    expect(await skipSpentInvite("/bases/a?b=c", "/charts")).toBe("/bases/a?b=c");
    const { sub } = await arrive(cy);
    expect(await roleIn(org, sub)).toBe("admin");
    await arrive({ ...cy, groups: [] });
    expect(await roleIn(org, sub)).toBe("member");
  });

  it("get one in the default organization where the setting says so", async () => {
    const org = await anOrganization();
    settings.CHARTROOM_ORG = org.slug;
    settings.CHARTROOM_OIDC_NEW_PEOPLE = "viewer";
    const { sub } = await arrive(aPerson());
    expect(await roleIn(org, sub)).toBe("viewer");
    expect(await actionsIn(org)).toEqual(["member.added", "user.identity-linked"]);
  });
});

describe("roles by groups", () => {
  it("are settled at each sign-in: raised, lowered, taken; who has none left does not come in", async () => {
    const org = await anOrganization();
    await aMember(org, "owner");
    await map(org, "readers", "viewer");
    await map(org, "writers", "admin");
    const person = aPerson({ groups: ["readers"] });
    const { sub } = await arrive(person);
    expect(await roleIn(org, sub)).toBe("viewer");
    await arrive({ ...person, groups: ["readers", "writers"] });
    expect(await roleIn(org, sub)).toBe("admin");
    await arrive({ ...person, groups: ["readers"] });
    expect(await roleIn(org, sub)).toBe("viewer");
    expect(await refusalOf(arrive({ ...person, groups: [] }))).toBe("openid_person_unknown");
    expect(await roleIn(org, sub)).toBeNull();
    expect(await actionsIn(org)).toEqual([
      "member.added",
      "user.identity-linked",
      "member.role-changed",
      "member.role-changed",
      "member.removed",
    ]);
  });

  it("go when the mapping is gone, and stay as they were when the provider tells no groups", async () => {
    const org = await anOrganization();
    await map(org, "authors", "member");
    const person = aPerson({ groups: ["authors"] });
    const { sub } = await arrive(person);
    await arrive({ ...person, groups: null });
    expect(await roleIn(org, sub)).toBe("member");
    await db().groupRole.deleteMany({ where: { orgId: org.id } });
    expect(await refusalOf(arrive(person))).toBe("openid_person_unknown");
    expect(await roleIn(org, sub)).toBeNull();
  });

  it("lie above a role given by hand, which stays when the group is gone", async () => {
    const org = await anOrganization();
    const ada = await aMember(org, "member");
    await map(org, "leads", "admin");
    const person = aPerson({ email: emailOf(ada), groups: ["leads"] });
    await arrive(person);
    expect(await roleIn(org, ada.actor.id)).toBe("admin");
    await arrive({ ...person, groups: [] });
    expect(await roleIn(org, ada.actor.id)).toBe("member");
  });

  it("take with them what one could come back by: open invitations that one made", async () => {
    const org = await anOrganization();
    await aMember(org, "owner");
    await map(org, "leavers", "admin");
    const person = aPerson({ groups: ["leavers"] });
    const { sub } = await arrive(person);
    const viewer = personViewer(
      {
        userId: sub,
        name: "Ada",
        email: person.email ?? "",
        orgId: org.id,
        orgSlug: org.slug,
        role: "admin",
        projects: new Map(),
        isHeldBack: false,
      },
      "portal",
      newId("req"),
    );
    await inviteMember(viewer, { email: "back@example.test", role: "admin" });
    expect(await refusalOf(arrive({ ...person, groups: [] }))).toBe("openid_person_unknown");
    const open = await db().invite.count({ where: { orgId: org.id, revokedAt: null } });
    expect(open).toBe(0);
  });

  it("never take the last owner away, and do so as soon as there is another one", async () => {
    const org = await anOrganization();
    await map(org, "founders", "owner");
    const person = aPerson({ groups: ["founders"] });
    const { sub } = await arrive(person);
    await arrive({ ...person, groups: [] });
    expect(await roleIn(org, sub)).toBe("owner");
    expect(await actionsIn(org)).toContain("member.role-kept");
    await aMember(org, "owner");
    expect(await refusalOf(arrive({ ...person, groups: [] }))).toBe("openid_person_unknown");
    expect(await roleIn(org, sub)).toBeNull();
  });

  it("of two last owners who lose their group at the same moment, one stays", async () => {
    const org = await anOrganization();
    await map(org, "founders", "owner");
    const people = [aPerson({ groups: ["founders"] }), aPerson({ groups: ["founders"] })];
    for (const person of people) await arrive(person);
    await Promise.all(people.map((person) => refusalOf(arrive({ ...person, groups: [] }))));
    expect(await db().membership.count({ where: { orgId: org.id, role: "owner" } })).toBe(1);
  });
});
