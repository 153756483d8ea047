import { afterEach, expect, it } from "vitest";
import type { ApiScope, Viewer } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { listenAlone } from "#lib/db/fixtures.ts";
import { aMember, anOrganization } from "#lib/organization/fixtures.ts";
import { mintApiToken, mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { listRegistryTokens } from "#lib/tokens/queries.ts";
import { revokeApiToken, revokeRegistryToken } from "#lib/tokens/revoke-token.ts";
import { rotateApiToken, rotateRegistryToken } from "#lib/tokens/rotate-token.ts";
import { type CreateApiTokenInput, createRegistryTokenSchema } from "#lib/tokens/schema.ts";
import { verifyApiToken, verifyRegistryToken } from "#lib/tokens/verify-token.ts";
import { identifyApiToken } from "./identify.ts";

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
listenAlone();

const HOUR_MS = 3_600_000;
const anAdmin = async () => aMember(await anOrganization(), "admin");
const aJob = (over: object = {}) =>
  createRegistryTokenSchema.parse({
    name: "job",
    scope: "pull",
    pattern: "charts/payments/api",
    expiresIn: "1h",
    ...over,
  });

/** An API token, as whoever sends it. */
async function anApiCaller(by: Viewer, over: Partial<CreateApiTokenInput> = {}) {
  const minted = await mintApiToken(by, { name: "ci", scope: "read", ...over });
  const asking = async () => {
    const viewer = await identifyApiToken(`Bearer ${minted.token}`, "req_1");
    if (!viewer) throw new Error("It sent a token.");
    return viewer;
  };
  return { ...minted, asking };
}
const limits = { scope: "pull", pattern: "charts/payments/*", maxExpiresIn: "2h" } as const;
const refused = { code: "mint_exceeded" };

it("GL-14: an API token that may mint makes registry tokens within its limits, and none beyond", async () => {
  const ci = await anApiCaller(await anAdmin(), { serviceAccount: true, mint: limits });
  const asking = await ci.asking();
  const job = await mintRegistryToken(asking, aJob());
  expect(job).toMatchObject({
    scope: "pull",
    pattern: "charts/payments/api",
    madeWith: { id: ci.id, name: "ci" },
  });
  expect(await verifyRegistryToken(job.token)).toMatchObject({ id: job.id, pattern: "charts/payments/api" });
  for (const over of [{ scope: "push" }, { pattern: "charts/*/*" }, { pattern: null }, { expiresIn: "3h" }])
    await expect(mintRegistryToken(asking, aJob(over)), JSON.stringify(over)).rejects.toMatchObject(refused);
  await expect(mintRegistryToken(asking, aJob({ expiresIn: null }))).rejects.toMatchObject(refused);
});

it("GL-14: one without such limits makes none, unless its scope is admin", async () => {
  const admin = await anAdmin();
  for (const scope of ["read", "write", "publish"] as const)
    await expect(
      anApiCaller(admin, { scope }).then(async ({ asking }) => mintRegistryToken(await asking(), aJob())),
    ).rejects.toMatchObject({ code: "role_missing" });
  const { asking } = await anApiCaller(admin, { scope: "admin" });
  expect((await mintRegistryToken(await asking(), aJob({ pattern: null }))).scope).toBe("pull");
});

it("GL-14: what was made with an API token ends when that is revoked, however deep, and stays in the list", async () => {
  const admin = await anAdmin();
  const root = await anApiCaller(admin, { scope: "admin", serviceAccount: true });
  const child = await anApiCaller(await root.asking(), { scope: "admin", serviceAccount: true });
  const job = await mintRegistryToken(await child.asking(), aJob());
  const other = await mintRegistryToken(admin, aJob());
  expect(await verifyRegistryToken(job.token)).not.toBeNull();
  expect(await verifyApiToken(child.token)).not.toBeNull();
  await revokeApiToken(admin, root.id);
  expect(await verifyApiToken(root.token)).toBeNull();
  expect(await verifyApiToken(child.token)).toBeNull();
  expect(await verifyRegistryToken(job.token)).toBeNull();
  expect(await verifyRegistryToken(other.token)).not.toBeNull();
  const { items } = await listRegistryTokens(admin, { limit: 50, made: "by-token" });
  expect(items).toMatchObject([{ id: job.id, state: "revoked", revokedBy: admin.actor.name }]);
  const [event] = await db().auditEvent.findMany({
    where: { orgId: admin.orgId, action: "api-token.revoked" },
  });
  expect(event?.details).toEqual({ alsoRevoked: { apiTokens: 1, registryTokens: 1 } });
});

it("GL-14: nothing outlives the API token that it was made with, not by its end and not by a rotation", async () => {
  const admin = await anAdmin();
  const ci = await anApiCaller(admin, { scope: "admin", expiresIn: "2h", serviceAccount: true });
  const asking = await ci.asking();
  const job = await mintRegistryToken(asking, aJob({ expiresIn: "90d" }));
  const endless = await mintRegistryToken(asking, aJob({ expiresIn: null }));
  const child = await mintApiToken(asking, { name: "c", scope: "read", expiresIn: "90d" });
  for (const { expiresAt } of [job, endless, child]) expect(expiresAt).toBe(ci.expiresAt);
  const rotated = await rotateRegistryToken(asking, job.id, { overlapDays: 0 });
  expect(rotated.expiresAt).toBe(ci.expiresAt);
  const foreign = await mintRegistryToken(admin, aJob());
  await expect(rotateRegistryToken(asking, foreign.id, { overlapDays: 0 })).rejects.toMatchObject(refused);
  clock.now = () => addMs(realNow(), 2 * HOUR_MS + 1000);
  for (const { token } of [rotated, endless]) expect(await verifyRegistryToken(token)).toBeNull();
  // A request that was let in a moment before.
  await expect(mintRegistryToken(asking, aJob())).rejects.toMatchObject({ code: "token_invalid" });
});

it("GL-14 ROLE-14: it ends when whoever made the API token is no admin any more", async () => {
  const admin = await anAdmin();
  const ci = await anApiCaller(admin, { mint: limits });
  const asking = await ci.asking();
  const job = await mintRegistryToken(asking, aJob());
  expect(await verifyRegistryToken(job.token)).not.toBeNull();
  await db().membership.update({
    where: { orgId_userId: { orgId: admin.orgId, userId: admin.actor.id } },
    data: { role: "member" },
  });
  applyChangeHere(`organization:${admin.orgId}`);
  expect(await verifyRegistryToken(job.token)).toBeNull();
  await expect(mintRegistryToken(asking, aJob())).rejects.toMatchObject(refused);
});

it("ROLE-14: an API token is lowered with the role of whoever made it, and does nothing when they have left", async () => {
  const org = await anOrganization();
  const admin = await aMember(org, "admin");
  const roleOf = async (token: string) => (await identifyApiToken(`Bearer ${token}`, "r"))?.role;
  const setRole = (role: string) =>
    db().membership.updateMany({ where: { orgId: org.id, userId: admin.actor.id }, data: { role } });
  const tokens = [
    await mintApiToken(admin, { name: "own", scope: "admin" }),
    await mintApiToken(admin, { name: "service", scope: "admin", serviceAccount: true }),
  ];
  const operator = systemViewer(org.id, org.slug);
  const free = await mintApiToken(operator, { name: "cli", scope: "admin", serviceAccount: true });
  for (const role of ["admin", "member", "viewer"]) {
    await setRole(role);
    for (const { token } of tokens) expect(await roleOf(token)).toBe(role);
  }
  await db().membership.deleteMany({ where: { orgId: org.id, userId: admin.actor.id } });
  for (const { token } of tokens)
    await expect(roleOf(token)).rejects.toMatchObject({ code: "token_invalid" });
  expect(await roleOf(free.token)).toBe("admin");
});

it("GL-14: an API token that mints registry tokens makes no API tokens, and no chain is longer than three", async () => {
  const admin = await anAdmin();
  const minter = await anApiCaller(admin, { scope: "admin", mint: limits });
  const make = { name: "wider", scope: "admin" } as const;
  await expect(mintApiToken(await minter.asking(), make)).rejects.toMatchObject(refused);
  let by = await anApiCaller(admin, { scope: "admin" });
  for (let depth = 1; depth < 3; depth += 1) by = await anApiCaller(await by.asking(), { scope: "admin" });
  await expect(mintApiToken(await by.asking(), make)).rejects.toMatchObject(refused);
});

it("GL-14: a job may end its own token, and nothing else", async () => {
  const admin = await anAdmin();
  const ci = await anApiCaller(admin, { mint: limits });
  const asking = await ci.asking();
  const job = await mintRegistryToken(asking, aJob());
  const other = await mintRegistryToken(admin, aJob());
  await expect(revokeRegistryToken(asking, other.id)).rejects.toMatchObject({ code: "role_missing" });
  expect(await revokeRegistryToken(asking, job.id)).toMatchObject({ state: "revoked" });
  expect(await verifyRegistryToken(job.token)).toBeNull();
});

it("GL-14: whatever is made while the API token is being revoked is revoked, too", async () => {
  const admin = await anAdmin();
  for (let round = 0; round < 5; round += 1) {
    const ci = await anApiCaller(admin, { mint: limits });
    const asking = await ci.asking();
    const making = Array.from({ length: 6 }, () => mintRegistryToken(asking, aJob()));
    const [made] = await Promise.all([Promise.allSettled(making), revokeApiToken(admin, ci.id)]);
    for (const one of made)
      if (one.status === "fulfilled") expect(await verifyRegistryToken(one.value.token)).toBeNull();
      else expect(one.reason).toMatchObject({ code: "token_invalid" });
  }
});

it.each<ApiScope>(["read", "admin"])("API-27: an API token of scope %s may revoke itself", async (scope) => {
  const admin = await anAdmin();
  const own = await anApiCaller(admin, { scope });
  await revokeApiToken(await own.asking(), own.id);
  expect(await verifyApiToken(own.token)).toBeNull();
});

it("GL-14 API-27: an API token rotates what was made with it, and neither itself nor its like", async () => {
  const admin = await anAdmin();
  const root = await anApiCaller(admin, { scope: "admin", serviceAccount: true });
  const child = await mintApiToken(await root.asking(), { name: "c", scope: "read", serviceAccount: true });
  const other = await mintApiToken(admin, { name: "o", scope: "read", serviceAccount: true });
  const atOnce = { overlapDays: 0 };
  for (const { id } of [root, other])
    await expect(rotateApiToken(await root.asking(), id, atOnce)).rejects.toMatchObject(refused);
  const rotated = await rotateApiToken(await root.asking(), child.id, atOnce);
  expect(await verifyApiToken(rotated.token)).toMatchObject({ id: child.id, parentId: root.id });
});

it("GL-14 GOH-60: a rotation that ends an API token sooner ends what was made with it no later, also from memory", async () => {
  const admin = await anAdmin();
  const root = await anApiCaller(admin, { scope: "admin", serviceAccount: true, expiresIn: "365d" });
  const child = await anApiCaller(await root.asking(), { scope: "admin", serviceAccount: true });
  const job = await mintRegistryToken(await child.asking(), aJob({ expiresIn: "300d" }));
  expect(await verifyRegistryToken(job.token)).not.toBeNull();
  await db().org.update({ where: { id: admin.orgId }, data: { tokenMaxDays: 30 } });
  const { expiresAt } = await rotateApiToken(admin, root.id, { overlapDays: 1 });
  const end = new Date(expiresAt ?? 0);
  for (const verified of [await verifyApiToken(child.token), await verifyRegistryToken(job.token)])
    expect(verified?.endsAt).toEqual(end);
  clock.now = () => end;
  expect([await verifyApiToken(child.token), await verifyRegistryToken(job.token)]).toEqual([null, null]);
});
