import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import type { Tx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { isStillAdmin, makerIdOf } from "./maker.ts";
import { mintLimitsOf } from "./mint-limits.ts";
import type { MintLimits } from "./schema.ts";

/** A token of a token of a token is somebody's way to hide; nobody needs it. */
const MAX_DEPTH = 3;

/** The API token that something is made with. */
export type Parent = {
  id: string;
  expiresAt: Date | null;
  /** The person it acts for; null: a service account. */
  userId: string | null;
  /** The person whose role is its limit, and that of what is made with it. */
  createdById: string | null;
  /** What registry tokens it may make; null: what its role and scope say. */
  mint: MintLimits | null;
};

type ParentRow = {
  id: string;
  orgId: string;
  userId: string | null;
  createdById: string | null;
  parentId: string | null;
  expiresAt: Date | null;
  mintScope: string | null;
  mintPattern: string | null;
  mintMaxHours: number | null;
};

async function depthOf(tx: Tx, parentId: string | null): Promise<number> {
  if (parentId === null) return 1;
  const parent = await tx.apiToken.findUnique({ where: { id: parentId }, select: { parentId: true } });
  return 1 + (await depthOf(tx, parent?.parentId ?? null));
}

/**
 * The API token that a write comes with; null where a person or the command line asks. It stays as it is until the commit:
 * whoever revokes it waits, and then finds what was made with it.
 * @throws Problem "token_invalid" where it was revoked or has expired meanwhile, "mint_exceeded" for a token of a token of a token
 */
export async function holdParent(tx: Tx, { actor }: Viewer): Promise<Parent | null> {
  if (actor.kind !== "api-token") return null;
  const [row] = await tx.$queryRaw<ParentRow[]>`
    SELECT "id", "orgId", "userId", "createdById", "parentId", "expiresAt", "mintScope", "mintPattern", "mintMaxHours"
    FROM "ApiToken" WHERE "id" = ${actor.id} AND "revokedAt" IS NULL FOR SHARE`;
  if (!row || (row.expiresAt && row.expiresAt <= clock.now())) throw new Problem("token_invalid");
  if ((await depthOf(tx, row.parentId)) >= MAX_DEPTH)
    throw new Problem("mint_exceeded", { detail: "It was itself made with a token that a token made." });
  const mint = mintLimitsOf(row);
  if (mint && !(await isStillAdmin(row, null)))
    throw new Problem("mint_exceeded", { detail: "Whoever made the API token is no admin any more." });
  const { id, expiresAt, userId } = row;
  return { id, expiresAt, userId, createdById: makerIdOf(row), mint };
}
