import { afterEach, describe, expect, it } from "vitest";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { newId } from "#lib/ids/ids.ts";
import { setKeys } from "#lib/vault/fixtures.ts";
import { aSession } from "../fixtures.ts";
import { hashPassword } from "../hash-password.ts";
import { findSignedIn } from "../queries.ts";
import type { Viewer } from "../types.ts";
import { personViewer } from "../viewer.ts";
import { beginSecondFactor, confirmSecondFactor } from "./enrol.ts";
import { finishPending, insertPending, isPending, PENDING_SECONDS } from "./pending-sign-in.ts";
import { getSecondFactor, hasSecondFactor } from "./queries.ts";
import { resealSecondFactors } from "./reseal-second-factors.ts";
import { spendCode } from "./spend-code.ts";
import { codeNow } from "./totp.ts";
import { makeRecoveryCodes, turnOffSecondFactor } from "./turn-off.ts";

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
/** Sets the clock on by whole steps of a code, from where it stands. */
function later(ms: number): void {
  const at = addMs(clock.now(), ms);
  clock.now = () => at;
}
const STEP_MS = 30_000;
const KEYS = ["first-key-0123456789-0123456789-01", "second-key-0123456789-0123456789-0"];
const QUARTER_MS = 15 * 60_000;

const PASSWORD = "a long enough password";
const proof = { password: PASSWORD };
const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => "done",
    (error: { code: string }) => error.code,
  );
const nobodyKnown = () => null;

async function aPerson(): Promise<{ id: string; orgId: string; viewer: Viewer }> {
  const id = newId("usr");
  const orgId = newId("org");
  await db().org.create({ data: { id: orgId, slug: orgId, name: "Northgate" } });
  const passwordHash = await hashPassword(PASSWORD);
  await db().user.create({
    data: {
      id,
      email: `${id}@example.test`,
      name: "Ada",
      passwordHash,
      memberships: { create: { orgId, role: "member" } },
    },
  });
  const person = await findSignedIn(await aSession({ sub: id, epoch: 0 }));
  if (!person) throw new Error("Nobody is signed in.");
  return { id, orgId, viewer: personViewer(person, "portal", "req_1") };
}

/** Somebody whose second factor is on; the code it was turned on with is spent. */
async function anEnrolled() {
  const person = await aPerson();
  const { secret } = await beginSecondFactor(person.viewer, proof);
  const codes = await confirmSecondFactor(person.viewer, codeNow(secret));
  return { ...person, secret, codes };
}

describe("turning the second factor on", () => {
  it("asks for nothing until a code was shown, and a wrong one shows nothing", async () => {
    const { id, viewer } = await aPerson();
    const { secret, address } = await beginSecondFactor(viewer, proof);
    expect(address).toMatch(/^otpauth:\/\/totp\/Chartroom/);
    expect(new URL(address).searchParams.get("secret")).toBe(secret);
    expect(await hasSecondFactor(id)).toBe(false);
    expect(await codeOf(confirmSecondFactor(viewer, "000000"))).toBe("code_wrong");
    expect(await hasSecondFactor(id)).toBe(false);
    const codes = await confirmSecondFactor(viewer, codeNow(secret));
    expect(new Set(codes).size).toBe(10);
    expect(await hasSecondFactor(id)).toBe(true);
    expect(await getSecondFactor(viewer)).toMatchObject({ codesLeft: 10, hasPassword: true });
    expect(await codeOf(beginSecondFactor(viewer, proof))).toBe("second_factor_exists");
  });

  it("asks for the password first, so that a stolen session locks nobody out; who has none has shown all", async () => {
    const { id, viewer } = await aPerson();
    for (const given of [{}, { password: "" }, { password: "a wrong password" }])
      expect(await codeOf(beginSecondFactor(viewer, given))).toBe("sign_in_failed");
    expect(await db().secondFactor.count({ where: { userId: id } })).toBe(0);
    await db().user.update({ where: { id }, data: { passwordHash: null } });
    expect(await codeOf(beginSecondFactor(viewer, {}))).toBe("done");
  });

  it("is not about a password that signs nobody in", async () => {
    const { viewer } = await aPerson();
    env().CHARTROOM_SIGN_IN = "openid";
    try {
      expect(await getSecondFactor(viewer)).toMatchObject({ hasPassword: false });
      expect(await codeOf(beginSecondFactor(viewer, {}))).toBe("done");
    } finally {
      env().CHARTROOM_SIGN_IN = "both";
    }
  });

  it("S14: keeps secret and codes in no readable form, in no log of the organization either", async () => {
    const { id, orgId, secret, codes } = await anEnrolled();
    const kept = JSON.stringify([
      await db().secondFactor.findMany({ where: { userId: id } }),
      await db().recoveryCode.findMany({ where: { userId: id } }),
      (await db().auditEvent.findMany({ where: { orgId } })).map((row) => ({ ...row, seq: 0 })),
    ]);
    expect(kept).toContain("user.second-factor-on");
    for (const canary of [secret, ...codes, ...codes.map((code) => code.replaceAll("-", ""))])
      expect(kept).not.toContain(canary);
  });
});

