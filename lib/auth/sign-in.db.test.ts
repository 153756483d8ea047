import { afterEach, expect, it } from "vitest";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { changePassword } from "./change-password.ts";
import { checkSignIn } from "./check-sign-in.ts";
import { aSession } from "./fixtures.ts";
import { hashPassword } from "./hash-password.ts";
import { findSignedIn } from "./queries.ts";
import { countArrival, countSignInAttempt, forgiveArrival, forgiveAttempt } from "./throttle-sign-in.ts";
import { personViewer } from "./viewer.ts";

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

const PASSWORD = "a long enough password";
let addresses = 0;
/** An address that no other test signs in from. */
const anAddress = () => {
  addresses += 1;
  return `192.0.2.${addresses}`;
};

async function aPerson() {
  const id = newId("usr");
  const orgId = newId("org");
  const email = `${id}@example.test`;
  await db().org.create({ data: { id: orgId, slug: orgId, name: "Northgate" } });
  await db().user.create({
    data: {
      id,
      email,
      name: "Ada",
      passwordHash: await hashPassword(PASSWORD),
      memberships: { create: { orgId, role: "member" } },
    },
  });
  return { id, email, orgId };
}

const attempt = (email: string, password: string, address: string) =>
  checkSignIn({ email, password, address, requestId: "req_1" });
const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => "signed in",
    (error: { code: string }) => error.code,
  );

it("signs in whoever knows the password, in any case of letters of the e-mail", async () => {
  const { id, email } = await aPerson();
  expect(await attempt(` ${email.toUpperCase()} `, PASSWORD, anAddress())).toEqual({ sub: id, epoch: 0 });
});

it("gives one answer for a wrong password, an unknown e-mail and an account without a password", async () => {
  const { email } = await aPerson();
  const invited = newId("usr");
  await db().user.create({ data: { id: invited, email: `${invited}@example.test`, name: "Bo" } });
  const answers = await Promise.all(
    [email, "nobody@example.test", `${invited}@example.test`, "no e-mail", ""].map((one) =>
      attempt(one, "wrong password", anAddress()).catch((error: { code: string; message: string }) => [
        error.code,
        error.message,
      ]),
    ),
  );
  expect(new Set(answers.map(String)).size).toBe(1);
  expect(answers[0]?.[0 as never]).toBe("sign_in_failed");
});

it("S14: what was typed wrongly is nowhere in the database", async () => {
  await codeOf(attempt("canary@example.test", "canary-password-7", anAddress()));
  const rows = await db().signInFailure.findMany();
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain("canary");
});

it("lets ten wrong passwords through, then has one wait and says for how long, also with the right one", async () => {
  const { email } = await aPerson();
  const address = anAddress();
  const start = realNow();
  clock.now = () => start;
  for (let i = 0; i < 10; i += 1)
    expect(await codeOf(attempt(email, "wrong password", address))).toBe("sign_in_failed");
  await expect(attempt(email, PASSWORD, address)).rejects.toMatchObject({
    code: "sign_in_throttled",
    details: { detail: expect.stringMatching(/Try again in 15 minutes/), facts: { waitSeconds: 900 } },
  });
  clock.now = () => addMs(start, 15 * 60_000);
  expect(await codeOf(attempt(email, PASSWORD, address))).toBe("signed in");
});

it("locks nobody else out: the person from elsewhere, a colleague from the same address", async () => {
  const [ada, bo] = [await aPerson(), await aPerson()];
  const address = anAddress();
  for (let i = 0; i < 11; i += 1) await codeOf(attempt(ada.email, "wrong password", address));
  expect(await codeOf(attempt(ada.email, PASSWORD, address))).toBe("sign_in_throttled");
  expect(await codeOf(attempt(ada.email, PASSWORD, anAddress()))).toBe("signed in");
  expect(await codeOf(attempt(bo.email, PASSWORD, address))).toBe("signed in");
});

it("counts attempts that come at once, one by one", async () => {
  const { email } = await aPerson();
  const address = anAddress();
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => codeOf(attempt(email, "wrong password", address))),
  );
  expect(answers.filter((answer) => answer === "sign_in_failed")).toHaveLength(10);
  expect(answers.filter((answer) => answer === "sign_in_throttled")).toHaveLength(20);
});

it("a right password clears what was counted for it", async () => {
  const { email } = await aPerson();
  const address = anAddress();
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 8; i += 1) await codeOf(attempt(email, "wrong password", address));
    expect(await codeOf(attempt(email, PASSWORD, address))).toBe("signed in");
  }
});

it("right passwords count against nobody: an office of one address signs in all day, and so does one person everywhere", async () => {
  const [address, { email }] = [anAddress(), await aPerson()];
  const right = async (attempt: { email: string; address: string }) => {
    await countSignInAttempt({ ...attempt, device: null });
    await forgiveAttempt({ ...attempt, device: null });
  };
  for (let i = 0; i < 60; i += 1) await right({ email: `colleague-${i}@example.test`, address });
  for (let i = 0; i < 210; i += 1) await right({ email, address: anAddress() });
  expect(await codeOf(attempt(email, PASSWORD, address))).toBe("signed in");
});

