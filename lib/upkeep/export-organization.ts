import { type Pack, pack } from "tar-stream";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { log } from "#lib/log/log.ts";
import { getOrganizationSettings } from "#lib/organization/organization-settings.ts";
import { readWholeAudit } from "#lib/organization/read-audit-log.ts";
import { readLogo } from "#lib/organization/set-logo.ts";
import { addArtifacts } from "./export-artifacts.ts";
import { addLayout } from "./export-layout.ts";
import {
  apiTokenRows,
  groupRoleRows,
  memberRows,
  plainRepositoryRows,
  policyRows,
  projectRows,
  registryTokenRows,
  tagRows,
} from "./export-lists.ts";
import { addFile, addJson, addList } from "./export-tar.ts";

const FORMAT = { format: "chartroom-export", formatVersion: 1 };

async function* plainTags(orgId: string) {
  for await (const { id, name } of plainRepositoryRows(orgId))
    for await (const tag of tagRows(id)) yield { repository: name, ...tag };
}

async function addOrganization(tar: Pack, viewer: Viewer): Promise<void> {
  const { permissions: _, ...settings } = await getOrganizationSettings(viewer);
  await addJson(tar, "organization.json", { ...FORMAT, exportedAt: clock.now().toISOString(), ...settings });
  if (settings.logo === null) return;
  const { mediaType, bytes } = await readLogo(viewer);
  await addFile(tar, `logo.${mediaType.replace("image/", "")}`, bytes);
}

async function fill(tar: Pack, viewer: Viewer): Promise<void> {
  const { orgId } = viewer;
  await addOrganization(tar, viewer);
  await addList(tar, "members", memberRows(orgId));
  await addList(tar, "group-roles", groupRoleRows(orgId));
  await addList(tar, "projects", projectRows(orgId));
  await addList(tar, "policies", policyRows(orgId));
  await addList(tar, "registry-tokens", registryTokenRows(orgId));
  await addList(tar, "api-tokens", apiTokenRows(orgId));
  await addList(tar, "plain-repositories", plainTags(orgId));
  for await (const repository of plainRepositoryRows(orgId)) await addLayout(tar, repository);
  await addArtifacts(tar, orgId);
  await addList(tar, "audit", await readWholeAudit(viewer, {}));
  await addJson(tar, "end.json", FORMAT);
  tar.finalize();
}

/**
 * Everything of an organization as a tar, written while it is read: of any length, never whole in memory. Never a secret, nor
 * the hash of one. `end.json` is its last file: an archive without it is cut off. What changes meanwhile is in it as it was or
 * as it became. That it was asked for is in the audit log before the first byte.
 * @throws Problem "sign_in_required", "role_missing" for all but owners
 */
export async function exportOrganization(viewer: Viewer): Promise<AsyncIterable<Uint8Array>> {
  requireRole(viewer, "owner", "export the organization");
  const { orgId: id, orgSlug: name } = viewer;
  await db().$transaction((tx) =>
    recordAudit(tx, {
      ...viewer,
      action: "organization.exported",
      subject: { kind: "organization", id, name },
      details: {},
    }),
  );
  const tar = pack();
  tar.on("error", () => {}); // Whoever reads hears of it; where nobody reads any more it must not end the process.
  fill(tar, viewer).catch((error: unknown) => {
    // A reader who went away has destroyed it; everybody else hears of the error instead of an end.
    if (!tar.destroyed) log.error({ err: error }, "an export could not be finished");
    tar.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return tar as AsyncIterable<Uint8Array>; // Its types say unknown; it gives buffers.
}
