import { sayClient } from "#lib/audit/say-client.ts";
import { apiScopeSchema, type Role, registryScopeSchema, roleSchema, type Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import { makerIdOf } from "./maker.ts";
import { mintLimitsOf } from "./mint-limits.ts";
import { isOverMaximum, isRoleAtLeast, isUnused, SCOPE_ROLES, tokenState } from "./policy.ts";
import type { ApiTokenView, RegistryTokenView } from "./schema.ts";
import { readMaximum } from "./token-end.ts";

const commonColumns = {
  id: true,
  orgId: true,
  name: true,
  prefix: true,
  scope: true,
  createdByName: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  lastUsedAddress: true,
  lastUsedClient: true,
  revokedAt: true,
  revokedByName: true,
  parentId: true,
  previousUntil: true,
} as const;

/** What is read of a token for people. The hash is never among it. */
export const apiTokenColumns = {
  ...commonColumns,
  userId: true,
  createdById: true,
  mintScope: true,
  mintPattern: true,
  mintMaxHours: true,
} as const;
export const registryTokenColumns = {
  ...commonColumns,
  pattern: true,
  project: true,
  requestsPerMinute: true,
} as const;

type CommonRow = {
  id: string;
  orgId: string;
  name: string;
  prefix: string;
  scope: string;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  lastUsedAddress: string | null;
  lastUsedClient: string | null;
  revokedAt: Date | null;
  revokedByName: string | null;
  parentId: string | null;
  previousUntil: Date | null;
};
type RegistryRow = CommonRow & { requestsPerMinute: number | null; pattern: string | null };
type ApiRow = CommonRow & {
  userId: string | null;
  createdById: string | null;
  mintScope: string | null;
  mintPattern: string | null;
  mintMaxHours: number | null;
};

/** What rows of one organization are seen with. */
type Beside = { now: Date; maxDays: number | null; parents: ReadonlyMap<string, string> };

async function readBeside(tx: Tx, orgId: string, rows: readonly CommonRow[]): Promise<Beside> {
  const ids = rows.flatMap(({ parentId }) => parentId ?? []);
  const parents =
    ids.length === 0
      ? []
      : await tx.apiToken.findMany({ where: { orgId, id: { in: ids } }, select: { id: true, name: true } });
  return {
    now: clock.now(),
    maxDays: await readMaximum(tx, orgId),
    parents: new Map(parents.map(({ id, name }) => [id, name])),
  };
}

const text = (date: Date | null) => date?.toISOString() ?? null;

function toCommonView(row: CommonRow, { now, maxDays, parents }: Beside) {
  const isOverlapping = row.previousUntil !== null && row.previousUntil > now;
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: text(row.expiresAt),
    lastUsedAt: text(row.lastUsedAt),
    lastUsedAddress: row.lastUsedAddress,
    lastUsedClient: sayClient(row.lastUsedClient ?? ""),
    revokedAt: text(row.revokedAt),
    revokedBy: row.revokedByName,
    state: tokenState(row, now),
    unused: isUnused(row, now),
    overMaximum: isOverMaximum(row, now, maxDays),
    previousUntil: isOverlapping ? text(row.previousUntil) : null,
    madeWith: row.parentId ? { id: row.parentId, name: parents.get(row.parentId) ?? row.parentId } : null,
  };
}

function toRegistryView(row: RegistryRow, beside: Beside): RegistryTokenView {
  return {
    ...toCommonView(row, beside),
    scope: registryScopeSchema.parse(row.scope),
    pattern: row.pattern,
    requestsPerMinute: row.requestsPerMinute,
  };
}

/** Rows of one organization, as people see them. */
export async function toRegistryTokenViews(
  tx: Tx,
  orgId: string,
  rows: readonly RegistryRow[],
): Promise<RegistryTokenView[]> {
  const beside = await readBeside(tx, orgId, rows);
  return rows.map((row) => toRegistryView(row, beside));
}

export async function toRegistryTokenView(tx: Tx, row: RegistryRow): Promise<RegistryTokenView> {
  return toRegistryView(row, await readBeside(tx, row.orgId, [row]));
}

type Person = { name: string; role: Role };

/** The members whose roles limit these tokens. */
async function readMakers(tx: Tx, orgId: string, rows: readonly ApiRow[]): Promise<Map<string, Person>> {
  const ids = rows.flatMap((row) => makerIdOf(row) ?? []);
  const members = await tx.membership.findMany({
    where: { orgId, userId: { in: ids } },
    select: { userId: true, role: true, user: { select: { name: true } } },
  });
  return new Map(
    members.map(({ userId, role, user }) => [userId, { name: user.name, role: roleSchema.parse(role) }]),
  );
}

function loweredTo(row: ApiRow, makers: ReadonlyMap<string, Person>): ApiTokenView["loweredTo"] {
  const makerId = makerIdOf(row);
  if (makerId === null) return null;
  const role = makers.get(makerId)?.role;
  if (role === undefined) return "none";
  return isRoleAtLeast(role, SCOPE_ROLES[apiScopeSchema.parse(row.scope)]) ? null : role;
}

/** Rows of one organization, as the viewer sees them. */
export async function toApiTokenViews(
  tx: Tx,
  viewer: Viewer,
  rows: readonly ApiRow[],
): Promise<ApiTokenView[]> {
  const [beside, makers] = [
    await readBeside(tx, viewer.orgId, rows),
    await readMakers(tx, viewer.orgId, rows),
  ];
  return rows.map((row) => ({
    ...toCommonView(row, beside),
    scope: apiScopeSchema.parse(row.scope),
    owner: {
      kind: row.userId === null ? "service-account" : "person",
      name: row.userId === null ? row.name : (makers.get(row.userId)?.name ?? row.createdByName),
      isYou: row.userId !== null && row.userId === viewer.actor.id,
    },
    loweredTo: loweredTo(row, makers),
    mint: mintLimitsOf(row),
  }));
}

export async function toApiTokenView(tx: Tx, viewer: Viewer, row: ApiRow): Promise<ApiTokenView> {
  const [view] = await toApiTokenViews(tx, viewer, [row]);
  if (!view) throw new Error("A row has a view.");
  return view;
}
