import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { rowsOf, secretsTold } from "#lib/audit/fixtures.ts";
import type { AuditAction } from "#lib/audit/types.ts";
import { changePassword } from "#lib/auth/change-password.ts";
import { changeProfile } from "#lib/auth/change-profile.ts";
import { checkSignIn } from "#lib/auth/check-sign-in.ts";
import { endAllSessions } from "#lib/auth/end-all-sessions.ts";
import { endOtherSessions, endSession } from "#lib/auth/end-session.ts";
import { aSession } from "#lib/auth/fixtures.ts";
import { hashPassword } from "#lib/auth/hash-password.ts";
import { findOrganizationBySlug } from "#lib/auth/queries.ts";
import { beginSecondFactor, confirmSecondFactor } from "#lib/auth/second-factor/enrol.ts";
import { finishPending, insertPending } from "#lib/auth/second-factor/pending-sign-in.ts";
import { codeNow } from "#lib/auth/second-factor/totp.ts";
import { makeRecoveryCodes, turnOffSecondFactor } from "#lib/auth/second-factor/turn-off.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { acceptInvite, joinByInvite } from "#lib/organization/accept-invite.ts";
import { admitPerson } from "#lib/organization/admit-person.ts";
import { choosePassword } from "#lib/organization/choose-password.ts";
import { createOrganization } from "#lib/organization/create-organization.ts";
import { createUser } from "#lib/organization/create-user.ts";
import { aMember, anOrganization, type OrganizationFixture } from "#lib/organization/fixtures.ts";
import { inviteMember } from "#lib/organization/invite-member.ts";
import { mailResetHandler } from "#lib/organization/mail-password-reset.ts";
import { makePasswordLink } from "#lib/organization/make-password-link.ts";
import { prepareFirstStart } from "#lib/organization/prepare-first-start.ts";
import { resetSecondFactor } from "#lib/organization/reset-second-factor.ts";
import { setUpOrganization } from "#lib/organization/set-up-organization.ts";
import { forgetIdentities, makeSignInLink, takeSignInLink } from "#lib/organization/sign-in-link.ts";
import { mintApiToken, mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { exportOrganization } from "#lib/upkeep/export-organization.ts";

// What writes without being a route of the API: server actions, the way back from an OpenID provider, commands. Actions need
// a browser's cookies, so what they call is called, in their order.

const ROOT = path.dirname(import.meta.dirname);
const PASSWORD = "a long enough password";
const handedOut: string[] = [PASSWORD, "another long password"];
const keep = <T extends string>(secret: T): T => {
  handedOut.push(secret);
  return secret;
};
const keyOf = (url: string) => keep(new URL(url).searchParams.get("key") ?? "");

/** @param why where nothing is left, or another test shows it */
type Deed = { leaves: AuditAction[]; why?: string; prepare?: () => Promise<() => Promise<unknown>> };
const none = (why: string): Deed => ({ leaves: [], why });

let shared: OrganizationFixture | null = null;
async function anOrg(): Promise<OrganizationFixture> {
  shared ??= await anOrganization();
  return shared;
}
async function operator(): Promise<Viewer> {
  const { id, slug } = await anOrg();
  return systemViewer(id, slug);
}
const aPerson = async (hash: string | null = null) => aMember(await anOrg(), "member", hash);
const proven = (viewer: Viewer) => ({ sub: viewer.actor.id, epoch: 0 });
const emailOf = ({ actor }: Viewer) => actor.email ?? "";

async function enrolled() {
  const viewer = await aPerson(await hashPassword(PASSWORD));
  const secret = keep((await beginSecondFactor(viewer, { password: PASSWORD })).secret);
  const codes = await confirmSecondFactor(viewer, codeNow(secret));
  return { viewer, codes: codes.map(keep) };
}
async function anInvite(email: string): Promise<string> {
  const owner = await aMember(await anOrg(), "owner");
  return keyOf((await inviteMember(owner, { email, role: "member" })).link);
}

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

const COMMANDS: Record<string, Deed> = {
  export: {
    leaves: ["organization.exported"],
    prepare: async () => {
      const by = await operator();
      return async () => {
        for await (const _part of await exportOrganization(by)); // To its end, as the file is written.
      };
    },
  },
  "user-create": {
    leaves: ["user.created"],
    prepare: async () => {
      const by = await operator();
      const person = { email: "may@example.test", name: "May", role: "member" as const, password: null };
      return async () => keyOf((await createUser(by, person)).link?.url ?? "");
    },
  },
  "user-sign-in-link": {
    leaves: ["user.sign-in-link-made"],
    prepare: async () => {
      const [by, email] = [await operator(), emailOf(await aPerson())];
      return async () => keyOf((await makeSignInLink(by, email)).url);
    },
  },
  "user-forget-openid": {
    leaves: ["user.identity-forgotten"],
    prepare: async () => {
      const by = await operator();
      return () => forgetIdentities(by, "lin@example.test"); // Who came by OpenID above.
    },
  },
  "user-reset-second-factor": {
    leaves: ["user.second-factor-reset"],
    prepare: async () => {
      const [by, { viewer }] = [await operator(), await enrolled()];
      return () => resetSecondFactor(by, viewer.actor.id);
    },
  },
  "token-create": {
    leaves: ["registry-token.created", "api-token.created"],
    prepare: async () => {
      const by = await operator();
      return async () => {
        keep((await mintRegistryToken(by, { name: "ci", scope: "pull" })).token);
        keep((await mintApiToken(by, { name: "ci", scope: "read" })).token);
      };
    },
  },
  "org-create": {
    leaves: ["organization.created", "invite.created"],
    prepare: async () => {
      const by = await operator();
      return async () => {
        const { slug } = await createOrganization(by, { slug: "southgate", name: "Southgate" });
        const { id } = (await findOrganizationBySlug(slug)) ?? { id: "" };
        const invited = { email: "kim@example.test", role: "owner" as const };
        keyOf((await inviteMember(systemViewer(id, slug), invited)).link);
      };
    },
  },
  collect: none("repository.collected: lib/upkeep/collect.db.test.ts collects what a registry held"),
  reseal: none("what is kept stays the same; only the key of its seal is another one"),
  restore: none("the log comes back as the backup has it, and its chain with it"),
  backup: none("it writes a file outside, and nothing here"),
  start: none("the first start writes organization.created where it makes an owner, as setUp does"),
  render: none("it needs no server"),
  lint: none("it needs no server"),
  verify: none("it reads"),
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

const commandNames = () =>
  globSync("bin/*.ts", { cwd: ROOT })
    .filter((file) => /^export async function run\(/m.test(readFileSync(path.join(ROOT, file), "utf8")))
    .map((file) => path.basename(file, ".ts"));

const routeFiles = () =>
  globSync("**/route.ts", { cwd: import.meta.dirname }).filter((file) => !file.startsWith("api/v2/"));

const listed = (deeds: Record<string, Deed>) =>
  Object.entries(deeds).map(([name, deed]) => ({ name, ...deed }));

describe("the audit log and what is no route of the API", () => {
  it("API-20: says of every server action, command and other route what it leaves", () => {
    expect(Object.keys(DEEDS).sort()).toEqual(actionNames().sort());
    expect(Object.keys(COMMANDS).sort()).toEqual(commandNames().sort());
    expect(Object.keys(ROUTES).sort()).toEqual(routeFiles().sort());
    for (const { name, why, prepare } of [DEEDS, ROUTES, COMMANDS].flatMap(listed))
      expect([name, prepare !== undefined || why !== undefined]).toEqual([name, true]);
  });

  const cases = [DEEDS, ROUTES, COMMANDS]
    .flatMap(listed)
    .flatMap(({ name, leaves, prepare }) => (prepare ? [{ name, leaves, prepare }] : []));

  it.each(cases)("API-20: $name", async ({ leaves, prepare }) => {
    const { rows } = await rowsOf(await prepare());
    expect(rows.map(({ action }) => action)).toEqual(leaves);
    for (const row of rows)
      expect(row).toMatchObject({
        actorName: expect.stringMatching(/./),
        subjectId: expect.stringMatching(/./),
        subjectName: expect.stringMatching(/./),
        door: expect.stringMatching(/^(portal|cli)$/),
      });
  });

  it("S14: tells no password, link, code, secret of an app or hash of all that", async () => {
    expect(handedOut.length).toBeGreaterThan(40);
    expect(await secretsTold(handedOut)).toEqual([]);
  });
});
