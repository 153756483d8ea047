import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { changePassword } from "#lib/auth/change-password.ts";
import { changeProfile } from "#lib/auth/change-profile.ts";
import { checkSignIn } from "#lib/auth/check-sign-in.ts";
import { endAllSessions } from "#lib/auth/end-all-sessions.ts";
import { endOtherSessions, endSession } from "#lib/auth/end-session.ts";
import { aSession } from "#lib/auth/fixtures.ts";
import { hashPassword } from "#lib/auth/hash-password.ts";
import { beginSecondFactor, confirmSecondFactor } from "#lib/auth/second-factor/enrol.ts";
import { finishPending, insertPending } from "#lib/auth/second-factor/pending-sign-in.ts";
import { codeNow } from "#lib/auth/second-factor/totp.ts";
import { makeRecoveryCodes, turnOffSecondFactor } from "#lib/auth/second-factor/turn-off.ts";
import { acceptInvite, joinByInvite } from "#lib/organization/accept-invite.ts";
import { admitPerson } from "#lib/organization/admit-person.ts";
import { choosePassword } from "#lib/organization/choose-password.ts";
import {
  anInvite,
  aPerson,
  type Deed,
  doneHere,
  emailOf,
  enrolled,
  expectNothingTold,
  expectReasons,
  expectRows,
  keep,
  keyOf,
  none,
  operator,
  PASSWORD,
  proven,
} from "#lib/organization/deeds/fixtures.ts";
import { aMember, anOrganization } from "#lib/organization/fixtures.ts";
import { mailResetHandler } from "#lib/organization/mail-password-reset.ts";
import { makePasswordLink } from "#lib/organization/make-password-link.ts";
import { prepareFirstStart } from "#lib/organization/prepare-first-start.ts";
import { setUpOrganization } from "#lib/organization/set-up-organization.ts";
import { makeSignInLink, takeSignInLink } from "#lib/organization/sign-in-link.ts";

// What writes without being a route of the API: server actions, the way back from an OpenID provider. Actions need a browser's
// cookies, so what they call is called, in their order.

const ROOT = path.dirname(import.meta.dirname);
const signOut: Deed = {
  leaves: ["user.session-ended"],
  prepare: async () => {
    const viewer = await aPerson();
    const { sid } = await aSession(proven(viewer));
    return () => endSession(viewer, sid);
  },
};

