import { afterEach, describe, expect, it, vi } from "vitest";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { endAllSessions } from "./end-all-sessions.ts";
import { endOtherSessions, endSession } from "./end-session.ts";
import { aSession } from "./fixtures.ts";
import { insertSession } from "./insert-session.ts";
import { listSessions } from "./list-sessions.ts";
import { noteSeen } from "./note-seen.ts";
import { findPerson, findSignedIn } from "./queries.ts";
import { sayClient } from "./say-client.ts";
import { SESSION_SECONDS } from "./session-cookie.ts";
import type { Viewer } from "./types.ts";
import { personViewer } from "./viewer.ts";

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

/** Somebody in two organizations, who has not signed in yet. */
async function aPerson() {
  const sub = newId("usr");
  const orgIds = [newId("org"), newId("org")];
  await db().org.createMany({ data: orgIds.map((id) => ({ id, slug: id, name: "Northgate" })) });
  await db().user.create({ data: { id: sub, email: `${sub}@example.test`, name: "Ada" } });
  await db().membership.createMany({ data: orgIds.map((orgId) => ({ orgId, userId: sub, role: "member" })) });
  return { sub, epoch: 0, orgIds };
}

async function viewerOf(claims: { sub: string; epoch: number; sid: string }): Promise<Viewer> {
  const person = await findSignedIn(claims);
  if (!person) throw new Error("Nobody is signed in.");
  return personViewer(person, "portal", "req_1");
}

const actionsIn = async (orgId: string) =>
  (await db().auditEvent.findMany({ where: { orgId }, orderBy: { seq: "asc" } })).map(({ action }) => action);

describe("a session", () => {
  it("holds until its epoch is over or the membership ends, and its role is the one of now", async () => {
    const { sub, epoch, orgIds } = await aPerson();
    const claims = await aSession({ sub, epoch });
    const orgId = orgIds[0] ?? "";
    expect(await findSignedIn(claims)).toMatchObject({ userId: sub, role: "member", orgId });
    await db().membership.update({
      where: { orgId_userId: { orgId, userId: sub } },
      data: { role: "viewer" },
    });
    expect(await findSignedIn(claims)).toMatchObject({ role: "viewer" });
    await endAllSessions(await viewerOf(claims));
    expect(await findSignedIn(claims)).toBeNull();
    expect(await findSignedIn({ ...claims, epoch: 1 })).toBeNull();
    const next = await aSession({ sub, epoch: 1 });
    expect(await findSignedIn(next)).not.toBeNull();
    await db().membership.deleteMany({ where: { userId: sub } });
    expect(await findSignedIn(next)).toBeNull();
  });

  it("ends by itself after its time, whatever its cookie says", async () => {
    const claims = await aSession(await aPerson());
    const start = realNow();
    clock.now = () => addMs(start, SESSION_SECONDS * 1000 + 5000);
    expect(await findSignedIn(claims)).toBeNull();
  });

  it("is nobody else's: a cookie that names another person's session is a stranger's", async () => {
    const [ada, bo] = [await aSession(await aPerson()), await aSession(await aPerson())];
    expect(await findSignedIn({ ...ada, sid: bo.sid })).toBeNull();
    expect(await findSignedIn({ ...ada, sub: bo.sub })).toBeNull();
    expect(await findSignedIn({ ...ada, sid: "ses_none" })).toBeNull();
  });

  it("does not begin for who proved themselves before their sessions were ended", async () => {
    const { sub, epoch } = await aPerson();
    await endAllSessions(await viewerOf(await aSession({ sub, epoch })));
    await expect(aSession({ sub, epoch })).rejects.toMatchObject({ code: "sign_in_failed" });
    expect(await db().session.count({ where: { userId: sub, endedAt: null } })).toBe(0);
  });

  it("is always a new one, and ends the one that this browser had: a planted cookie is not taken over", async () => {
    const { sub, epoch } = await aPerson();
    const facts = { requestId: "req_1", address: "192.0.2.9", userAgent: "" };
    const planted = await aSession({ sub, epoch });
    const claims = await insertSession({ sub, epoch }, "password", facts, planted.sid);
    expect(claims.sid).not.toBe(planted.sid);
    expect(await findSignedIn(planted)).toBeNull();
    // Somebody else's session is not ended by it.
    const bo = await aSession(await aPerson());
    await insertSession({ sub, epoch }, "password", facts, bo.sid);
    expect(await findSignedIn(bo)).not.toBeNull();
  });

  it("says when it was last seen, written at most once in five minutes", async () => {
    const claims = await aSession(await aPerson());
    const read = async () => db().session.findUniqueOrThrow({ where: { id: claims.sid } });
    const { seenAt } = await read();
    const start = realNow();
    clock.now = () => addMs(start, 4 * 60_000);
    noteSeen(claims.sid, seenAt, "198.51.100.7");
    clock.now = () => addMs(start, 6 * 60_000);
    for (let i = 0; i < 5; i += 1) noteSeen(claims.sid, seenAt, "198.51.100.8");
    await vi.waitFor(async () => expect((await read()).seenAt).toEqual(addMs(start, 6 * 60_000)));
    expect((await read()).address).toBe("198.51.100.8");
    // Another process that had read the row before.
    clock.now = () => addMs(start, 7 * 60_000);
    noteSeen(claims.sid, seenAt, "198.51.100.9");
    await vi.waitFor(async () =>
      expect((await findPerson(claims))?.seenAt).toEqual(addMs(start, 6 * 60_000)),
    );
  });
});

