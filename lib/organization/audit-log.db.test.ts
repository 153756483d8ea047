import { describe, expect, it } from "vitest";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { exportAuditQuerySchema, listAuditQuerySchema } from "#lib/audit/schema.ts";
import { AUDIT_ACTIONS, type AuditAction } from "#lib/audit/types.ts";
import type { Role, Viewer } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { exportAudit } from "./export-audit.ts";
import { anOrganization } from "./fixtures.ts";
import { listAudit } from "./read-audit-log.ts";

const query = (asked: Record<string, unknown> = {}) => listAuditQuerySchema.parse(asked);

async function aLog() {
  const org = await anOrganization();
  const viewer = (role: Role, name: string): Viewer => ({
    ...systemViewer(org.id, org.slug),
    role,
    actor: { kind: "user", id: newId("usr"), name, email: null },
    door: "portal",
    requestId: newId("req"),
  });
  const record = (by: Viewer, action: AuditAction, target: string, details = {}) =>
    db().$transaction((tx) =>
      recordAudit(tx, {
        ...by,
        action,
        subject: { kind: "chart", id: `art_${target}`, name: `payments/${target}` },
        details,
      }),
    );
  return { org, viewer, record, owner: viewer("owner", "Olga Owner") };
}

const saidOf = ({ items }: Awaited<ReturnType<typeof listAudit>>) =>
  items.map(({ actor, said }) => `${actor.name} ${said}`);

