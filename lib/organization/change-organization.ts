import { recordAudit } from "#lib/audit/record-audit.ts";
import { requireRole } from "#lib/auth/policy.ts";
import { findOrganizationBySlug } from "#lib/auth/queries.ts";
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
 * Changes what is given and leaves the rest. Name and slug are the owners' (ROLE-9); a slug that is given up goes on to lead
 * here, at every door. Nothing to change leaves no trace.
 * @throws Problem "role_missing", "slug_taken"
 */
export async function changeOrganization(
  viewer: Viewer,
  input: ChangeOrganizationInput,
): Promise<OrganizationSettings> {
  const renames = input.name !== undefined || input.slug !== undefined;
  requireRole(
    viewer,
    renames ? "owner" : "admin",
    renames ? "rename the organization" : "change the organization",
  );
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
