import { afterEach, describe, expect, it, vi } from "vitest";
import { changePassword } from "#lib/auth/change-password.ts";
import { checkSignIn } from "#lib/auth/check-sign-in.ts";
import { aSession } from "#lib/auth/fixtures.ts";
import { hashPassword } from "#lib/auth/hash-password.ts";
import { mailHandler } from "#lib/auth/mail-handler.ts";
import { findSignedIn } from "#lib/auth/queries.ts";
import { beginSecondFactor, confirmSecondFactor } from "#lib/auth/second-factor/enrol.ts";
import { hasSecondFactor } from "#lib/auth/second-factor/queries.ts";
import { codeNow } from "#lib/auth/second-factor/totp.ts";
import { mailJob } from "#lib/auth/send-mail-later.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db, sql } from "#lib/db/database.ts";
import { type RunningJobs, runJobs, withHandler } from "#lib/jobs/run-jobs.ts";
import { aMailServer } from "#lib/net/fixtures.ts";
import { askPasswordReset } from "./ask-password-reset.ts";
import { choosePassword } from "./choose-password.ts";
import { aMember, anOrganization } from "./fixtures.ts";
import { getMember } from "./list-members.ts";
import { mailResetHandler, mailResetJob } from "./mail-password-reset.ts";
import { makePasswordLink } from "./make-password-link.ts";
import { resetSecondFactor } from "./reset-second-factor.ts";

const realNow = clock.now;
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  clock.now = realNow;
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function aMailingServer(refuses = 0) {
  const server = await aMailServer({ refuses });
  stops.push(server.stop);
  return server;
}
async function startJobs(): Promise<void> {
  const works = [withHandler(mailJob, mailHandler), withHandler(mailResetJob, mailResetHandler)];
  const jobs: RunningJobs = await runJobs(works, { pollSeconds: 0.5 });
  stops.push(() => jobs.stop(1000));
}

const PASSWORD = "a long enough password";
const ask = (email: string, address = `198.51.100.7, ${crypto.randomUUID()}`) =>
  askPasswordReset(email, address, "req_1");
const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => "done",
    (error: { code: string }) => error.code,
  );
const keyIn = (text: string) =>
  /choose-password\?key=([\w-]+)/.exec(text.replace(/=\r\n/g, "").replace(/=3D/g, "="))?.[1] ?? "";
const until = (truth: () => void | Promise<void>) => vi.waitFor(truth, { timeout: 20_000, interval: 50 });
const emailOf = (viewer: { actor: { email: string | null } }) => viewer.actor.email ?? "";

