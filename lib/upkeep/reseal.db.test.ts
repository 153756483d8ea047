import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailJob, openMail, sendMailLater } from "#lib/auth/send-mail-later.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { createCredential } from "#lib/credentials/create-credential.ts";
import { AUTHORITY, aRegistryOfOthers, LOGIN } from "#lib/credentials/fixtures.ts";
import { credentialFor } from "#lib/credentials/open-for-use.ts";
import { createCredentialSchema } from "#lib/credentials/schema.ts";
import { testSaved } from "#lib/credentials/test-credential.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { aCaller } from "#lib/http/fixtures.ts";
import { allowOutbound, aMailServer, type OtherServer } from "#lib/net/fixtures.ts";
import { aDataDir, setDataDir } from "#lib/vault/fixtures.ts";
import { forgetOldKeys } from "#lib/vault/secret-keys.ts";
import { resealEverything } from "./reseal.ts";

/** In no row, ever. */
const CANARY = "canary-7f3a-password";

let registry: OtherServer;
beforeAll(async () => {
  aDataDir();
  allowOutbound("127.0.0.1");
  registry = await aRegistryOfOthers();
});
afterAll(() => registry.close());
const hostOf = ({ port }: OtherServer) => `127.0.0.1:${port}`;
const anAdmin = async () => (await aCaller({ role: "admin", scope: "admin" })).viewer;
const aCredential = (by: Viewer, over: object = {}) =>
  createCredential(
    by,
    createCredentialSchema.parse({ host: hostOf(registry), ...LOGIN, ca: AUTHORITY.cert, ...over }),
  );

describe("what is sealed", () => {
  it("GOH-64: no table of the database has a password, and a stolen database without the key file gives none", async () => {
    const by = await anAdmin();
    const { id } = await aCredential(by, { password: CANARY });
    await testSaved(by, id, {});
    const tables = await db().$queryRaw<{ name: string }[]>`
      SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`;
    const base64 = Buffer.from(`${LOGIN.username}:${CANARY}`).toString("base64");
    for (const { name } of tables) {
      const rows = await db().$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`);
      const holding = rows.filter(({ row }) => [CANARY, base64].some((secret) => row.includes(secret)));
      expect([name, holding]).toEqual([name, []]);
    }
    expect((await credentialFor(by.orgId, `${hostOf(registry)}/acme/web`))?.password).toBe(CANARY);
    const dataDir = env().DATA_DIR;
    aDataDir();
    await expect(credentialFor(by.orgId, `${hostOf(registry)}/acme/web`)).rejects.toMatchObject({
      code: "secret_sealed",
    });
    await expect(testSaved(by, id, {})).rejects.toMatchObject({ code: "secret_sealed" });
    setDataDir(dataDir);
  });

  it("GOH-64: a sealed password that is moved to another host or organization does not open", async () => {
    const [by, other] = [await anAdmin(), await anAdmin()];
    const mine = await aCredential(by, { host: "r.example.com", password: CANARY });
    const theirs = await aCredential(other, { host: "r.example.com" });
    const { secret } = await db().ociCredential.findUniqueOrThrow({ where: { id: mine.id } });
    await db().ociCredential.update({ where: { id: theirs.id }, data: { secret } });
    await expect(credentialFor(other.orgId, "r.example.com/a")).rejects.toMatchObject({
      code: "secret_sealed",
    });
    await db().ociCredential.update({ where: { id: mine.id }, data: { host: hostOf(registry) } });
    await expect(credentialFor(by.orgId, `${hostOf(registry)}/a`)).rejects.toMatchObject({
      code: "secret_sealed",
    });
    await db().ociCredential.deleteMany({ where: { id: { in: [mine.id, theirs.id] } } });
  });

  it("GOH-64: keys rotate: everything is sealed anew, and the old key can go", async () => {
    const by = await anAdmin();
    const { id } = await aCredential(by, { host: "r.example.com", password: CANARY });
    const secret = async () => (await db().ociCredential.findUniqueOrThrow({ where: { id } })).secret;
    const before = await secret();
    const report = await resealEverything({ isNewKey: true, isForgetting: true });
    expect(report).toMatchObject({ lost: 0, kept: 0, isOldForgotten: true });
    expect(report.resealed).toBeGreaterThan(0);
    expect(await secret()).not.toBe(before);
    expect((await credentialFor(by.orgId, "r.example.com/a"))?.password).toBe(CANARY);
    expect(await resealEverything({ isNewKey: false, isForgetting: true })).toMatchObject({
      resealed: 0,
      lost: 0,
    });
    await db().ociCredential.update({ where: { id }, data: { secret: before } });
    const lost = await resealEverything({ isNewKey: true, isForgetting: true });
    expect(lost).toMatchObject({ lost: 1, isOldForgotten: false });
    expect(await secret()).toBe(before);
  });

  it("GOH-64: mail that waits is sealed anew, so that nothing is lost when the older keys are dropped", async () => {
    aDataDir();
    const server = await aMailServer();
    try {
      const mail = { to: "ada@example.test", subject: "A link", lines: [CANARY] };
      expect(await db().$transaction((tx) => sendMailLater(tx, mail))).toBe(true);
      const sealed = async () => {
        const rows = await db().$queryRaw<{ data: { sealed: string } }[]>`
          SELECT "data" FROM jobs.job WHERE "name" = ${mailJob.name} ORDER BY "created_on" DESC LIMIT 1`;
        return rows[0]?.data.sealed ?? "";
      };
      const before = await sealed();
      const report = await resealEverything({ isNewKey: true, isForgetting: false });
      expect(report.byName["mails that wait"]).toEqual({ resealed: 1, kept: 0, lost: 0 });
      expect(await sealed()).not.toBe(before);
      forgetOldKeys();
      expect(openMail(await sealed())).toMatchObject(mail);
      expect(() => openMail(before)).toThrow();
    } finally {
      await server.stop();
    }
  });
});
