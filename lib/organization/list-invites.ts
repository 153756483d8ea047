import { roleSchema, type Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { requireManageMembers } from "./member-policy.ts";
import type { InviteList, InviteView } from "./member-schema.ts";

/** What is read of an invitation for people. The hash is never among it. */
export const inviteRow = {
  id: true,
  email: true,
  role: true,
  invitedByName: true,
  createdAt: true,
  expiresAt: true,
} as const;

type InviteRow = {
  id: string;
  email: string;
  role: string;
  invitedByName: string;
  createdAt: Date;
  expiresAt: Date;
};

export const toInviteView = (row: InviteRow): InviteView => ({
  id: row.id,
  email: row.email,
  role: roleSchema.parse(row.role),
  invitedBy: row.invitedByName,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  state: row.expiresAt > clock.now() ? "pending" : "expired",
});

/** Of an organization that invites everybody at once, the newest are told. */
const MAX_LISTED = 500;

/**
 * Invitations that nobody has accepted or revoked yet, newest first, with those that have expired.
 * @throws Problem "role_missing", "scope_missing"
 */
export async function listInvites(viewer: Viewer): Promise<InviteList> {
  requireManageMembers(viewer, [], "see the invitations");
  const where = { orgId: viewer.orgId, acceptedAt: null, revokedAt: null };
  const [rows, total] = await Promise.all([
    db().invite.findMany({
      where,
      select: inviteRow,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: MAX_LISTED,
    }),
    db().invite.count({ where }),
  ]);
  return { items: rows.map(toInviteView), total };
}
