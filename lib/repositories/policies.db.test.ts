import { expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { anOrganization, type OrganizationFixture } from "#lib/organization/fixtures.ts";
import { changePolicy } from "./change-policy.ts";
import { createPolicy } from "./create-policy.ts";
import { deletePolicy } from "./delete-policy.ts";
import { listPolicies, previewPolicy } from "./list-policies.ts";

const rule = { pattern: "images/**", immutable: true, delete: false };

/** A repository that holds something. */
async function aRepository(org: OrganizationFixture, name: string): Promise<void> {
  const id = newId("rep");
  const body = new Uint8Array(2);
  const digest = `sha256:${"0".repeat(64)}`;
  await db().ociRepository.create({ data: { id, orgId: org.id, name }, select: { id: true } });
  await db().ociManifest.create({
    data: { repositoryId: id, digest, mediaType: "x/y", body, sizeBytes: 2 },
    select: { digest: true },
  });
}

it("API-25: the preview names what is there, and what another policy speaks of more closely", async () => {
  const org = await anOrganization();
  const by = systemViewer(org.id, org.slug);
  for (const name of ["images/api", "images/web", "images/team/x", "scratch", "charts/images"])
    await aRepository(org, name);
  await aRepository(await anOrganization(), "images/of-others");
  await createPolicy(by, { ...rule, pattern: "images/web" });
  expect(await previewPolicy(by, { pattern: "images/**" })).toEqual({
    items: [
      { name: "images/api", ruledBy: null },
      { name: "images/team/x", ruledBy: null },
      { name: "images/web", ruledBy: "images/web" },
    ],
    total: 3,
  });
  await createPolicy(by, rule);
  expect((await listPolicies(by)).items).toMatchObject([
    { pattern: "images/web", repositories: 1 },
    { pattern: "images/**", repositories: 3 },
  ]);
});

it("OCI-108: what is done to a policy is written down, with what it was", async () => {
  const org = await anOrganization();
  const by = systemViewer(org.id, org.slug);
  const { id } = await createPolicy(by, { ...rule, tagPattern: "v*" });
  await changePolicy(by, id, { tagPattern: null, delete: true });
  await deletePolicy(by, id);
  const rows = await db().auditEvent.findMany({
    where: { orgId: org.id, subjectId: id },
    select: { action: true, subjectName: true, details: true },
    orderBy: { seq: "asc" },
  });
  const first = { pattern: "images/**", tagPattern: "v*", immutable: true, delete: false };
  const then = { ...first, tagPattern: null, delete: true };
  expect(rows).toEqual([
    { action: "repository-policy.created", subjectName: "images/** : v*", details: first },
    {
      action: "repository-policy.changed",
      subjectName: "images/**",
      details: { before: first, after: then },
    },
    { action: "repository-policy.deleted", subjectName: "images/**", details: then },
  ]);
});
