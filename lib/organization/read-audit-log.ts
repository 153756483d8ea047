import {
  type DeedPosition,
  type DeedRow,
  findDeeds,
  findOwned,
  type WantedDeeds,
} from "#lib/audit/find-deeds.ts";
import {
  type AuditEventView,
  type AuditFilter,
  type AuditPage,
  type ListAuditQuery,
  sayDeed,
} from "#lib/audit/schema.ts";
import { isAtLeast, requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";

/** A person and the API tokens that act for that person; of a service account its own id only. */
async function actorsOf({ orgId, actor }: Viewer): Promise<string[]> {
  const token =
    actor.kind === "api-token"
      ? await db().apiToken.findUnique({ where: { id: actor.id }, select: { userId: true } })
      : null;
  const userId = actor.kind === "user" ? actor.id : (token?.userId ?? null);
  if (userId === null) return [actor.id];
  const tokens = await db().apiToken.findMany({ where: { orgId, userId }, select: { id: true } });
  return [userId, ...tokens.map(({ id }) => id)];
}

/** An e-mail address stands for its person; nobody's stands for nobody. */
async function actorIdOf(actor: string): Promise<string> {
  if (!actor.includes("@")) return actor;
  const person = await db().user.findUnique({ where: { email: actor.toLowerCase() }, select: { id: true } });
  return person?.id ?? "nobody";
}

/**
 * ROLE-7: admins read all of the log; members what was done to the artifacts that they made or published a version of.
 * @throws Problem "sign_in_required", "role_missing"
 */
async function wantedBy(viewer: Viewer, { actor, ...filter }: AuditFilter): Promise<WantedDeeds> {
  requireRole(viewer, "member", "read the audit log");
  const { orgId } = viewer;
  const within = isAtLeast(viewer, "admin") ? null : await findOwned(orgId, await actorsOf(viewer));
  return { ...filter, orgId, within, actorIds: actor === undefined ? null : [await actorIdOf(actor)] };
}

/** Where somebody was is for admins; empty texts are what was not recorded. */
function toView(viewer: Viewer, row: DeedRow): AuditEventView {
  const { seq, at, door, action, details, requestId } = row;
  const mayTrace = isAtLeast(viewer, "admin");
  return {
    seq: Number(seq),
    at: at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    door,
    action,
    said: sayDeed(row)
      .map((part) => (part.kind === "target" ? row.subjectName : part.text))
      .join(""),
    target: { kind: row.subjectKind, id: row.subjectId, name: row.subjectName },
    details,
    address: (mayTrace && row.address) || null,
    client: (mayTrace && row.client) || null,
    requestId: requestId || null,
  };
}

const CURSOR = /^(\d{1,15})\.(\d{1,18})$/;

function positionOf(cursor: string | undefined): DeedPosition | null {
  if (cursor === undefined) return null;
  const [, at, seq] = CURSOR.exec(cursor) ?? [];
  if (at !== undefined && seq !== undefined) return { at: new Date(Number(at)), seq: BigInt(seq) };
  throw new Problem("input_invalid", {
    detail: "This cursor does not belong to this list.",
    hint: "Begin with the first page: ask without a cursor.",
    fields: [{ path: "cursor", message: "not a cursor of this list" }],
  });
}

/** A page of the audit log, newest first (API-20). @throws Problem "sign_in_required", "role_missing", "input_invalid" */
export async function listAudit(viewer: Viewer, query: ListAuditQuery): Promise<AuditPage> {
  const { limit, cursor, ...filter } = query;
  const rows = await findDeeds(await wantedBy(viewer, filter), positionOf(cursor), limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = last !== undefined && rows.length > limit;
  return {
    items: shown.map((row) => toView(viewer, row)),
    nextCursor: hasMore ? `${last.at.getTime()}.${last.seq}` : null,
  };
}

/** Rows that are read at once for an export: they bound its memory. */
const EXPORT_ROWS = 500;

/**
 * All rows that a filter lets through, newest first, page by page.
 * @throws Problem before the first row: "sign_in_required", "role_missing"
 */
export async function readWholeAudit(
  viewer: Viewer,
  filter: AuditFilter,
): Promise<AsyncGenerator<AuditEventView>> {
  const wanted = await wantedBy(viewer, filter);
  async function* pages(): AsyncGenerator<AuditEventView> {
    let before: DeedPosition | null = null;
    for (;;) {
      const rows: DeedRow[] = await findDeeds(wanted, before, EXPORT_ROWS);
      for (const row of rows) yield toView(viewer, row);
      before = rows.at(-1) ?? null;
      if (before === null || rows.length < EXPORT_ROWS) return;
    }
  }
  return pages();
}
