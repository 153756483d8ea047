import { Problem } from "#lib/problems/problem.ts";

/** What a project's archive says to whoever brings something new, at every door. */
export function archivedProject(name: string): Problem {
  return new Problem("archived", {
    detail: `The project ${name} is archived.`,
    hint: "Unarchive the project first: a maintainer of it can, or an admin of the organization, on its page.",
  });
}
