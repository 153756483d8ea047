import { afterEach, beforeEach, expect, it } from "vitest";
import { changePassword } from "#lib/auth/change-password.ts";
import { checkSignIn } from "#lib/auth/check-sign-in.ts";
import { hashPassword } from "#lib/auth/hash-password.ts";
import { signInWays } from "#lib/auth/sign-in-ways.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { joinByInvite } from "./accept-invite.ts";
import { askPasswordReset } from "./ask-password-reset.ts";
import { choosePassword, readPasswordLink } from "./choose-password.ts";
import { createUser } from "./create-user.ts";
import { aMember, anOrganization } from "./fixtures.ts";
import { inviteMember } from "./invite-member.ts";
import { makePasswordLink } from "./make-password-link.ts";
import { forgetIdentities, makeSignInLink, readSignInLink, takeSignInLink } from "./sign-in-link.ts";

const PASSWORD = "a long enough password";
const realNow = clock.now;
beforeEach(() => {
  Object.assign(env(), {
    CHARTROOM_SIGN_IN: "openid",
    CHARTROOM_OIDC_PRESET: "github",
    CHARTROOM_OIDC_CLIENT_ID: "chartroom",
    CHARTROOM_OIDC_CLIENT_SECRET: "a secret",
  });
});
afterEach(() => {
  env().CHARTROOM_SIGN_IN = "both";
  clock.now = realNow;
});

const refusalOf = (deed: Promise<unknown>) =>
  deed.then(
    () => "done",
    (error: { code: string }) => error.code,
  );
const keyOf = (url: string) => new URL(url).searchParams.get("key") ?? "";

it("where only OpenID signs in, a right password is refused at every door, and no link sets one", async () => {
  const org = await anOrganization();
  const ada = await aMember(org, "member", await hashPassword(PASSWORD));
  const email = ada.actor.email ?? "";
  const operator = systemViewer(org.id, org.slug);
  env().CHARTROOM_SIGN_IN = "both";
  const link = await createUser(operator, { email, name: "Ada", role: "member", password: null });
  const key = keyOf(link.link?.url ?? "");
  const owner = await aMember(org, "owner");
  const invited = await inviteMember(owner, { email: "cy@example.test", role: "member" });
  const inviteKey = keyOf(invited.link);
  expect((await readPasswordLink(key)).email).toBe(email);
  env().CHARTROOM_SIGN_IN = "openid";
  expect(signInWays()).toEqual({ password: false, openId: { name: "GitHub" } });
  const attempt = { email, password: PASSWORD, address: crypto.randomUUID(), requestId: "req_1" };
  const tries = [
    checkSignIn(attempt),
    changePassword(ada, { current: PASSWORD, password: "another long password" }),
    readPasswordLink(key),
    askPasswordReset(email, "192.0.2.4", "req_1"),
    makePasswordLink(owner, ada.actor.id),
    choosePassword(key, "another long password", "req_1"),
    joinByInvite(inviteKey, { name: "Cy", password: PASSWORD }, "req_1"),
    createUser(operator, { email: "bo@example.test", name: "Bo", role: "member", password: PASSWORD }),
  ];
  expect(await Promise.all(tries.map(refusalOf))).toEqual(tries.map(() => "password_sign_in_off"));
  env().CHARTROOM_SIGN_IN = "both";
  expect(await refusalOf(checkSignIn(attempt))).toBe("done");
});

it("whoever is added is a member without a link: they sign in with the provider", async () => {
  const org = await anOrganization();
  const email = `${crypto.randomUUID()}@example.test`;
  const made = await createUser(systemViewer(org.id, org.slug), {
    email,
    name: "Bo",
    role: "member",
    password: null,
  });
  expect(made.link).toBeNull();
});

it("the operator's link signs one member in, once, for fifteen minutes", async () => {
  const org = await anOrganization();
  const owner = await aMember(org, "owner");
  const email = owner.actor.email ?? "";
  const operator = systemViewer(org.id, org.slug);
  const first = keyOf((await makeSignInLink(operator, email)).url);
  const second = keyOf((await makeSignInLink(operator, email)).url);
  expect(JSON.stringify(await db().oneTimeLink.findMany())).not.toContain(second);
  expect(await refusalOf(takeSignInLink(first))).toBe("link_unknown");
  expect((await readSignInLink(second)).email).toBe(email);
  const takes = await Promise.all(Array.from({ length: 6 }, () => refusalOf(takeSignInLink(second))));
  expect(takes.filter((one) => one === "done")).toHaveLength(1);
  const late = keyOf((await makeSignInLink(operator, email)).url);
  clock.now = () => addMs(realNow(), 15 * 60_000 + 1);
  expect(await refusalOf(takeSignInLink(late))).toBe("link_unknown");
  const actions = await db().auditEvent.findMany({ where: { orgId: org.id }, select: { action: true } });
  expect(actions.map(({ action }) => action)).toEqual(Array(3).fill("user.sign-in-link-made"));
});

it("nobody but the command line makes such a link or lets a name at a provider go, not even an owner", async () => {
  const [org, other] = [await anOrganization(), await anOrganization()];
  const owner = await aMember(org, "owner");
  const bo = await aMember(org, "member");
  const email = bo.actor.email ?? "";
  expect(await refusalOf(makeSignInLink(owner, email))).toBe("role_missing");
  expect(await refusalOf(forgetIdentities(owner, email))).toBe("role_missing");
  expect(await refusalOf(makeSignInLink(systemViewer(other.id, other.slug), email))).toBe("member_unknown");
  await db().openIdIdentity.create({
    data: { issuer: "https://id.example.com", subject: "bo", userId: bo.actor.id },
    select: { userId: true },
  });
  expect(await forgetIdentities(systemViewer(org.id, org.slug), email)).toBe(1);
  expect(await db().openIdIdentity.count({ where: { userId: bo.actor.id } })).toBe(0);
});
