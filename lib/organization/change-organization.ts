import { recordAudit } from "#lib/audit/record-audit.ts";
import { requireRole } from "#lib/auth/policy.ts";
import { findOrganizationBySlug } from "#lib/auth/queries.ts";
import { guardOf } from "#lib/auth/second-factor/is-guarded.ts";
import { signInWays } from "#lib/auth/sign-in-ways.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { announceChange, applyChangeHere } from "#lib/db/changes.ts";
import { db, isUniqueViolation, type Tx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { getOrganizationSettings } from "./organization-settings.ts";
import type { ChangeOrganizationInput, OrganizationSettings } from "./schema.ts";

const columns = {
  name: true,
  slug: true,
  defaultVisibility: true,
  semverOnly: true,
  notesNeeded: true,
  publishRole: true,
  tokenMaxDays: true,
  requireSecondFactor: true,
} as const;
type Settings = Record<keyof typeof columns, string | boolean | number | null>;

const slugTaken = (slug: string, cause?: unknown) =>
  new Problem("slug_taken", {
    detail: `${slug} is, or was, another organization's`,
    hint: "Choose another slug: old addresses go on to lead to whoever had one.",
    fields: [{ path: "slug", message: "Taken: choose another slug." }],
    cause,
  });

/** What is asked for and is not so already, as it was and as it becomes. */
function differences(row: Settings, input: ChangeOrganizationInput) {
  const changed = Object.entries(input).filter(([name, value]) => row[name as keyof Settings] !== value); // The schema has these names only.
  return {
    before: Object.fromEntries(changed.map(([name]) => [name, row[name as keyof Settings]])),
    after: Object.fromEntries(changed),
  };
}

/** Nobody asks of others what they have not themselves; so there is always an owner who gets in. */
async function requireOwnSecondFactor(tx: Tx, { actor }: Viewer): Promise<void> {
  if (actor.kind !== "user") return;
  const user = await tx.user.findUniqueOrThrow({
    where: { id: actor.id },
    select: {
      secondFactor: { select: { confirmedAt: true } },
      identities: { take: 1, select: { userId: true } },
    },
  });
  const guard = guardOf(user);
  if (guard === "app" || (guard === "provider" && !signInWays().password)) return;
  throw new Problem("second_factor_missing", {
    fields: [
      { path: "requireSecondFactor", message: "Turn it on for your own account first, under Your account." },
    ],
  });
}

async function change(
  tx: Tx,
  viewer: Viewer,
  input: ChangeOrganizationInput,
  topic: string,
): Promise<boolean> {
  const { orgId: id } = viewer;
  // Of two who change at once, the second one's row says what the first has made of it.
  await tx.$executeRaw`SELECT 1 FROM "Org" WHERE "id" = ${id} FOR UPDATE`;
  const row = await tx.org.findUniqueOrThrow({ where: { id }, select: columns });
  const { before, after } = differences(row, input);
  if (Object.keys(after).length === 0) return false;
  if (after.requireSecondFactor === true) await requireOwnSecondFactor(tx, viewer);
  await tx.org.update({ where: { id }, data: after, select: { id: true } });
  await announceChange(tx, topic);
  await recordAudit(tx, {
    ...viewer,
    action: "organization.changed",
    subject: { kind: "organization", id, name: input.name ?? row.name },
    details: { before, after },
  });
  return true;
}

/**
 * Changes what is given and leaves the rest. Name, slug and two-factor sign-in are the owners' (ROLE-9); a slug that is given up goes on to lead
 * here, at every door. Nothing to change leaves no trace.
 * @throws Problem "role_missing", "slug_taken", "second_factor_missing"
 */
export async function changeOrganization(
  viewer: Viewer,
  input: ChangeOrganizationInput,
): Promise<OrganizationSettings> {
  requireRole(viewer, "admin", "change the organization");
  if (input.name !== undefined || input.slug !== undefined)
    requireRole(viewer, "owner", "rename the organization");
  if (input.requireSecondFactor !== undefined)
    requireRole(viewer, "owner", "change whether two-factor sign-in is asked for");
  const topic = `organization:${viewer.orgId}`;
  if (input.slug !== undefined) {
    const holder = await findOrganizationBySlug(input.slug);
    if (holder && holder.id !== viewer.orgId) throw slugTaken(input.slug);
  }
  try {
    if (await db().$transaction((tx) => change(tx, viewer, input, topic))) applyChangeHere(topic);
  } catch (error) {
    if (isUniqueViolation(error)) throw slugTaken(input.slug ?? "", error);
    throw error;
  }
  return getOrganizationSettings(viewer);
}