const DEEDS: Record<string, Deed> = {
  setUp: {
    leaves: ["organization.created", "user.signed-in"],
    prepare: async () => {
      const start = await prepareFirstStart();
      if (start.kind !== "set-up") throw new Error(`The start is ${start.kind}.`);
      const key = keyOf(start.url);
      const person = {
        organization: "Northgate",
        name: "Mira",
        email: "mira@example.test",
        password: PASSWORD,
      };
      return async () => aSession(await setUpOrganization(key, person, "req_1"));
    },
  },
  signIn: {
    leaves: ["user.signed-in"],
    prepare: async () => {
      const email = emailOf(await aPerson(await hashPassword(PASSWORD)));
      const facts = { address: "192.0.2.1", requestId: "req_1" };
      return async () => aSession(await checkSignIn({ email, password: PASSWORD, ...facts }));
    },
  },
  showCode: {
    leaves: ["user.signed-in"],
    prepare: async () => {
      const { viewer, codes } = await enrolled();
      const key = keep(await insertPending(proven(viewer), "password"));
      return async () => aSession((await finishPending(key, codes[0] ?? "", () => null)).person);
    },
  },
  signInByLink: {
    leaves: ["user.signed-in"],
    prepare: async () => {
      const key = keyOf((await makeSignInLink(await operator(), emailOf(await aPerson()))).url);
      return async () => aSession(await takeSignInLink(key));
    },
  },
  signOut,
  signOutForInvite: signOut,
  forgotPassword: {
    // The action itself tells nobody whether there is an account: the job does it, and writes it down.
    leaves: ["user.password-reset-asked"],
    prepare: async () => {
      const email = emailOf(await aPerson());
      return () => mailResetHandler.run({ email, requestId: "req_1" }, new AbortController().signal);
    },
  },
  chooseThisPassword: {
    leaves: ["user.password-chosen", "user.signed-in"],
    prepare: async () => {
      const { id } = (await aPerson()).actor;
      const key = keyOf((await makePasswordLink(await operator(), id)).url);
      return async () => aSession(await choosePassword(key, PASSWORD, "req_1"));
    },
  },
  joinHere: {
    leaves: ["invite.accepted", "user.signed-in"],
    prepare: async () => {
      const key = await anInvite("eve@example.test");
      return async () => aSession(await joinByInvite(key, { name: "Eve", password: PASSWORD }, "req_1"));
    },
  },
  acceptHere: {
    leaves: ["invite.accepted"],
    prepare: async () => {
      const { actor } = await aMember(await anOrganization(), "member");
      const person = { id: actor.id, name: actor.name, email: actor.email ?? "" };
      const key = await anInvite(person.email);
      return () => acceptInvite(key, person, "req_1");
    },
  },
  endOneSession: signOut,
  signOutElsewhere: {
    leaves: ["user.signed-out-elsewhere"],
    prepare: async () => {
      const viewer = await aPerson();
      const [{ sid }] = [await aSession(proven(viewer)), await aSession(proven(viewer))];
      return () => endOtherSessions(viewer, sid);
    },
  },
  signOutEverywhere: {
    leaves: ["user.signed-out-everywhere"],
    prepare: async () => {
      const viewer = await aPerson();
      return () => endAllSessions(viewer);
    },
  },
  saveProfile: {
    leaves: ["user.renamed"],
    prepare: async () => {
      const viewer = await aPerson();
      return () => changeProfile(viewer, { name: "Ada Lovelace" });
    },
  },
  savePassword: {
    leaves: ["user.password-changed", "user.signed-in"],
    prepare: async () => {
      const viewer = await aPerson(await hashPassword(PASSWORD));
      const change = { current: PASSWORD, password: "another long password" };
      return async () => aSession(await changePassword(viewer, change));
    },
  },
  beginFactor: none("it shows a secret for an app; nothing asks for a code before it is confirmed"),
  confirmFactor: {
    leaves: ["user.second-factor-on"],
    prepare: async () => {
      const viewer = await aPerson();
      const secret = keep((await beginSecondFactor(viewer, {})).secret);
      return async () => (await confirmSecondFactor(viewer, codeNow(secret))).map(keep);
    },
  },
  // The same for who is held back by an organization that asks for a second factor.
  beginHere: none("it shows a secret for an app; nothing asks for a code before it is confirmed"),
  confirmHere: {
    leaves: ["user.second-factor-on"],
    prepare: async () => {
      const { actor, door, requestId } = await aPerson();
      const person = { actor, door, requestId };
      const secret = keep((await beginSecondFactor(person, {})).secret);
      return async () => (await confirmSecondFactor(person, codeNow(secret))).map(keep);
    },
  },
  newCodes: {
    leaves: ["user.recovery-codes-made"],
    prepare: async () => {
      const { viewer } = await enrolled();
      return async () => (await makeRecoveryCodes(viewer, { password: PASSWORD })).map(keep);
    },
  },
  turnOffFactor: {
    leaves: ["user.second-factor-off"],
    prepare: async () => {
      const { viewer } = await enrolled();
      return () => turnOffSecondFactor(viewer, { password: PASSWORD });
    },
  },
};

/** By file: every route outside the API that writes although it is asked with GET. */
const ROUTES: Record<string, Deed> = {
  "(entry)/sign-in/openid/route.ts": none("it leaves for the provider"),
  "(entry)/sign-in/openid/callback/route.ts": {
    leaves: ["invite.accepted", "user.identity-linked", "user.signed-in"],
    prepare: async () => {
      const email = "lin@example.test";
      await anInvite(email);
      const person = {
        issuer: "https://id.example.com",
        subject: "lin",
        email,
        isEmailVerified: true,
        name: "Lin",
        groups: [],
      };
      const state = keep(crypto.randomUUID());
      return async () =>
        aSession(await admitPerson({ person, provider: "Northgate ID", state, requestId: "req_1" }));
    },
  },
  "api/auth/[...nextauth]/route.ts": none("it tells who is signed in, and signs nobody in"),
};

/** Names of what the files with "use server" export, found as they are written. */
function actionNames(): string[] {
  return globSync("{app,components,lib}/**/*.{ts,tsx}", { cwd: ROOT })
    .map((file) => readFileSync(path.join(ROOT, file), "utf8"))
    .filter((text) => /^\s*"use server";/m.test(text))
    .flatMap((text) =>
      [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name = ""]) => name),
    );
}

const routeFiles = () =>
  globSync("**/route.ts", { cwd: import.meta.dirname }).filter((file) => !file.startsWith("api/v2/"));

describe("the audit log and what is no route of the API", () => {
  it("API-20: says of every server action and every route outside the API what it leaves", () => {
    expect(Object.keys(DEEDS).sort()).toEqual(actionNames().sort());
    expect(Object.keys(ROUTES).sort()).toEqual(routeFiles().sort());
    expectReasons(DEEDS, ROUTES);
  });

  it.each(doneHere(DEEDS, ROUTES))("API-20: $name", expectRows);

  it("S14: tells no password, link, code, secret of an app or hash of all that", () => expectNothingTold(30));
});
