import { afterEach, expect, it } from "vitest";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { listenAlone } from "#lib/db/fixtures.ts";
import { aMember, anOrganization } from "#lib/organization/fixtures.ts";
import { mintApiToken } from "./mint-token.ts";
import { listApiTokens } from "./queries.ts";
import { revokeApiToken } from "./revoke-token.ts";
import { rotateApiToken } from "./rotate-token.ts";
import { verifyApiToken } from "./verify-token.ts";

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
listenAlone();

const DAY_MS = 86_400_000;
const atOnce = { overlapDays: 0 };

/** A clock that stands until it is moved. */
function stopClock() {
  const start = realNow();
  clock.now = () => start;
  return { start, moveTo: (ms: number) => (clock.now = () => addMs(start, ms)) };
}

it("API-27 GOH-60: a new secret under the same id; the old one ends with the overlap, and the list says when", async () => {
  const member = await aMember(await anOrganization(), "member");
  const { start, moveTo } = stopClock();
  const first = await mintApiToken(member, { name: "job", scope: "publish", expiresIn: "90d" });
  expect(await verifyApiToken(first.token)).not.toBeNull();
  moveTo(10 * DAY_MS);
  const second = await rotateApiToken(member, first.id, { overlapDays: 2 });
  const endsAt = addMs(start, 12 * DAY_MS).toISOString();
  expect(second).toMatchObject({
    id: first.id,
    name: "job",
    scope: "publish",
    previousUntil: endsAt,
    expiresAt: addMs(start, 100 * DAY_MS).toISOString(),
  });
  expect((await listApiTokens(member, { limit: 1 })).items[0]).toMatchObject({ previousUntil: endsAt });
  moveTo(12 * DAY_MS - 1);
  for (const { token } of [first, second])
    expect(await verifyApiToken(token)).toMatchObject({ id: first.id, userId: member.actor.id });
  moveTo(12 * DAY_MS);
  expect(await verifyApiToken(first.token)).toBeNull();
  expect(await verifyApiToken(second.token)).not.toBeNull();
});

it("API-27: without overlap the old secret ends at once; a third one ends the first; what has ended is not rotated", async () => {
  const member = await aMember(await anOrganization(), "member");
  const first = await mintApiToken(member, { name: "job", scope: "read" });
  const second = await rotateApiToken(member, first.id, { overlapDays: 7 });
  const third = await rotateApiToken(member, first.id, { overlapDays: 7 });
  expect(await verifyApiToken(first.token)).toBeNull();
  const fourth = await rotateApiToken(member, first.id, atOnce);
  for (const { token } of [second, third]) expect(await verifyApiToken(token)).toBeNull();
  expect(await verifyApiToken(fourth.token)).not.toBeNull();
  await revokeApiToken(member, first.id);
  expect(await verifyApiToken(fourth.token)).toBeNull();
  await expect(rotateApiToken(member, first.id, atOnce)).rejects.toMatchObject({ code: "token_ended" });
});

it("ROLE-14 S1: nobody gets the secret of another person's token, an owner neither, and members none of a service account", async () => {
  const org = await anOrganization();
  const [member, other] = [await aMember(org, "member"), await aMember(org, "member")];
  const [admin, owner] = [await aMember(org, "admin"), await aMember(org, "owner")];
  const own = await mintApiToken(member, { name: "own", scope: "read" });
  const service = await mintApiToken(owner, { name: "service", scope: "admin", serviceAccount: true });
  for (const one of [own, service])
    await expect(rotateApiToken(other, one.id, atOnce)).rejects.toMatchObject({ code: "token_unknown" });
  for (const viewer of [admin, owner])
    await expect(rotateApiToken(viewer, own.id, atOnce)).rejects.toMatchObject({ code: "role_missing" });
  const stranger = await aMember(await anOrganization(), "owner");
  await expect(rotateApiToken(stranger, own.id, atOnce)).rejects.toMatchObject({ code: "token_unknown" });
  expect(await verifyApiToken(own.token)).not.toBeNull();
  const rotated = await rotateApiToken(admin, service.id, atOnce);
  expect(await verifyApiToken(rotated.token)).toMatchObject({ id: service.id, makerId: owner.actor.id });
});

it("ROLE-14: who could not make it anew does not rotate it", async () => {
  const org = await anOrganization();
  const admin = await aMember(org, "admin");
  const { id } = await mintApiToken(admin, { name: "own", scope: "admin" });
  await expect(rotateApiToken({ ...admin, role: "member" }, id, atOnce)).rejects.toMatchObject({
    code: "role_missing",
  });
});

it("S14: the log tells who gave it a new secret, and neither secret nor hash", async () => {
  const member = await aMember(await anOrganization(), "member");
  const first = await mintApiToken(member, { name: "job", scope: "read" });
  const second = await rotateApiToken(member, first.id, { overlapDays: 1 });
  const rows = await db().auditEvent.findMany({
    where: { orgId: member.orgId, subjectId: first.id },
    select: { action: true, details: true, actorId: true },
  });
  expect(rows.map(({ action }) => action)).toEqual(["api-token.created", "api-token.rotated"]);
  expect(rows[1]).toMatchObject({ details: { overlapDays: 1 }, actorId: member.actor.id });
  const { hash, previousHash } = await db().apiToken.findUniqueOrThrow({ where: { id: first.id } });
  const told = JSON.stringify(rows);
  for (const secret of [first.token, second.token, hash, previousHash ?? "none"])
    expect(told).not.toContain(secret.slice(8));
});
