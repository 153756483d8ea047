import type { ProjectRole } from "#lib/auth/types.ts";

/** What people read about the roles of a project (GL-10). */
export const projectRoleWords: Record<ProjectRole, { label: string; hint: string }> = {
  reporter: { label: "Reporter", hint: "Sees and pulls what is in the project" },
  developer: { label: "Developer", hint: "Also creates, edits, publishes and deprecates in it" },
  maintainer: {
    label: "Maintainer",
    hint: "Also yanks, archives, sets visibility, and manages the project and its members",
  },
};

const number = new Intl.NumberFormat("en-GB");
/** "1 project", "1,204 projects" */
export const sayCount = (count: number, one: string, many = `${one}s`) =>
  `${number.format(count)} ${count === 1 ? one : many}`;