it("guessing one password from many addresses ends, too", async () => {
  const { email } = await aPerson();
  for (let i = 0; i < 200; i += 1) await countSignInAttempt({ email, address: anAddress(), device: null });
  expect(await codeOf(attempt(email, PASSWORD, anAddress()))).toBe("sign_in_throttled");
});

it("guessing many e-mails from one address ends, too", async () => {
  const address = anAddress();
  for (let i = 0; i < 50; i += 1)
    await countSignInAttempt({ email: `${i}@example.test`, address, device: null });
  expect(await codeOf(attempt("51@example.test", PASSWORD, address))).toBe("sign_in_throttled");
});

it("a changed password needs the current one, and ends every other session", async () => {
  const { email } = await aPerson();
  const claims = await aSession(await attempt(email, PASSWORD, anAddress()));
  const person = await findSignedIn(claims);
  if (!person) throw new Error("Nobody is signed in.");
  const viewer = personViewer(person, "portal", "req_1");
  const password = "another long password";
  const wrong = changePassword(viewer, { current: "wrong password", password });
  expect(await codeOf(wrong)).toBe("sign_in_failed");
  const next = await changePassword(viewer, { current: PASSWORD, password });
  expect(await findSignedIn(claims)).toBeNull();
  expect(await findSignedIn(await aSession(next))).not.toBeNull();
  expect(await codeOf(attempt(email, PASSWORD, anAddress()))).toBe("sign_in_failed");
  expect(await codeOf(attempt(email, password, anAddress()))).toBe("signed in");
  const events = await db().auditEvent.findMany({ where: { orgId: viewer.orgId }, select: { action: true } });
  expect(events.map(({ action }) => action)).toEqual([
    "user.signed-in",
    "user.password-changed",
    "user.signed-in",
  ]);
});

it("no stranger's guesses keep a person out of a browser in which they have signed in before", async () => {
  const { id, email } = await aPerson();
  const address = anAddress();
  // The account is shut for everybody else, and so is the address.
  for (let i = 0; i < 200; i += 1) await countSignInAttempt({ email, address: anAddress(), device: null });
  for (let i = 0; i < 50; i += 1)
    await countSignInAttempt({ email: `${i}@example.test`, address, device: null });
  const facts = { email, password: PASSWORD, address, requestId: "req_1" };
  expect(await codeOf(checkSignIn(facts))).toBe("sign_in_throttled");
  const knownDevice = (userId: string) => (userId === id ? "device-1" : null);
  expect(await codeOf(checkSignIn({ ...facts, knownDevice }))).toBe("signed in");
  // It is no way to guess on: ten wrong ones, then it waits like any other browser.
  const wrong = () => codeOf(checkSignIn({ ...facts, password: "wrong password", knownDevice }));
  for (let i = 0; i < 10; i += 1) expect(await wrong()).toBe("sign_in_failed");
  expect(await wrong()).toBe("sign_in_throttled");
  // Nor a way into another account: the mark is one person's.
  const bo = await aPerson();
  for (let i = 0; i < 200; i += 1)
    await countSignInAttempt({ email: bo.email, address: anAddress(), device: null });
  const asBo = { ...facts, email: bo.email, address: anAddress(), knownDevice };
  expect(await codeOf(checkSignIn(asBo))).toBe("sign_in_throttled");
});

it("a signed-in person changes the password while strangers guess at it, and cannot be guessed at either", async () => {
  const { id, email } = await aPerson();
  for (let i = 0; i < 200; i += 1) await countSignInAttempt({ email, address: anAddress(), device: null });
  const person = await findSignedIn(await aSession({ sub: id, epoch: 0 }));
  if (!person) throw new Error("Nobody is signed in.");
  const viewer = personViewer(person, "portal", "req_1");
  const change = (current: string) =>
    codeOf(changePassword(viewer, { current, password: "another long password" }));
  for (let i = 0; i < 10; i += 1) expect(await change("wrong password")).toBe("sign_in_failed");
  expect(await change(PASSWORD)).toBe("sign_in_throttled");
  const start = realNow();
  clock.now = () => addMs(start, 16 * 60_000);
  expect(await change(PASSWORD)).toBe("signed in");
});

it("who comes back from a provider is counted by address; who is signed in is forgiven, a known browser counts for itself", async () => {
  const from = { address: anAddress(), device: null };
  for (let i = 0; i < 49; i += 1) await countArrival(from);
  for (let i = 0; i < 3; i += 1) {
    await countArrival(from);
    await forgiveArrival(from);
  }
  await countArrival(from);
  await expect(countArrival(from)).rejects.toMatchObject({ code: "sign_in_throttled" });
  const known = { ...from, device: crypto.randomUUID() };
  for (let i = 0; i < 50; i += 1) await countArrival(known);
  await expect(countArrival(known)).rejects.toMatchObject({ code: "sign_in_throttled" });
  await countArrival({ address: anAddress(), device: null });
});
