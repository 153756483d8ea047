import { afterEach, expect, it, vi } from "vitest";
import { withCaller } from "#lib/audit/caller.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { listenAlone } from "#lib/db/fixtures.ts";
import { aMember, anOrganization } from "#lib/organization/fixtures.ts";
import { mintApiToken, mintRegistryToken } from "./mint-token.ts";
import { listApiTokens, listRegistryTokens } from "./queries.ts";
import { revokeApiToken, revokeRegistryToken } from "./revoke-token.ts";
import { rotateRegistryToken } from "./rotate-token.ts";
import { createRegistryTokenSchema, type TokenFilter } from "./schema.ts";
import { verifyApiToken, verifyRegistryToken } from "./verify-token.ts";

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
listenAlone();

const DAY_MS = 86_400_000;
const input = (over: object = {}) => createRegistryTokenSchema.parse({ name: "t", scope: "pull", ...over });
const anAdmin = async () => aMember(await anOrganization(), "admin");
const setMaximum = ({ orgId }: Viewer, tokenMaxDays: number) =>
  db().org.update({ where: { id: orgId }, data: { tokenMaxDays } });

it("GOH-60: no token is made beyond the organization's maximum, at any door", async () => {
  const admin = await anAdmin();
  await setMaximum(admin, 30);
  const refused = {
    code: "input_invalid",
    details: { fields: [{ path: "expiresIn", message: expect.stringContaining("30 days at most") }] },
  };
  for (const viewer of [admin, systemViewer(admin.orgId, admin.orgSlug)])
    for (const expiresIn of ["31d", null]) {
      await expect(mintRegistryToken(viewer, input({ expiresIn }))).rejects.toMatchObject(refused);
      await expect(
        mintApiToken(viewer, { name: "a", scope: "read", serviceAccount: true, expiresIn }),
      ).rejects.toMatchObject(refused);
    }
  expect((await mintRegistryToken(admin, input({ expiresIn: "30d" }))).overMaximum).toBe(false);
});

it("GOH-60: a token from before the maximum is shown as over it, and its next rotation is within", async () => {
  const admin = await anAdmin();
  const endless = await mintRegistryToken(admin, input());
  const long = await mintRegistryToken(admin, input({ expiresIn: "365d" }));
  await mintRegistryToken(admin, input({ expiresIn: "10d" }));
  await setMaximum(admin, 30);
  const over = await listRegistryTokens(admin, { limit: 50, state: "over-maximum" });
  expect(over.items.map(({ id }) => id).sort()).toEqual([endless.id, long.id].sort());
  expect(over.items.every(({ overMaximum }) => overMaximum)).toBe(true);
  const start = realNow();
  clock.now = () => start;
  for (const { id } of [endless, long]) {
    const rotated = await rotateRegistryToken(admin, id, { overlapDays: 0 });
    expect(rotated).toMatchObject({
      overMaximum: false,
      expiresAt: addMs(start, 30 * DAY_MS).toISOString(),
    });
  }
});

it("NB-13 OCI-34: last use tells when, from which address and by which client", async () => {
  const admin = await anAdmin();
  const registry = await mintRegistryToken(admin, input());
  const api = await mintApiToken(admin, { name: "a", scope: "read" });
  const caller = { address: "192.0.2.7", client: "Helm/3.22.0" };
  await withCaller(caller, () => verifyRegistryToken(registry.token));
  await withCaller({ ...caller, client: "curl/8.5.0" }, () => verifyApiToken(api.token));
  await vi.waitFor(async () => {
    const [seen] = (await listRegistryTokens(admin, { limit: 1 })).items;
    expect(seen).toMatchObject({ lastUsedAddress: "192.0.2.7", lastUsedClient: "helm 3.22.0" });
    const [seenApi] = (await listApiTokens(admin, { limit: 1 })).items;
    expect(seenApi).toMatchObject({ lastUsedAddress: "192.0.2.7", lastUsedClient: "curl 8.5.0" });
  });
});

it("CAT-31: each state is a filter", async () => {
  const admin = await anAdmin();
  const start = realNow();
  clock.now = () => addMs(start, -100 * DAY_MS);
  await mintRegistryToken(admin, input({ name: "unused" }));
  await mintRegistryToken(admin, input({ name: "expired", expiresIn: "30d" }));
  clock.now = () => start;
  await mintRegistryToken(admin, input({ name: "expiring", expiresIn: "14d" }));
  await mintRegistryToken(admin, input({ name: "active", expiresIn: "15d" }));
  const gone = await mintRegistryToken(admin, input({ name: "revoked" }));
  await revokeRegistryToken(admin, gone.id);
  const named = async (state: TokenFilter) => {
    const { items, total } = await listRegistryTokens(admin, { limit: 50, state });
    expect(total).toBe(items.length);
    return items.map(({ name }) => name).sort();
  };
  expect(await named("active")).toEqual(["active", "expiring", "unused"]);
  expect(await named("expiring")).toEqual(["expiring"]);
  expect(await named("unused")).toEqual(["unused"]);
  expect(await named("expired")).toEqual(["expired"]);
  expect(await named("revoked")).toEqual(["revoked"]);
  expect(await named("over-maximum")).toEqual([]);
});

it("API-27 ROLE-14: members see and revoke their own API tokens, admins everybody's", async () => {
  const org = await anOrganization();
  const [member, other, admin] = [
    await aMember(org, "member"),
    await aMember(org, "member"),
    await aMember(org, "admin"),
  ];
  const own = await mintApiToken(member, { name: "own", scope: "publish" });
  const theirs = await mintApiToken(other, { name: "theirs", scope: "read" });
  const service = await mintApiToken(admin, { name: "service", scope: "write", serviceAccount: true });
  const seen = async (viewer: Viewer) =>
    (await listApiTokens(viewer, { limit: 50 })).items.map(({ name }) => name);
  expect(await seen(member)).toEqual(["own"]);
  expect(await seen(admin)).toEqual(["service", "theirs", "own"]);
  const [shown] = (await listApiTokens(member, { limit: 50 })).items;
  expect(shown).toMatchObject({ owner: { kind: "person", isYou: true }, loweredTo: null });
  for (const { id } of [theirs, service])
    await expect(revokeApiToken(member, id)).rejects.toMatchObject({ code: "token_unknown" });
  await revokeApiToken(member, own.id);
  await revokeApiToken(admin, theirs.id);
  for (const { token } of [own, theirs]) expect(await verifyApiToken(token)).toBeNull();
  expect(await verifyApiToken(service.token)).not.toBeNull();
});

it("ROLE-14: the list says when a role keeps a token below its scope", async () => {
  const org = await anOrganization();
  const [admin, owner] = [await aMember(org, "admin"), await aMember(org, "owner")];
  await mintApiToken(admin, { name: "a", scope: "admin" });
  const lowered = async () => (await listApiTokens(owner, { limit: 1 })).items[0]?.loweredTo;
  const where = { orgId: org.id, userId: admin.actor.id };
  expect(await lowered()).toBeNull();
  await db().membership.updateMany({ where, data: { role: "viewer" } });
  expect(await lowered()).toBe("viewer");
  await db().membership.deleteMany({ where });
  expect(await lowered()).toBe("none");
});
