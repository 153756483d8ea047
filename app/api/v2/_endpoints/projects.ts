import { z } from "zod";
import { endpoint } from "#lib/http/endpoint.ts";
import {
  changeProjectSchema,
  createProjectSchema,
  listProjectsQuerySchema,
  projectListSchema,
  projectMemberSchema,
  projectMembersSchema,
  projectViewSchema,
  setProjectMemberSchema,
} from "#lib/organization/project-schema.ts";

const group = "Projects";
const row = "API-26";
const read = { session: true, token: "read" } as const;
const admin = { session: true, token: "admin" } as const;
const projectParams = z.object({ project: z.string().max(100) });
const memberParams = projectParams.extend({ id: z.string().max(320) });
const project = { means: "The project", schema: projectViewSchema };
const manage = ["project_unknown", "role_missing", "scope_missing"] as const;

export const listProjects = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-projects",
  summary: "List projects",
  about:
    "By name, each with how many artifacts of each kind and how many plain repositories are in it. A project is the first part of a name: payments of charts/payments/service and of payments/api. The first artifact in one makes it, by push too.",
  auth: read,
  query: listProjectsQuerySchema,
  answers: { 200: { means: "A page of them", schema: projectListSchema } },
  errors: ["input_invalid"],
});

export const createProject = endpoint({
  row,
  group,
  method: "POST",
  path: "/org-projects",
  summary: "Create a project",
  about:
    "`visibility` is that of new artifacts in it which are asked for none; null: as the organization has it.",
  auth: admin,
  body: createProjectSchema,
  fieldCodes: { name: "invalid_name" },
  answers: { 201: project },
  errors: ["input_invalid", "invalid_name", "name_taken", "role_missing", "scope_missing"],
  example: { body: { name: "payments", title: "Payments", visibility: "private" } },
});

export const getProject = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-projects/{project}",
  summary: "Read a project",
  auth: read,
  params: projectParams,
  answers: { 200: project },
  errors: ["project_unknown"],
});

export const changeProject = endpoint({
  row,
  group,
  method: "PATCH",
  path: "/org-projects/{project}",
  summary: "Change a project",
  about:
    "What is left out stays. A visibility is that of artifacts which come new: those that are there keep theirs.",
  auth: admin,
  params: projectParams,
  body: changeProjectSchema,
  answers: { 200: project },
  errors: ["input_invalid", ...manage],
  example: { body: { title: "Payments", description: "Cards and transfers" } },
});

export const deleteProject = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org-projects/{project}",
  summary: "Delete a project",
  about:
    "With the artifacts in it that have no version, and their drafts. One with published versions is refused: archive it. Plain repositories stay.",
  auth: admin,
  params: projectParams,
  answers: { 204: { means: "Deleted" } },
  errors: ["project_has_versions", ...manage],
});

export const archiveProject = endpoint({
  row: "GL-11",
  group,
  method: "POST",
  path: "/org-projects/{project}/archive",
  summary: "Archive a project",
  about:
    "With all its artifacts: they leave lists and search, and nothing new comes into it at any door. Versions stay downloadable.",
  auth: admin,
  params: projectParams,
  answers: { 200: project },
  errors: manage,
});

export const unarchiveProject = endpoint({
  row: "GL-11",
  group,
  method: "POST",
  path: "/org-projects/{project}/unarchive",
  summary: "Unarchive a project",
  about: "Artifacts that were archived before the project was stay archived.",
  auth: admin,
  params: projectParams,
  answers: { 200: project },
  errors: manage,
});

export const listProjectMembers = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-projects/{project}/members",
  summary: "List members of a project",
  about:
    "Who has more rights inside it than their role in the organization gives. E-mails are shown to whoever manages the project.",
  auth: read,
  params: projectParams,
  answers: { 200: { means: "All of them, by name", schema: projectMembersSchema } },
  errors: ["project_unknown"],
});

export const setProjectMember = endpoint({
  row,
  group,
  method: "PUT",
  path: "/org-projects/{project}/members/{id}",
  summary: "Add a member to a project, or change their role",
  about:
    "`id` is the person's id or their e-mail; they are a member of the organization. A reporter sees and pulls, a developer also edits and publishes, a maintainer also yanks, archives and manages the project: inside it only.",
  auth: admin,
  params: memberParams,
  body: setProjectMemberSchema,
  answers: { 200: { means: "The member", schema: projectMemberSchema } },
  errors: ["project_member_unknown", "input_invalid", ...manage],
  example: { body: { role: "developer" } },
});

export const removeProjectMember = endpoint({
  row,
  group,
  method: "DELETE",
  path: "/org-projects/{project}/members/{id}",
  summary: "Remove a member from a project",
  about: "They stay a member of the organization.",
  auth: admin,
  params: memberParams,
  answers: { 204: { means: "Removed" } },
  errors: ["project_member_unknown", ...manage],
});

export const projectEndpoints = [
  listProjects,
  createProject,
  getProject,
  changeProject,
  archiveProject,
  unarchiveProject,
  listProjectMembers,
  setProjectMember,
  removeProjectMember,
  // Last: the matrices of who may what go through this list, and nothing is left after it.
  deleteProject,
];
