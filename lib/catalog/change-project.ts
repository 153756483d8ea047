import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { lockProject, requireManageProject } from "#lib/organization/find-project.ts";
import type { ChangeProjectInput, ProjectView } from "#lib/organization/project-schema.ts";
import { getProject } from "./list-projects.ts";

const FIELDS = ["title", "description", "visibility"] as const;

/**
 * Changes title, description and the visibility of what comes new into it; what is not named stays, and so does every
 * artifact that is there (GL-11).
 * @throws Problem "project_unknown", "role_missing", "scope_missing"
 */
export async function changeProject(
  viewer: Viewer,
  name: string,
  input: ChangeProjectInput,
): Promise<ProjectView> {
  const project = await requireManageProject(viewer, name, "change this project");
  await db().$transaction(async (tx) => {
    const row = await lockProject(tx, project);
    const changed = FIELDS.filter((field) => input[field] !== undefined && input[field] !== row[field]);
    if (changed.length === 0) return;
    const { title = row.title, description = row.description, visibility = row.visibility } = input;
    const after = { title, description, visibility };
    await tx.project.update({
      where: { id: project.id, orgId: project.orgId },
      data: { ...after, updatedAt: clock.now() },
      select: { id: true },
    });
    const only = (values: typeof after) => Object.fromEntries(changed.map((field) => [field, values[field]]));
    await recordAudit(tx, {
      ...viewer,
      action: "project.changed",
      subject: { kind: "project", id: project.id, name },
      details: { before: only(row), after: only(after) },
    });
  });
  return getProject(viewer, name);
}
