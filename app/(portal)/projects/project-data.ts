import { cache } from "react";
import { requireViewer } from "#lib/auth/session.ts";
import { getProject } from "#lib/catalog/list-projects.ts";
import { orNotFound } from "#lib/http/page-outcome.ts";

/** The project of an address, once a request; missing and another organization's are one page, a stranger signs in first. */
export const readProject = cache(async (project: string) => {
  const viewer = await requireViewer();
  return { viewer, project: await orNotFound(viewer, getProject(viewer, decodeURIComponent(project))) };
});