describe("a code", () => {
  it("works once: neither again, nor an older one after a newer one, nor of two at once twice", async () => {
    const { id, secret } = await anEnrolled();
    expect(await codeOf(spendCode(id, codeNow(secret), null))).toBe("code_wrong"); // The one it was turned on with.
    later(STEP_MS);
    const code = codeNow(secret);
    const both = await Promise.all([spendCode(id, code, null), spendCode(id, code, null)].map(codeOf));
    expect(both.sort()).toEqual(["code_wrong", "done"]);
    later(STEP_MS);
    const older = codeNow(secret);
    later(STEP_MS);
    expect(await codeOf(spendCode(id, codeNow(secret), null))).toBe("done");
    expect(await codeOf(spendCode(id, older, null))).toBe("code_wrong");
  });

  it("is taken one step early or late, because clocks differ, and not two", async () => {
    const { id, secret } = await anEnrolled();
    later(10 * STEP_MS);
    const code = codeNow(secret);
    later(2 * STEP_MS);
    expect(await codeOf(spendCode(id, code, null))).toBe("code_wrong");
    later(-STEP_MS);
    expect(await codeOf(spendCode(id, code, null))).toBe("done");
  });

  it("of recovery works once, as typed, and for its owner only", async () => {
    const { id, codes, viewer } = await anEnrolled();
    const bo = await anEnrolled();
    const [first = "", second = ""] = codes;
    expect(await codeOf(spendCode(bo.id, first, null))).toBe("code_wrong");
    expect(await spendCode(id, ` ${first.toUpperCase()} `, null)).toBe("recovery");
    expect(await codeOf(spendCode(id, first, null))).toBe("code_wrong");
    expect(await spendCode(id, second.replaceAll("-", " "), null)).toBe("recovery");
    expect(await getSecondFactor(viewer)).toMatchObject({ codesLeft: 8 });
  });

  it("cannot be guessed: ten tries a quarter of an hour, fifty a day, also for tries that come at once", async () => {
    const { id, secret } = await anEnrolled();
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, i) => codeOf(spendCode(id, String(100_000 + i), null))),
    );
    expect(tries.filter((answer) => answer === "code_wrong")).toHaveLength(10);
    later(STEP_MS);
    expect(await codeOf(spendCode(id, codeNow(secret), null))).toBe("code_throttled");
    // Whoever has stolen the password keeps its owner out of no browser that the owner has used.
    expect(await codeOf(spendCode(id, codeNow(secret), "device-1"))).toBe("done");
    for (let quarter = 0; quarter < 4; quarter += 1) {
      later(QUARTER_MS);
      for (let i = 0; i < 10; i += 1) await codeOf(spendCode(id, "000000", null));
    }
    later(QUARTER_MS);
    expect(await codeOf(spendCode(id, codeNow(secret), null))).toBe("code_throttled");
    later(24 * 3600_000);
    expect(await codeOf(spendCode(id, codeNow(secret), null))).toBe("done");
  });

  it("takes whatever is typed for a code without a fault", async () => {
    const { id } = await anEnrolled();
    for (const typed of ["", " ", "12345", "1234567", "１２３４５６", "\u0000", "__proto__", "-".repeat(90)])
      expect(await codeOf(spendCode(id, typed, "device-2"))).toBe("code_wrong");
  });
});

