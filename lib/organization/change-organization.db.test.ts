import { describe, expect, it } from "vitest";
import { findOrganizationBySlug } from "#lib/auth/queries.ts";
import type { Role, Viewer } from "#lib/auth/types.ts";
import { anonymousViewer, systemViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { changeOrganization } from "./change-organization.ts";
import { anOrganization } from "./fixtures.ts";
import { getOrganizationSettings } from "./organization-settings.ts";
import { operatorOf } from "./queries.ts";
import { readLogo, removeLogo, setLogo } from "./set-logo.ts";

const aSlug = () => `s-${crypto.randomUUID().slice(0, 13)}`;

async function anOwner(role: Role = "owner"): Promise<Viewer> {
  const org = await anOrganization(aSlug());
  return { ...systemViewer(org.id, org.slug), role };
}

describe("the organization's settings", () => {
  it("ROLE-9: only owners rename it, admins change the rest, members and viewers see it, strangers do not", async () => {
    const owner = await anOwner();
    const as = (role: Role | null): Viewer => ({ ...owner, role });
    await expect(changeOrganization(as("admin"), { name: "Northgate" })).rejects.toMatchObject({
      code: "role_missing",
    });
    await expect(changeOrganization(as("admin"), { slug: aSlug() })).rejects.toMatchObject({
      code: "role_missing",
    });
    await expect(changeOrganization(as("member"), { semverOnly: true })).rejects.toMatchObject({
      code: "role_missing",
    });
    expect(await changeOrganization(as("admin"), { semverOnly: true })).toMatchObject({ semverOnly: true });
    expect(await changeOrganization(owner, { name: "Northgate" })).toMatchObject({ name: "Northgate" });
    expect(await getOrganizationSettings(as("viewer"))).toMatchObject({
      name: "Northgate",
      permissions: { rename: false, change: false },
    });
    await expect(getOrganizationSettings(as(null))).rejects.toMatchObject({ code: "sign_in_required" });
  });

  it("API-20: a change says what was before and after, and no change leaves no row", async () => {
    const owner = await anOwner();
    await changeOrganization(owner, { notesNeeded: true, publishRole: "admin", semverOnly: false });
    await changeOrganization(owner, { notesNeeded: true });
    const rows = await db().auditEvent.findMany({
      where: { orgId: owner.orgId },
      select: { action: true, details: true },
    });
    expect(rows).toEqual([
      {
        action: "organization.changed",
        details: {
          before: { notesNeeded: false, publishRole: "member" },
          after: { notesNeeded: true, publishRole: "admin" },
        },
      },
    ]);
  });

  it("ROLE-9: a slug that was given up leads to its organization everywhere, and nobody else gets it", async () => {
    const owner = await anOwner();
    const [first, second] = [owner.orgSlug, aSlug()];
    expect(await changeOrganization(owner, { slug: second })).toMatchObject({
      slug: second,
      formerSlugs: [first],
    });
    const here = { id: owner.orgId, slug: second };
    expect(await findOrganizationBySlug(first)).toEqual(here);
    expect(await findOrganizationBySlug(second)).toEqual(here);
    expect(await operatorOf(first)).toMatchObject({ orgId: owner.orgId, orgSlug: second });
    expect(await anonymousViewer("oci", "req", first)).toMatchObject({ orgId: owner.orgId, orgSlug: second });
    const other = await anOwner();
    for (const slug of [first, second])
      await expect(changeOrganization(other, { slug })).rejects.toMatchObject({ code: "slug_taken" });
    await expect(anOrganization(first)).rejects.toThrow();
    // Back again: the slug in between is kept, too.
    expect(await changeOrganization(owner, { slug: first })).toMatchObject({
      slug: first,
      formerSlugs: [second],
    });
    expect(await findOrganizationBySlug(second)).toMatchObject({ id: owner.orgId });
  });

  it("of many who want a slug in the moment it is given up, nobody gets it but who had it", async () => {
    const owner = await anOwner();
    const wanted = owner.orgSlug;
    const others = await Promise.all(Array.from({ length: 5 }, () => anOwner()));
    const [renamed, ...taken] = await Promise.allSettled([
      changeOrganization(owner, { slug: aSlug() }),
      ...others.map((other) => changeOrganization(other, { slug: wanted })),
    ]);
    expect(renamed.status).toBe("fulfilled");
    for (const one of taken)
      expect(one).toMatchObject({ status: "rejected", reason: { code: "slug_taken" } });
    expect(await findOrganizationBySlug(wanted)).toMatchObject({ id: owner.orgId });
  });

  it("of two organizations that want one free slug at once, one gets it", async () => {
    const slug = aSlug();
    const two = await Promise.all([anOwner(), anOwner()]);
    const done = await Promise.allSettled(two.map((one) => changeOrganization(one, { slug })));
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(done.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "slug_taken" },
    });
  });

  it("takes a logo by its bytes only: SVG, HTML and a lie about the type are none", async () => {
    const owner = await anOwner();
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    for (const text of ["<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "<html>", "GIF89a", ""])
      await expect(setLogo(owner, Buffer.from(text))).rejects.toMatchObject({ code: "logo_invalid" });
    const { logo } = await setLogo(owner, png);
    expect(logo).toMatch(/^[0-9a-f]{64}$/);
    await setLogo(owner, png);
    expect(await readLogo({ ...owner, role: "viewer" })).toMatchObject({
      mediaType: "image/png",
      digest: logo,
    });
    await expect(readLogo({ ...owner, role: null })).rejects.toMatchObject({ code: "sign_in_required" });
    await expect(setLogo({ ...owner, role: "member" }, png)).rejects.toMatchObject({ code: "role_missing" });
    await removeLogo(owner);
    await removeLogo(owner);
    await expect(readLogo(owner)).rejects.toMatchObject({ code: "logo_unknown" });
    const rows = await db().auditEvent.findMany({ where: { orgId: owner.orgId }, orderBy: { seq: "asc" } });
    expect(rows.map(({ action }) => action)).toEqual(["organization.logo-set", "organization.logo-removed"]);
  });
});
