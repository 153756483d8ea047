import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkSignIn } from "#lib/auth/check-sign-in.ts";
import { aSession } from "#lib/auth/fixtures.ts";
import { findSignedIn } from "#lib/auth/queries.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { choosePassword, readPasswordLink } from "./choose-password.ts";
import { createUser } from "./create-user.ts";
import { prepareFirstStart } from "./prepare-first-start.ts";
import { isSetUp, operatorOf } from "./queries.ts";
import { setUpOrganization } from "./set-up-organization.ts";

const PASSWORD = "a long enough password";
const settings = env();
const realNow = clock.now;

// One database for this file, and each test begins at a first start.
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Membership", "User", "Org", "OneTimeLink" CASCADE`;
});
afterEach(() => {
  clock.now = realNow;
  delete settings.CHARTROOM_OWNER_EMAIL;
  delete settings.CHARTROOM_OWNER_PASSWORD;
});

const anInput = (email: string) => ({ organization: "Northgate", name: "Mira", email, password: PASSWORD });
const keyOf = (url: string) => new URL(url).searchParams.get("key") ?? "";

async function aSetUpKey(): Promise<string> {
  const start = await prepareFirstStart();
  if (start.kind !== "set-up") throw new Error(`The start is ${start.kind}.`);
  return keyOf(start.url);
}

const signIn = (email: string, password = PASSWORD) =>
  checkSignIn({ email, password, address: crypto.randomUUID(), requestId: "req_1" });

describe("the first start", () => {
  it("S14: keeps a hash of the set-up link, and makes owner and organization with it, once", async () => {
    const key = await aSetUpKey();
    expect(JSON.stringify(await db().oneTimeLink.findMany())).not.toContain(key);
    expect(await isSetUp()).toBe(false);
    const claims = await setUpOrganization(key, anInput("mira@example.test"), "req_1");
    expect(await findSignedIn(await aSession(claims))).toMatchObject({ role: "owner", orgSlug: "default" });
    expect(await prepareFirstStart()).toEqual({ kind: "ready" });
    await expect(setUpOrganization(key, anInput("eve@example.test"), "req_2")).rejects.toMatchObject({
      code: "already_set_up",
    });
    const { orgId } = await operatorOf("default");
    const events = await db().auditEvent.findMany({ where: { orgId }, orderBy: { seq: "asc" } });
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["organization.created", claims.sub],
      ["user.signed-in", claims.sub],
    ]);
  });

  it("of twenty who use the link at once, one wins and one organization stands", async () => {
    const key = await aSetUpKey();
    const uses = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => setUpOrganization(key, anInput(`p${i}@example.test`), `req_${i}`)),
    );
    expect(uses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const counts = [db().user.count(), db().org.count(), db().membership.count()];
    expect(await Promise.all(counts)).toEqual([1, 1, 1]);
  });

  it("prints a new link at each start; the ones before end", async () => {
    const first = await aSetUpKey();
    const second = await aSetUpKey();
    const refused = { code: "link_unknown" };
    await expect(setUpOrganization(first, anInput("a@example.test"), "req_1")).rejects.toMatchObject(refused);
    await expect(setUpOrganization("guess", anInput("a@example.test"), "req_1")).rejects.toMatchObject(
      refused,
    );
    await setUpOrganization(second, anInput("a@example.test"), "req_1");
  });

  it("makes the owner from the settings, also when several processes start at once", async () => {
    settings.CHARTROOM_OWNER_EMAIL = "Owner@Example.Test";
    settings.CHARTROOM_OWNER_PASSWORD = PASSWORD;
    const starts = await Promise.all([prepareFirstStart(), prepareFirstStart(), prepareFirstStart()]);
    expect(starts.filter(({ kind }) => kind === "owner-made")).toHaveLength(1);
    expect(starts.filter(({ kind }) => kind === "ready")).toHaveLength(2);
    await signIn("owner@example.test");
    expect(await prepareFirstStart()).toEqual({ kind: "ready" });
  });

  it("names what to do where a command finds no organization", async () => {
    await expect(operatorOf("default")).rejects.toMatchObject({
      code: "organization_unknown",
      details: { hint: expect.stringContaining("set-up link") },
    });
  });
});

describe("users made by an operator", () => {
  async function anOperator() {
    await setUpOrganization(await aSetUpKey(), anInput("mira@example.test"), "req_1");
    return operatorOf("default");
  }
  const aUser = (over: object = {}) => ({
    email: "bo@example.test",
    name: "bo",
    role: "member" as const,
    password: null,
    ...over,
  });

  it("a link chooses a password once, signs in, and ends the sessions there were", async () => {
    const operator = await anOperator();
    const { link, id } = await createUser(operator, aUser());
    const key = keyOf(link?.url ?? "http://x");
    expect(await readPasswordLink(key)).toMatchObject({ email: "bo@example.test" });
    await expect(signIn("bo@example.test")).rejects.toMatchObject({ code: "sign_in_failed" });
    const uses = await Promise.allSettled([
      choosePassword(key, PASSWORD, "req_1"),
      choosePassword(key, PASSWORD, "req_2"),
    ]);
    expect(uses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await signIn("bo@example.test")).sub).toBe(id);
    await expect(readPasswordLink(key)).rejects.toMatchObject({ code: "link_unknown" });
  });

  it("a link ends after seven days", async () => {
    const { link } = await createUser(await anOperator(), aUser());
    const key = keyOf(link?.url ?? "http://x");
    const start = realNow();
    clock.now = () => addMs(start, 7 * 86_400_000 + 1000);
    await expect(readPasswordLink(key)).rejects.toMatchObject({ code: "link_unknown" });
    await expect(choosePassword(key, PASSWORD, "req_1")).rejects.toMatchObject({ code: "link_unknown" });
  });

  it("replaces a lost password by a new link, and leaves role and password alone until then", async () => {
    const operator = await anOperator();
    await createUser(operator, aUser({ password: PASSWORD }));
    const first = await createUser(operator, aUser());
    const again = await createUser(operator, aUser());
    expect(again).toMatchObject({ existed: true, role: "member" });
    await signIn("bo@example.test");
    await choosePassword(keyOf(again.link?.url ?? "http://x"), "another long password", "req_1");
    await signIn("bo@example.test", "another long password");
    // No other link of theirs, wherever it lies, chooses one after that.
    const unused = keyOf(first.link?.url ?? "http://x");
    await expect(choosePassword(unused, PASSWORD, "req_2")).rejects.toMatchObject({ code: "link_unknown" });
  });

  it("refuses to change the role or the password of somebody who is there", async () => {
    const operator = await anOperator();
    await createUser(operator, aUser());
    const exists = { code: "user_exists" };
    await expect(createUser(operator, aUser({ role: "admin" }))).rejects.toMatchObject(exists);
    await expect(createUser(operator, aUser({ password: PASSWORD }))).rejects.toMatchObject(exists);
  });

  it("ROLE-8 ROLE-9: admins add users up to admin, only owners add owners", async () => {
    const owner = await anOperator();
    const admin = { ...systemViewer(owner.orgId, owner.orgSlug), role: "admin" as const };
    await expect(createUser(admin, aUser({ role: "owner" }))).rejects.toMatchObject({ code: "role_missing" });
    await expect(createUser(admin, aUser({ role: "admin" }))).resolves.toMatchObject({ role: "admin" });
    const member = { ...admin, role: "member" as const };
    await expect(createUser(member, aUser({ email: "c@example.test" }))).rejects.toMatchObject({
      code: "role_missing",
    });
  });
});