describe("a forgotten password", () => {
  it("comes back by a mail with a link that works once, ends every session, and is told by mail", async () => {
    const { mails } = await aMailingServer();
    await startJobs();
    const org = await anOrganization();
    const viewer = await aMember(org, "member", await hashPassword(PASSWORD));
    const session = await aSession({ sub: viewer.actor.id, epoch: 0 });
    await ask(emailOf(viewer));
    await until(() => expect(mails).toHaveLength(1));
    expect(mails[0]?.to).toEqual([emailOf(viewer)]);
    const key = keyIn(mails[0]?.raw ?? "");
    // The old password works until the link is used.
    const attempt = (password: string) =>
      codeOf(checkSignIn({ email: emailOf(viewer), password, address: "203.0.113.1", requestId: "req_1" }));
    expect(await attempt(PASSWORD)).toBe("done");
    await choosePassword(key, "another long password", "req_2");
    expect(await findSignedIn(session)).toBeNull();
    expect(await attempt(PASSWORD)).toBe("sign_in_failed");
    expect(await attempt("another long password")).toBe("done");
    expect(await codeOf(choosePassword(key, "a third long password", "req_3"))).toBe("link_unknown");
    await until(() => expect(mails).toHaveLength(2));
    expect(mails[1]?.raw).toContain("Subject: Your password was changed");
    const rows = await db().auditEvent.findMany({ where: { orgId: org.id }, orderBy: { seq: "asc" } });
    expect(rows.map(({ action }) => action)).toEqual([
      "user.signed-in",
      "user.password-reset-asked",
      "user.password-chosen",
    ]);
  });

  it("leads to a link that ends after half an hour", async () => {
    const { mails } = await aMailingServer();
    await startJobs();
    const viewer = await aMember(await anOrganization(), "member");
    await ask(emailOf(viewer));
    await until(() => expect(mails).toHaveLength(1));
    const start = realNow();
    clock.now = () => addMs(start, 31 * 60_000);
    const key = keyIn(mails[0]?.raw ?? "");
    expect(key).not.toBe("");
    expect(await codeOf(choosePassword(key, "another long password", "req_1"))).toBe("link_unknown");
  });

  it("says nothing about who exists: one answer, the same writes, and no account is looked up before it", async () => {
    await aMailingServer();
    const known = emailOf(await aMember(await anOrganization(), "member"));
    const unknown = "nobody-at-all@example.test";
    const finds = vi.spyOn(db().user, "findUnique");
    const jobsOf = async (email: string) =>
      (
        await db().$queryRaw<{ data: unknown }[]>(
          sql`SELECT data FROM "jobs"."job" WHERE name = ${mailResetJob.name} AND data->>'email' = ${email}`,
        )
      ).length;
    for (const email of [known, unknown]) {
      expect(await codeOf(ask(email))).toBe("done");
      expect(await jobsOf(email)).toBe(1);
    }
    expect(finds).not.toHaveBeenCalled();
    finds.mockRestore();
  });

  it("mails nobody who is unknown, or a member of nothing any more", async () => {
    const { mails } = await aMailingServer();
    await startJobs();
    const left = await aMember(await anOrganization(), "member");
    await db().membership.deleteMany({ where: { userId: left.actor.id } });
    await ask("nobody@example.test");
    await ask(emailOf(left));
    const there = await aMember(await anOrganization(), "member");
    await ask(emailOf(there));
    const receivers = () => mails.map(({ to }) => to[0]);
    await until(() => expect(receivers()).toContain(emailOf(there)));
    expect(receivers()).not.toContain("nobody@example.test");
    expect(receivers()).not.toContain(emailOf(left));
  });

  it("is throttled: three mails for one e-mail in silence, and twenty askings for one address", async () => {
    const { mails } = await aMailingServer();
    await startJobs();
    const viewer = await aMember(await anOrganization(), "member");
    const last = await aMember(await anOrganization(), "member");
    for (let i = 0; i < 6; i += 1) expect(await codeOf(ask(emailOf(viewer)))).toBe("done");
    await ask(emailOf(last));
    await until(() => expect(mails.some(({ to }) => to[0] === emailOf(last))).toBe(true));
    await until(() => expect(mails.filter(({ to }) => to[0] === emailOf(viewer))).toHaveLength(3));
    const answers: string[] = [];
    for (let i = 0; i < 21; i += 1) answers.push(await codeOf(ask(`${i}@example.test`, "203.0.113.77")));
    expect(answers.filter((answer) => answer === "reset_throttled")).toHaveLength(1);
  });

  it("needs a mail server: without one people are told to ask an admin", async () => {
    expect(await codeOf(ask("ada@example.test"))).toBe("mail_off");
  });
});

describe("a mail", () => {
  it("S14: stands in no readable form in the database, and is tried again when the server refuses it", async () => {
    const { mails } = await aMailingServer(1);
    const viewer = await aMember(await anOrganization(), "member");
    await mailResetHandler.run({ email: emailOf(viewer), requestId: "req_1" }, new AbortController().signal);
    const rows = await db().$queryRaw<{ data: unknown }[]>(
      sql`SELECT data FROM "jobs"."job" WHERE name = ${mailJob.name}`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/choose-password|example\.test/);
    await startJobs();
    await until(async () => {
      const { count } = (
        await db().$queryRaw<{ count: number }[]>(
          sql`SELECT count(*)::int AS count FROM "jobs"."job" WHERE name = ${mailJob.name} AND retry_count > 0`,
        )
      )[0] ?? { count: 0 };
      expect(count + mails.length).toBeGreaterThan(0);
    });
    await db().$executeRaw(sql`UPDATE "jobs"."job" SET start_after = now() WHERE name = ${mailJob.name}`);
    await until(() => expect(mails.map(({ to }) => to[0])).toContain(emailOf(viewer)));
  });

  it("tells the person that the password was changed while they were signed in", async () => {
    const { mails } = await aMailingServer();
    await startJobs();
    const viewer = await aMember(await anOrganization(), "member", await hashPassword(PASSWORD));
    await changePassword(viewer, { current: PASSWORD, password: "another long password" });
    await until(() => expect(mails.some(({ to }) => to[0] === emailOf(viewer))).toBe(true));
  });
});

