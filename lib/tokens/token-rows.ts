import { apiScopeSchema, registryScopeSchema } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { isUnused, tokenState } from "./policy.ts";
import type { ApiTokenView, RegistryTokenView } from "./schema.ts";

const commonColumns = {
  id: true,
  name: true,
  prefix: true,
  scope: true,
  createdByName: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  revokedByName: true,
} as const;

/** What is read of a token for people. The hash is never among it. */
export const apiTokenColumns = commonColumns;
export const registryTokenColumns = { ...commonColumns, pattern: true, previousUntil: true } as const;

type CommonRow = {
  id: string;
  name: string;
  prefix: string;
  scope: string;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  revokedByName: string | null;
};

const text = (date: Date | null) => date?.toISOString() ?? null;

function toCommonView(row: CommonRow, now: Date) {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: text(row.expiresAt),
    lastUsedAt: text(row.lastUsedAt),
    revokedAt: text(row.revokedAt),
    revokedBy: row.revokedByName,
    state: tokenState(row, now),
    unused: isUnused(row, now),
  };
}

export function toRegistryTokenView(
  row: CommonRow & { pattern: string | null; previousUntil: Date | null },
): RegistryTokenView {
  const now = clock.now();
  const isOverlapping = row.previousUntil !== null && row.previousUntil > now;
  return {
    ...toCommonView(row, now),
    scope: registryScopeSchema.parse(row.scope),
    pattern: row.pattern,
    previousUntil: isOverlapping ? text(row.previousUntil) : null,
  };
}

export function toApiTokenView(row: CommonRow): ApiTokenView {
  return { ...toCommonView(row, clock.now()), scope: apiScopeSchema.parse(row.scope) };
}
