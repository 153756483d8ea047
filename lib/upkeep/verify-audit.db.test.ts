import { describe, expect, it } from "vitest";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { tamper } from "./fixtures.ts";
import { verifyAudit } from "./verify-audit.ts";

/** An organization whose log has five rows. */
async function aLog() {
  const org = await anOrganization();
  const record = () =>
    db().$transaction((tx) =>
      recordAudit(tx, {
        ...systemViewer(org.id, org.slug),
        action: "organization.changed",
        subject: { kind: "organization", id: org.id, name: org.slug },
      }),
    );
  for (let n = 0; n < 5; n++) await record();
  const faults = async () => {
    const found: string[] = [];
    await verifyAudit((_subject, name, fault) => void found.push(`${name}: ${fault}`));
    return found.filter((one) => one.startsWith(`${org.slug} `));
  };
  return { org, record, faults };
}

describe("verify: the audit log's chain", () => {
  it("promise 8: names the row that was changed, whichever of its columns", async () => {
    const columns = {
      at: `'2020-01-01'`,
      actorKind: `'x'`,
      actorId: `'x'`,
      actorName: `'x'`,
      door: `'x'`,
      action: `'x'`,
      subjectKind: `'x'`,
      subjectId: `'x'`,
      subjectName: `'x'`,
      details: `'{"x":1}'`,
      requestId: `'x'`,
      address: `'x'`,
      client: `'x'`,
      hashVersion: "1",
      id: `'x'`,
    };
    for (const [column, value] of Object.entries(columns)) {
      const { org, faults } = await aLog();
      expect(await faults()).toEqual([]);
      await tamper(
        `UPDATE "AuditEvent" SET "${column}" = ${value} WHERE "orgId" = '${org.id}' AND "seq" = 3`,
      );
      expect(await faults()).toEqual([`${org.slug} 3: was changed`]);
      await tamper(`DELETE FROM "AuditEvent" WHERE "orgId" = '${org.id}'`);
    }
  });

  it("promise 8: names what follows a row that was taken out", async () => {
    const { org, faults } = await aLog();
    await tamper(`DELETE FROM "AuditEvent" WHERE "orgId" = '${org.id}' AND "seq" = 2`);
    expect(await faults()).toEqual([`${org.slug} 3: does not follow the one before it: one was taken out`]);
  });

  it("promise 8: names two rows that changed places, also where their hashes were computed again", async () => {
    const { org, faults } = await aLog();
    const of = `"orgId" = '${org.id}'`;
    const swap = [
      `UPDATE "AuditEvent" SET "seq" = 99 WHERE ${of} AND "seq" = 2`,
      `UPDATE "AuditEvent" SET "seq" = 2 WHERE ${of} AND "seq" = 3`,
      `UPDATE "AuditEvent" SET "seq" = 3 WHERE ${of} AND "seq" = 99`,
    ];
    await tamper(...swap);
    expect(await faults()).toEqual(
      expect.arrayContaining([`${org.slug} 2: was changed`, `${org.slug} 3: was changed`]),
    );
    await tamper(`UPDATE "AuditEvent" e SET "hash" = audit_hash(e) WHERE ${of} AND "seq" IN (2, 3)`);
    expect((await faults()).join("\n")).toContain(`${org.slug} 2: does not name the one before it`);
  });

  it("promise 8: finds a log whose last rows were cut off, also after it went on", async () => {
    const { org, record, faults } = await aLog();
    await tamper(`DELETE FROM "AuditEvent" WHERE "orgId" = '${org.id}' AND "seq" >= 4`);
    expect(await faults()).toEqual([`${org.slug} 4: is missing, and all after it up to 5`]);
    await record();
    expect(await faults()).toEqual([`${org.slug} 6: does not follow the one before it: one was taken out`]);
    await tamper(`DELETE FROM "AuditEvent" WHERE "orgId" = '${org.id}'`);
    expect(await faults()).toEqual([`${org.slug} 1: is missing, and all after it up to 6`]);
  });

  it("promise 8: finds a log whose kept end was moved or taken away", async () => {
    const { org, faults } = await aLog();
    await tamper(`UPDATE "AuditHead" SET "hash" = 'x' WHERE "orgId" = '${org.id}'`);
    expect(await faults()).toEqual([
      `${org.slug} 6: was to come next, but the kept end of the log is another`,
    ]);
    await tamper(`DELETE FROM "AuditHead" WHERE "orgId" = '${org.id}'`);
    expect(await faults()).toEqual([`${org.slug} 6: was to come next, but the kept end of the log is gone`]);
  });

  it("promise 8: without the owner's hand nothing changes: neither a row nor the kept end", async () => {
    const { org, faults } = await aLog();
    for (const sql of [
      `UPDATE "AuditEvent" SET "address" = 'x' WHERE "orgId" = '${org.id}'`,
      `DELETE FROM "AuditEvent" WHERE "orgId" = '${org.id}'`,
      `UPDATE "AuditHead" SET "seq" = 1 WHERE "orgId" = '${org.id}'`,
      `DELETE FROM "AuditHead" WHERE "orgId" = '${org.id}'`,
      `TRUNCATE "AuditEvent"`,
      `TRUNCATE "AuditHead"`,
    ])
      await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/never change|only moves on/);
    expect(await faults()).toEqual([]);
  });

  it("keeps the hash of rows from before address and client were recorded", async () => {
    const { org, record, faults } = await aLog();
    const of = `"orgId" = '${org.id}'`;
    // As a server of the release before wrote them: hashes over the columns that there were, each with the one before.
    for (let seq = 1; seq <= 5; seq++)
      await tamper(
        `UPDATE "AuditEvent" SET "hashVersion" = 1, "prevHash" =
          coalesce((SELECT b."hash" FROM "AuditEvent" b WHERE b.${of} AND b."seq" = ${seq - 1}), '')
          WHERE ${of} AND "seq" = ${seq}`,
        `UPDATE "AuditEvent" SET "hash" = encode(sha256(convert_to(jsonb_build_array(
          "prevHash", "orgId", "seq", "id", to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          "actorKind", "actorId", "actorName", "door", "action",
          "subjectKind", "subjectId", "subjectName", "details", "requestId")::text, 'UTF8')), 'hex')
          WHERE ${of} AND "seq" = ${seq}`,
      );
    await tamper(
      `UPDATE "AuditHead" SET "hash" = (SELECT "hash" FROM "AuditEvent" WHERE ${of} AND "seq" = 5) WHERE ${of}`,
    );
    await record();
    expect(await faults()).toEqual([]);
    const kept = await db().auditEvent.findMany({ where: { orgId: org.id }, select: { hashVersion: true } });
    expect(kept.map(({ hashVersion }) => hashVersion).sort()).toEqual([1, 1, 1, 1, 1, 2]);
  });
});
