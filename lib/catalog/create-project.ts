import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { clock } from "#lib/clock/clock.ts";
import { db, isUniqueViolation } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import type { CreateProjectInput, ProjectView } from "#lib/organization/project-schema.ts";
import { Problem } from "#lib/problems/problem.ts";
import { getProject } from "./list-projects.ts";
import { requireCreateProject } from "./policy.ts";

/**
 * Makes a project with its settings. Without that, the first thing that goes into it makes it (ensureProject).
 * @throws Problem "name_taken", "role_missing", "scope_missing" (ROLE-5)
 */
export async function createProject(viewer: Viewer, input: CreateProjectInput): Promise<ProjectView> {
  requireCreateProject(viewer);
  const { orgId, actor } = viewer;
  const { name, title = "", description = "", visibility = null } = input;
  const now = clock.now();
  const id = newId("prj");
  try {
    await db().$transaction(async (tx) => {
      await tx.project.create({
        data: {
          ...{ id, orgId, name, title, description, visibility, createdAt: now, updatedAt: now },
          createdById: actor.id,
          createdByName: actor.name,
        },
        select: { id: true },
      });
      await recordAudit(tx, {
        ...viewer,
        action: "project.created",
        subject: { kind: "project", id, name },
        details: { before: null, after: { title, description, visibility } },
      });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Problem("name_taken", {
      detail: `There already is a project ${name}.`,
      hint: "Choose another name, or use the one that is there.",
      fields: [{ path: "name", message: `There is a project ${name} already. Choose another name.` }],
      cause: error,
    });
  }
  return getProject(viewer, name);
}
