import { createHash } from "node:crypto";
import { recordAudit } from "#lib/audit/record-audit.ts";
import type { AuditAction } from "#lib/audit/types.ts";
import { requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { Problem } from "#lib/problems/problem.ts";
import { getOrganizationSettings } from "./organization-settings.ts";
import type { LOGO_TYPES, OrganizationSettings } from "./schema.ts";

type LogoType = (typeof LOGO_TYPES)[number];

/** What the first bytes say (PNG, JFIF/EXIF and RIFF signatures): never what somebody calls it. */
function typeOf(bytes: Buffer): LogoType | null {
  if (bytes.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex"))) return "image/png";
  if (bytes.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex"))) return "image/jpeg";
  if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP")
    return "image/webp";
  return null;
}

async function record(tx: Tx, viewer: Viewer, action: AuditAction, digest: string): Promise<void> {
  const { orgId: id, orgSlug: name } = viewer;
  await recordAudit(tx, {
    ...viewer,
    action,
    subject: { kind: "organization", id, name },
    details: { digest },
  });
}

/** @throws Problem "role_missing", "logo_invalid" */
export async function setLogo(viewer: Viewer, sent: Buffer): Promise<OrganizationSettings> {
  requireRole(viewer, "admin", "set the logo");
  const mediaType = typeOf(sent);
  if (!mediaType)
    throw new Problem("logo_invalid", {
      detail: "Its bytes are neither PNG, JPEG nor WebP.",
      hint: "SVG is not taken: save it as PNG.",
    });
  const { orgId } = viewer;
  const digest = createHash("sha256").update(sent).digest("hex");
  const logo = { mediaType, bytes: new Uint8Array(sent), digest };
  await db().$transaction(async (tx) => {
    const before = await tx.orgLogo.findUnique({ where: { orgId }, select: { digest: true } });
    if (before?.digest === digest) return;
    await tx.orgLogo.upsert({
      where: { orgId },
      create: { orgId, ...logo },
      update: logo,
      select: { orgId: true },
    });
    await record(tx, viewer, "organization.logo-set", digest);
  });
  return getOrganizationSettings(viewer);
}

/** Again is success. @throws Problem "role_missing" */
export async function removeLogo(viewer: Viewer): Promise<void> {
  requireRole(viewer, "admin", "remove the logo");
  const { orgId } = viewer;
  await db().$transaction(async (tx) => {
    const before = await tx.orgLogo.findUnique({ where: { orgId }, select: { digest: true } });
    if (!before) return;
    await tx.orgLogo.delete({ where: { orgId }, select: { orgId: true } });
    await record(tx, viewer, "organization.logo-removed", before.digest);
  });
}

export type Logo = { mediaType: string; bytes: Uint8Array; digest: string };

/** The organization's logo, for its members. @throws Problem "sign_in_required"; "logo_unknown" where it has none */
export async function readLogo(viewer: Viewer): Promise<Logo> {
  requireRole(viewer, "viewer", "see the logo");
  const row = await db().orgLogo.findUnique({
    where: { orgId: viewer.orgId },
    select: { mediaType: true, bytes: true, digest: true },
  });
  if (!row) throw new Problem("logo_unknown");
  return row;
}