describe("who may open somebody else's account", () => {
  const roles = ["viewer", "member", "admin", "owner"] as const;

  it("ROLE-8 ROLE-9: admins make links for members and admins, owners for owners too, nobody else any", async () => {
    const org = await anOrganization();
    const [member, owner] = [await aMember(org, "member"), await aMember(org, "owner")];
    const answers: Record<string, string[]> = {};
    for (const role of roles) {
      const by = await aMember(org, role);
      answers[role] = [
        await codeOf(makePasswordLink(by, member.actor.id)),
        await codeOf(makePasswordLink(by, owner.actor.id)),
      ];
    }
    expect(answers).toEqual({
      viewer: ["role_missing", "role_missing"],
      member: ["role_missing", "role_missing"],
      admin: ["done", "role_missing"],
      owner: ["done", "done"],
    });
  });

  it("S11: nobody opens an account that reaches into another organization, nor one that is not theirs", async () => {
    const [ours, theirs] = [await anOrganization(), await anOrganization()];
    const owner = await aMember(ours, "owner");
    const both = await aMember(ours, "member");
    await db().membership.create({ data: { orgId: theirs.id, userId: both.actor.id, role: "viewer" } });
    const stranger = await aMember(theirs, "member");
    expect(await codeOf(makePasswordLink(owner, both.actor.id))).toBe("account_shared");
    expect(await codeOf(resetSecondFactor(owner, both.actor.id))).toBe("account_shared");
    expect(await codeOf(makePasswordLink(owner, stranger.actor.id))).toBe("member_unknown");
    expect(await codeOf(makePasswordLink(owner, "usr_none"))).toBe("member_unknown");
    expect(await codeOf(makePasswordLink(systemViewer(ours.id, ours.slug), both.actor.id))).toBe("done");
  });

  it("a link made for a member signs in with a new password, and is in the log", async () => {
    const org = await anOrganization();
    const [admin, member] = [await aMember(org, "admin"), await aMember(org, "member")];
    const { url } = await makePasswordLink(admin, member.actor.id);
    const person = await choosePassword(keyIn(url), "another long password", "req_1");
    expect(await findSignedIn(await aSession(person))).toMatchObject({ userId: member.actor.id });
    const rows = await db().auditEvent.findMany({
      where: { orgId: org.id, action: "user.password-link-made" },
    });
    expect(rows).toMatchObject([{ actorId: admin.actor.id, subjectId: member.actor.id }]);
    expect(JSON.stringify(rows.map(({ details }) => details))).not.toContain(keyIn(url));
  });

  it("owners take a lost second factor away, which ends the sessions, and a link alone does not pass it", async () => {
    const org = await anOrganization();
    const [owner, admin, member] = [
      await aMember(org, "owner"),
      await aMember(org, "admin"),
      await aMember(org, "member"),
    ];
    const session = await aSession({ sub: member.actor.id, epoch: 0 });
    const { secret } = await beginSecondFactor(member, {});
    await confirmSecondFactor(member, codeNow(secret));
    const { url } = await makePasswordLink(owner, member.actor.id);
    const person = await choosePassword(keyIn(url), "another long password", "req_1");
    expect(await codeOf(aSession(person))).toBe("code_needed");
    expect(await codeOf(resetSecondFactor(admin, member.actor.id))).toBe("role_missing");
    // Admins are told who has one; who else is there is not.
    const told = async (viewer: Viewer) => (await getMember(viewer, member.actor.id)).hasSecondFactor;
    expect([await told(owner), await told(admin), await told(member)]).toEqual([true, true, null]);
    await resetSecondFactor(owner, member.actor.id);
    expect(await hasSecondFactor(member.actor.id)).toBe(false);
    expect(await told(admin)).toBe(false);
    expect(await findSignedIn(session)).toBeNull();
    expect(await codeOf(resetSecondFactor(owner, member.actor.id))).toBe("second_factor_unknown");
    const rows = await db().auditEvent.findMany({
      where: { orgId: org.id, action: "user.second-factor-reset" },
    });
    expect(rows).toMatchObject([{ actorId: owner.actor.id, subjectId: member.actor.id }]);
  });
});
