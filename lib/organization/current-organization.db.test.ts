import { describe, expect, it } from "vitest";
import { organizationOf } from "#lib/auth/asked-organization.ts";
import { aSession } from "#lib/auth/fixtures.ts";
import { chooseMembership, findOrganizationBySlug, findPerson, findSignedIn } from "#lib/auth/queries.ts";
import { anonymousViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { aMember, anOrganization, type OrganizationFixture } from "./fixtures.ts";

const join = (org: OrganizationFixture, userId: string, role = "viewer") =>
  db().membership.create({ data: { orgId: org.id, userId, role }, select: { role: true } });

async function aPersonOfTwo() {
  const [first, second] = [await anOrganization(), await anOrganization()];
  const { actor } = await aMember(first, "member");
  await join(second, actor.id);
  return { first, second, userId: actor.id };
}

const sessionOf = (userId: string) => aSession({ sub: userId, epoch: 0 });

describe("the organization that a person acts in", () => {
  it("is what the browser kept where they are a member there, else the oldest membership, with the role of that one", async () => {
    const { first, second, userId } = await aPersonOfTwo();
    const stranger = await anOrganization();
    expect(await findSignedIn(await sessionOf(userId))).toMatchObject({
      orgSlug: first.slug,
      role: "member",
    });
    expect(await findSignedIn(await sessionOf(userId), second.slug)).toMatchObject({
      orgId: second.id,
      role: "viewer",
    });
    for (const kept of [stranger.slug, "nothing-here", "", "__proto__", "a\0b"])
      expect(await findSignedIn(await sessionOf(userId), kept)).toMatchObject({ orgSlug: first.slug });
  });

  it("is the default one before an older membership, where nothing was kept", async () => {
    const { userId } = await aPersonOfTwo();
    const slug = env().CHARTROOM_ORG;
    const known = await findOrganizationBySlug(slug);
    const standard = known ?? (await anOrganization(slug));
    await join(standard, userId, "admin");
    expect(await findSignedIn(await sessionOf(userId))).toMatchObject({ orgSlug: slug, role: "admin" });
    const person = await findPerson(await sessionOf(userId));
    expect(person?.memberships.map(({ orgSlug }) => orgSlug)[0]).toBe(slug);
    expect(person?.memberships).toHaveLength(3);
  });

  it("S7: a membership that ended is chosen no more, and the person stays signed in without one", async () => {
    const { first, second, userId } = await aPersonOfTwo();
    await db().membership.deleteMany({ where: { userId, orgId: second.id } });
    expect(await findSignedIn(await sessionOf(userId), second.slug)).toMatchObject({ orgSlug: first.slug });
    await db().membership.deleteMany({ where: { userId } });
    expect(await findPerson(await sessionOf(userId))).toMatchObject({ id: userId, memberships: [] });
    expect(chooseMembership([], first.slug)).toBeNull();
  });
});

describe("a stranger", () => {
  it("OCI-7 ROLE-13: looks at the organization that the address names; one that is not there has nothing in it", async () => {
    const org = await anOrganization();
    expect(await anonymousViewer("api", "req_1", org.slug)).toMatchObject({ orgId: org.id, role: null });
    for (const slug of ["nothing-here", "a\0b", "x".repeat(5000), "charts"])
      expect(await anonymousViewer("api", "req_1", slug)).toMatchObject({ orgId: "", role: null });
  });

  it.each([
    ["/charts?org=northgate", "northgate"],
    ["/charts?q=a&org=north%20gate&org=b", "north gate"],
    ["/charts?org=", null],
    ["/charts", null],
  ])("%s names %s", (address, slug) => {
    expect(organizationOf(address)).toBe(slug);
  });
});
