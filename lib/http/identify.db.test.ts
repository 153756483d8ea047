import { afterEach, expect, it } from "vitest";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { aMember, anOrganization } from "#lib/organization/fixtures.ts";
import { toOciError } from "#lib/problems/oci-error.ts";
import { mintApiToken, mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { revokeRegistryToken } from "#lib/tokens/revoke-token.ts";
import { makeSecret } from "#lib/tokens/secret.ts";
import { identifyApiToken, identifyRegistryCaller } from "./identify.ts";

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const anAdmin = async () => aMember(await anOrganization(), "admin");
const ociAnswer = async (authorization: string) =>
  toOciError(await identifyRegistryCaller(authorization, "req_1").catch((error: unknown) => error));

it("OCI-28: the user name is ignored, Basic and Bearer are the same, in any case of letters", async () => {
  const admin = await anAdmin();
  const { id, token } = await mintRegistryToken(admin, { name: "ci", scope: "pull" });
  const headers = [basic("org-token", token), basic("", token), basic("x:y", token)].slice(0, 2);
  for (const header of [
    ...headers,
    `Bearer ${token}`,
    `bearer ${token}`,
    basic("a", token).toLowerCase().slice(0, 5) + basic("a", token).slice(5),
  ])
    expect(await identifyRegistryCaller(header, "req_1")).toMatchObject({
      actor: { kind: "registry-token", id },
      orgId: admin.orgId,
      registryScope: "pull",
      role: "viewer",
      door: "oci",
    });
});

it("OCI-28: no credentials, or an empty user name with an empty password, are anonymous", async () => {
  for (const header of [null, basic("", "")])
    expect(await identifyRegistryCaller(header, "req_1")).toMatchObject({
      role: null,
      actor: { kind: "anonymous" },
    });
});

it("OCI-27 OCI-35: wrong, expired and revoked tokens get the same answer, without the secret in it", async () => {
  const admin = await anAdmin();
  const expired = await mintRegistryToken(admin, { name: "a", scope: "pull", expiresIn: "1h" });
  const revoked = await mintRegistryToken(admin, { name: "b", scope: "pull" });
  await revokeRegistryToken(admin, revoked.id);
  clock.now = () => addMs(realNow(), 7_200_000);
  const secrets = [expired.token, revoked.token, makeSecret("crt"), "hunter2", ""];
  const answers = await Promise.all(secrets.map((secret) => ociAnswer(basic("org-token", secret))));
  const answer = {
    status: 401,
    headers: {},
    body: {
      errors: [
        {
          code: "UNAUTHORIZED",
          message: "invalid registry token",
          detail: { tokens: expect.stringMatching(/^https?:\/\/.+\/settings\/registry\/tokens$/) },
        },
      ],
    },
  };
  expect(answers).toEqual(secrets.map(() => answer));
});

it("OCI-27: what is no login at all is refused, not taken for anonymous", async () => {
  for (const header of [
    "",
    "Basic",
    "Basic !!!",
    `Basic ${btoa("no-colon")}`,
    "Digest abc",
    "Bearer",
    "Bearer ",
  ])
    expect((await ociAnswer(header)).body.errors[0]?.message).toBe("invalid registry token");
});

it("OCI-29: push makes and changes as a member would, pull reads", async () => {
  const admin = await anAdmin();
  for (const [scope, role] of [
    ["pull", "viewer"],
    ["push", "member"],
    ["pull+push", "member"],
  ] as const) {
    const { token } = await mintRegistryToken(admin, { name: scope, scope });
    expect(await identifyRegistryCaller(`Bearer ${token}`, "req_1")).toMatchObject({
      role,
      registryScope: scope,
    });
  }
});

it("OCI-27: an API token at the registry, and a registry token at the API, are refused with the reason", async () => {
  const admin = await anAdmin();
  const api = await mintApiToken(admin, { name: "ci", scope: "read" });
  const registry = await mintRegistryToken(admin, { name: "ci", scope: "pull" });
  expect((await ociAnswer(basic("org-token", api.token))).body.errors[0]?.message).toContain(
    "registry tokens",
  );
  await expect(identifyApiToken(`Bearer ${registry.token}`, "req_1")).rejects.toMatchObject({
    code: "token_invalid",
    details: { hint: expect.stringContaining("cra_") },
  });
});

it("API-27: no credentials are nobody, credentials that do not hold are refused", async () => {
  const { token } = await mintApiToken(await anAdmin(), { name: "ci", scope: "read" });
  expect(await identifyApiToken(null, "req_1")).toBeNull();
  for (const header of [`Bearer ${makeSecret("cra")}`, "Bearer x", basic("a", token), "nonsense"])
    await expect(identifyApiToken(header, "req_1")).rejects.toMatchObject({ code: "token_invalid" });
});

it("ROLE-14: a service account acts with the role of its scope", async () => {
  const admin = await anAdmin();
  for (const [scope, role] of [
    ["read", "viewer"],
    ["write", "member"],
    ["publish", "member"],
    ["admin", "admin"],
  ] as const) {
    const { id, token } = await mintApiToken(admin, { name: scope, serviceAccount: true, scope });
    expect(await identifyApiToken(`Bearer ${token}`, "req_1")).toMatchObject({
      role,
      apiScope: scope,
      actor: { kind: "api-token", id, name: scope, email: null },
    });
  }
});

it("ROLE-12: a person's token does at most what the person may now, and nothing after they left", async () => {
  const member = await aMember(await anOrganization(), "member");
  const userId = member.actor.id;
  const key = { orgId_userId: { orgId: member.orgId, userId } };
  await db().membership.update({ where: key, data: { role: "admin" } });
  const { token } = await mintApiToken(
    { ...member, role: "admin" },
    { name: "mine", scope: "admin" },
    userId,
  );
  const role = async () => (await identifyApiToken(`Bearer ${token}`, "req_1"))?.role;
  expect(await role()).toBe("admin");
  await db().membership.update({ where: key, data: { role: "viewer" } });
  expect(await role()).toBe("viewer");
  await db().membership.delete({ where: key });
  await expect(role()).rejects.toMatchObject({ code: "token_invalid" });
});
