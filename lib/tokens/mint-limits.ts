import { registryScopeSchema } from "#lib/auth/types.ts";
import { durationMs, type MintLimits } from "./schema.ts";

const HOUR_MS = 3_600_000;

type MintColumns = { mintScope: string | null; mintPattern: string | null; mintMaxHours: number | null };

/** What registry tokens may be made with an API token, as its row keeps it (GL-14). */
export const toMintColumns = (limits: MintLimits | null): MintColumns => ({
  mintScope: limits?.scope ?? null,
  mintPattern: limits?.pattern ?? null,
  mintMaxHours: limits ? durationMs(limits.maxExpiresIn) / HOUR_MS : null,
});

/** The other way round; null where the token's scope alone says what it may make. */
export function mintLimitsOf(row: MintColumns): (MintLimits & { pattern: string | null }) | null {
  if (row.mintScope === null || row.mintMaxHours === null) return null;
  const scope = registryScopeSchema.parse(row.mintScope);
  return { scope, pattern: row.mintPattern, maxExpiresIn: `${row.mintMaxHours}h` };
}