describe("the step between password and session", () => {
  it("cannot be left out: no session begins without a code, whoever asks for one", async () => {
    const { id } = await anEnrolled();
    await expect(aSession({ sub: id, epoch: 0 })).rejects.toMatchObject({ code: "code_needed" });
    expect(await db().session.count({ where: { userId: id, endedAt: null } })).toBe(1); // That of before it was on.
  });

  it("ends in a session with the code, once: the key of the cookie is spent", async () => {
    const { id, secret } = await anEnrolled();
    const key = await insertPending({ sub: id, epoch: 0 }, "password");
    expect(await isPending(key)).toBe(true);
    later(STEP_MS);
    const { person, how } = await finishPending(key, codeNow(secret), nobodyKnown);
    expect(how).toBe("password");
    expect(await findSignedIn(await aSession(person))).toMatchObject({ userId: id });
    later(STEP_MS);
    expect(await codeOf(finishPending(key, codeNow(secret), nobodyKnown))).toBe("code_late");
    expect(await isPending(key)).toBe(false);
  });

  it("ends in one session, also with two codes at once that are both right", async () => {
    const { id, secret, codes } = await anEnrolled();
    const key = await insertPending({ sub: id, epoch: 0 }, "password");
    later(STEP_MS);
    const both = [codeNow(secret), codes[0] ?? ""].map((code) =>
      codeOf(finishPending(key, code, nobodyKnown)),
    );
    expect((await Promise.all(both)).sort()).toEqual(["code_late", "done"]);
  });

  it("is nothing without a key of ours, after ten minutes, or after five wrong codes", async () => {
    const { id, secret } = await anEnrolled();
    for (const key of ["", "x", `${id}`])
      expect(await codeOf(finishPending(key, "000000", nobodyKnown))).toBe("code_late");
    const old = await insertPending({ sub: id, epoch: 0 }, "password");
    later(PENDING_SECONDS * 1000 + 1000);
    expect(await codeOf(finishPending(old, codeNow(secret), nobodyKnown))).toBe("code_late");
    const tried = await insertPending({ sub: id, epoch: 0 }, "password");
    for (let i = 0; i < 5; i += 1)
      expect(await codeOf(finishPending(tried, "000000", nobodyKnown))).toBe("code_wrong");
    expect(await codeOf(finishPending(tried, codeNow(secret), nobodyKnown))).toBe("code_late");
  });

  it("ends with the password it began with: an old key signs nobody in after a new password", async () => {
    const { id, secret } = await anEnrolled();
    const key = await insertPending({ sub: id, epoch: 0 }, "password");
    await db().user.update({ where: { id }, data: { sessionEpoch: { increment: 1 } } });
    later(STEP_MS);
    const { person } = await finishPending(key, codeNow(secret), nobodyKnown);
    expect(await codeOf(aSession(person))).toBe("sign_in_failed");
  });

  it("S14: the key of the cookie is not in the database", async () => {
    const { id } = await anEnrolled();
    const key = await insertPending({ sub: id, epoch: 0 }, "password");
    expect(JSON.stringify(await db().pendingSignIn.findMany())).not.toContain(key);
  });
});

describe("turning the second factor off", () => {
  it("needs the password or a code, takes the recovery codes with it, and is in the log", async () => {
    const { id, orgId, viewer } = await anEnrolled();
    expect(await codeOf(turnOffSecondFactor(viewer, { password: "wrong password" }))).toBe("sign_in_failed");
    expect(await codeOf(turnOffSecondFactor(viewer, { code: "000000" }))).toBe("code_wrong");
    expect(await hasSecondFactor(id)).toBe(true);
    await turnOffSecondFactor(viewer, { password: PASSWORD });
    expect(await hasSecondFactor(id)).toBe(false);
    expect(await db().recoveryCode.count({ where: { userId: id } })).toBe(0);
    expect(await codeOf(turnOffSecondFactor(viewer, { password: PASSWORD }))).toBe("second_factor_unknown");
    const actions = await db().auditEvent.findMany({ where: { orgId }, orderBy: { seq: "asc" } });
    expect(actions.map(({ action }) => action).slice(-2)).toEqual([
      "user.second-factor-on",
      "user.second-factor-off",
    ]);
  });

  it("new recovery codes need the same, and end the old ones", async () => {
    const { id, viewer, codes, secret } = await anEnrolled();
    later(STEP_MS);
    const next = await makeRecoveryCodes(viewer, { code: codeNow(secret) });
    expect(next).toHaveLength(10);
    expect(await codeOf(spendCode(id, codes[0] ?? "", null))).toBe("code_wrong");
    expect(await spendCode(id, next[0] ?? "", null)).toBe("recovery");
  });
});

it("GOH-64: a new key seals second factors anew, and the old key is needed no more", async () => {
  setKeys([KEYS[0] ?? ""]);
  const { id, secret } = await anEnrolled();
  setKeys([KEYS[1] ?? "", KEYS[0] ?? ""]);
  expect(await resealSecondFactors()).toMatchObject({ resealed: 1 });
  setKeys([KEYS[1] ?? ""]);
  later(STEP_MS);
  expect(await codeOf(spendCode(id, codeNow(secret), null))).toBe("done");
  // A stolen database without its key gives no code.
  setKeys(["another-key-0123456789-0123456789-01"]);
  await expect(spendCode(id, codeNow(secret), null)).rejects.toThrow("is not on this server");
});
