import { db, joinSql, type Sql, sql } from "#lib/db/database.ts";
import type { AuditFilter } from "./schema.ts";
import { actionsOf } from "./types.ts";

export type DeedRow = {
  seq: bigint;
  at: Date;
  actorKind: string;
  actorId: string;
  actorName: string;
  door: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  subjectName: string;
  details: unknown;
  address: string;
  client: string;
  requestId: string;
};

/** Where a page ends: rows are told by time, and by number within one. */
export type DeedPosition = Pick<DeedRow, "at" | "seq">;

/** What is asked for, with names made ids. */
export type WantedDeeds = Omit<AuditFilter, "actor"> & {
  orgId: string;
  actorIds: readonly string[] | null;
  /** Only what was done to these; null: to anything. */
  within: readonly string[] | null;
};

const DAY_MS = 86_400_000;
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
const fromTime = (text: string) => new Date(text);
/** The first moment that is not asked for any more. */
const toTime = (text: string) => new Date(Date.parse(text) + (isDay(text) ? DAY_MS : 1));

/** Each condition has an index that begins with it and goes on by time (see the migration audit_filters). */
function conditionsOf(wanted: WantedDeeds): Sql {
  const { orgId, actorIds, within, action, target, door, from, to, text } = wanted;
  const conditions = [sql`e."orgId" = ${orgId}`];
  const [onlyActor] = actorIds ?? [];
  if (actorIds?.length === 1) conditions.push(sql`e."actorId" = ${onlyActor}`);
  else if (actorIds) conditions.push(sql`e."actorId" = ANY(${[...actorIds]})`);
  if (within) conditions.push(sql`e."subjectId" = ANY(${[...within]})`);
  const [onlyAction, ...moreActions] = action === undefined ? [] : actionsOf(action);
  if (moreActions.length > 0) conditions.push(sql`e."action" = ANY(${[onlyAction, ...moreActions]})`);
  else if (onlyAction) conditions.push(sql`e."action" = ${onlyAction}`);
  if (target) conditions.push(sql`e."subjectId" = ${target}`);
  if (door) conditions.push(sql`e."door" = ${door}`);
  if (from) conditions.push(sql`e."at" >= ${fromTime(from)}`);
  if (to) conditions.push(sql`e."at" < ${toTime(to)}`);
  if (text) conditions.push(sql`e."words" @@ audit_query(${text})`);
  return joinSql(conditions, " AND ");
}

/**
 * The rows before a position, newest first. It asks nobody's rights.
 * @param before null: from the newest on
 */
export async function findDeeds(
  wanted: WantedDeeds,
  before: DeedPosition | null,
  limit: number,
): Promise<DeedRow[]> {
  const beyond = before ? sql` AND (e."at", e."seq") < (${before.at}, ${before.seq})` : sql``;
  // A plan is made for these values: one for any value would read a rare actor's rows as if they were everybody's.
  const [, rows] = await db().$transaction([
    db().$executeRaw`SET LOCAL plan_cache_mode = force_custom_plan`,
    db().$queryRaw<DeedRow[]>(sql`
      SELECT e."seq", e."at", e."actorKind", e."actorId", e."actorName", e."door", e."action", e."subjectKind",
        e."subjectId", e."subjectName", e."details", e."address", e."client", e."requestId"
      FROM "AuditEvent" e WHERE ${conditionsOf(wanted)}${beyond}
      ORDER BY e."at" DESC, e."seq" DESC LIMIT ${limit}`),
  ]);
  return rows;
}

/**
 * What somebody's own deeds were done to, which made it theirs. It asks nobody's rights.
 * @param actorIds the person's id and those of the person's API tokens
 */
export async function findOwned(orgId: string, actorIds: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT e."subjectId" AS id FROM "AuditEvent" e
    WHERE e."orgId" = ${orgId} AND e."actorId" = ANY(${[...actorIds]})
      AND e."action" IN ('artifact.created', 'version.published')`;
  return rows.map(({ id }) => id);
}