describe("the audit log", () => {
  it("API-20: says each row in words, newest first, page by page", async () => {
    const { owner, record } = await aLog();
    await record(owner, "artifact.created", "web");
    await record(owner, "version.published", "web", { tag: "1.0.0" });
    await record(owner, "version.yanked", "web", { tag: "1.0.0" });
    const first = await listAudit(owner, query({ limit: "2" }));
    expect(saidOf(first)).toEqual([
      "Olga Owner yanked 1.0.0 of payments/web",
      "Olga Owner published 1.0.0 of payments/web",
    ]);
    const rest = await listAudit(owner, query({ limit: "2", cursor: first.nextCursor }));
    expect(saidOf(rest)).toEqual(["Olga Owner made payments/web"]);
    expect(rest.nextCursor).toBeNull();
    await expect(listAudit(owner, query({ cursor: "x" }))).rejects.toMatchObject({ code: "input_invalid" });
  });

  it("API-20: finds by each filter, and by all at once", async () => {
    const { owner, viewer, record } = await aLog();
    const ana = viewer("member", "Ana Müller");
    const job = { ...owner, door: "cli" as const };
    await record(ana, "draft.saved", "web");
    await record(ana, "version.published", "api-gateway", { tag: "2.0.0" });
    await record(job, "repository.collected", "web");
    const found = async (asked: Record<string, unknown>) =>
      (await listAudit(owner, query(asked))).items.map(
        ({ action, target }) => `${action} ${target.name.slice(9)}`,
      );
    const [collected, published, saved] = [
      "repository.collected web",
      "version.published api-gateway",
      "draft.saved web",
    ];
    expect(await found({ actor: ana.actor.id })).toEqual([published, saved]);
    expect(await found({ actor: "nobody@example.com" })).toEqual([]);
    expect(await found({ action: "version.published" })).toEqual([published]);
    expect(await found({ action: "draft" })).toEqual([saved]);
    expect(await found({ target: "art_web" })).toEqual([collected, saved]);
    expect(await found({ door: "cli" })).toEqual([collected]);
    expect(await found({ from: "2020-01-01", to: new Date().toISOString().slice(0, 10) })).toHaveLength(3);
    expect(await found({ to: "2020-01-01" })).toEqual([]);
    expect(await found({ from: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
    expect(await found({ text: "gateway payments" })).toEqual([published]);
    expect(await found({ text: "müll" })).toEqual([published, saved]);
    expect(await found({ text: ana.requestId })).toEqual([published, saved]);
    for (const odd of ["--", "'", "a:* | b", "\\", "' & !x", "🙂"])
      expect(await found({ text: odd })).toEqual([]);
    expect(
      await found({
        actor: ana.actor.id,
        action: "draft.saved",
        target: "art_web",
        door: "portal",
        from: "2020-01-01",
        text: "web",
      }),
    ).toEqual([saved]);
    for (const wrong of [
      { action: "no.such" },
      { door: "window" },
      { from: "yesterday" },
      { text: "a\0b" },
      { limit: "101" },
    ])
      expect(listAuditQuerySchema.safeParse(wrong).success).toBe(false);
  });

  it("ROLE-7: a member reads what was done to own artifacts, without addresses; a viewer and a stranger read nothing", async () => {
    const { org, viewer, record, owner } = await aLog();
    const ana = viewer("member", "Ana");
    const tokenId = newId("cra");
    await db().apiToken.create({
      data: {
        id: tokenId,
        orgId: org.id,
        name: "ci",
        hash: newId("req"),
        prefix: "cra_",
        scope: "publish",
        userId: ana.actor.id,
        createdByName: "Ana",
      },
    });
    const byToken = { ...ana, actor: { kind: "api-token" as const, id: tokenId, name: "ci", email: null } };
    await record(ana, "artifact.created", "hers");
    await record(byToken, "version.published", "by-her-token", { tag: "1.0.0" });
    await record(owner, "artifact.created", "his");
    await record(ana, "draft.saved", "his");
    await record(owner, "version.yanked", "hers", { tag: "1.0.0" });
    const names = async (by: Viewer) =>
      (await listAudit(by, query())).items.map(({ action, target }) => `${action} ${target.id}`);
    const own = [
      "version.yanked art_hers",
      "version.published art_by-her-token",
      "artifact.created art_hers",
    ];
    expect(await names(ana)).toEqual(own);
    expect(await names(byToken)).toEqual(own);
    expect((await names(viewer("admin", "Adam"))).length).toBe(5);
    expect(
      (await listAudit(ana, query())).items.every(
        ({ address, client }) => address === null && client === null,
      ),
    ).toBe(true);
    await expect(listAudit(viewer("viewer", "Vera"), query())).rejects.toMatchObject({
      code: "role_missing",
    });
    await expect(listAudit({ ...ana, role: null }, query())).rejects.toMatchObject({
      code: "sign_in_required",
    });
    const elsewhere = await aLog();
    expect(await names(elsewhere.owner)).toEqual([]);
  });

  it("API-20: exports as CSV and as lines of JSON, is itself in the log, and reads no further than its reader", async () => {
    const { owner, record } = await aLog();
    const evil = { ...owner, actor: { ...owner.actor, name: "=cmd|'/c calc'!A1" } };
    await record(evil, "version.published", "web", { tag: "=1+1" });
    for (let n = 0; n < 3; n++) await record(owner, "draft.saved", "web");
    const whole = async (asked: Record<string, unknown>) => {
      let text = "";
      for await (const part of await exportAudit(owner, exportAuditQuerySchema.parse(asked))) text += part;
      return text;
    };
    const lines = (await whole({ action: "version" })).split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(
      ",'=cmd|'/c calc'!A1,portal,version.published,published =1+1 of payments/web,",
    );
    const rows = (await whole({ format: "jsonl" }))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.map(({ action }) => action)).toEqual([
      "audit.exported",
      "audit.exported",
      "draft.saved",
      "draft.saved",
      "draft.saved",
      "version.published",
    ]);
    expect(rows[1]).toMatchObject({ details: { format: "csv", filter: { action: "version" } } });
  });

  it("says every action that there is, and one that is not there any more", async () => {
    const { owner, record } = await aLog();
    for (const action of Object.keys(AUDIT_ACTIONS) as AuditAction[]) await record(owner, action, "web"); // Object.keys forgets the keys' type.
    const { items } = await listAudit(owner, query({ limit: "100" }));
    for (const { action, said } of items) expect(said, action).toMatch(/^\p{Ll}[^[\]{}]*[^[\]{}\s]$/u);
    await db()
      .$executeRaw`INSERT INTO "AuditEvent" ("id", "orgId", "actorKind", "actorId", "actorName", "door", "action", "subjectKind", "subjectId", "subjectName")
      VALUES (${newId("aud")}, ${owner.orgId}, 'user', 'x', 'Old', 'portal', 'thing.done', 'thing', 'x', 'it')`;
    expect(saidOf(await listAudit(owner, query({ limit: "1" })))).toEqual(["Old did thing.done to it"]);
  });
});