describe("the list of one's sessions", () => {
  it("names browser, address and how each began, this one first, and nobody else's", async () => {
    const { sub, epoch } = await aPerson();
    const first = await aSession({ sub, epoch });
    const facts = { requestId: "req_1", address: "198.51.100.7", userAgent: "curl/8.5.0" };
    const second = await insertSession({ sub, epoch }, "link", facts, null);
    await aSession(await aPerson());
    const viewer = await viewerOf(first);
    expect(await listSessions(viewer, first.sid)).toMatchObject([
      { id: first.sid, client: "Firefox on Linux", how: "password", address: "192.0.2.9", isCurrent: true },
      { id: second.sid, client: "curl", how: "link", address: "198.51.100.7", isCurrent: false },
    ]);
    await endSession(viewer, second.sid);
    expect(await listSessions(viewer, first.sid)).toHaveLength(1);
    expect(await findSignedIn(second)).toBeNull();
    expect(await findSignedIn(first)).not.toBeNull();
  });

  it("ends one once, and never another person's", async () => {
    const ada = await aSession(await aPerson());
    const bo = await aSession(await aPerson());
    const viewer = await viewerOf(ada);
    const end = (id: string) =>
      endSession(viewer, id).then(
        () => "ended",
        ({ code }) => code,
      );
    expect(await end(bo.sid)).toBe("session_unknown");
    expect(await findSignedIn(bo)).not.toBeNull();
    expect(await Promise.all([end(ada.sid), end(ada.sid)])).toEqual(
      expect.arrayContaining(["ended", "session_unknown"]),
    );
  });

  it("ends every other one, and this one goes on", async () => {
    const { sub, epoch } = await aPerson();
    const [here, ...others] = [
      await aSession({ sub, epoch }),
      await aSession({ sub, epoch }),
      await aSession({ sub, epoch }),
    ];
    expect(await endOtherSessions(await viewerOf(here), here.sid)).toBe(2);
    expect(await findSignedIn(here)).not.toBeNull();
    for (const other of others) expect(await findSignedIn(other)).toBeNull();
  });

  it("leaves a row in the log of every organization of the person", async () => {
    const { sub, epoch, orgIds } = await aPerson();
    const here = await aSession({ sub, epoch });
    const other = await aSession({ sub, epoch });
    const viewer = await viewerOf(here);
    await endSession(viewer, other.sid);
    await aSession({ sub, epoch });
    await endOtherSessions(viewer, here.sid);
    await endAllSessions(viewer);
    for (const orgId of orgIds)
      expect(await actionsIn(orgId)).toEqual([
        "user.signed-in",
        "user.signed-in",
        "user.session-ended",
        "user.signed-in",
        "user.signed-out-elsewhere",
        "user.signed-out-everywhere",
      ]);
  });

  it("says a client in words, and takes whatever a client calls itself", () => {
    const chrome =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";
    expect(sayClient(chrome)).toBe("Chrome on macOS");
    expect(sayClient("")).toBe("Unknown browser");
    expect(sayClient("<script>alert(1)</script>")).toBe("Unknown browser");
    expect(sayClient("x".repeat(100_000)).length).toBeLessThan(60);
  });
});
