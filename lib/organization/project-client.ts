import { useMutation } from "@tanstack/react-query";
import type { z } from "zod";
import type { ProjectRole } from "#lib/auth/types.ts";
import { api } from "#lib/browser/api.ts";
import {
  type ChangeProjectInput,
  type createProjectSchema,
  projectListSchema,
  projectMemberSchema,
  projectViewSchema,
} from "./project-schema.ts";

const ROOT = "/api/v2/org-projects";
const pathOf = (project: string) => `${ROOT}/${encodeURIComponent(project)}`;
const memberPath = (project: string, who: string) => `${pathOf(project)}/members/${encodeURIComponent(who)}`;

/** Projects whose name, title or description has these words, for the palette. */
export async function searchProjects(q: string, limit: number, signal: AbortSignal) {
  return (await api.get(ROOT, projectListSchema, { signal, query: { q, limit } })).items;
}

export function useCreateProject() {
  return useMutation({
    mutationFn: (input: z.input<typeof createProjectSchema>) => api.post(ROOT, input, projectViewSchema),
  });
}

export function useChangeProject(project: string) {
  return useMutation({
    mutationFn: (input: ChangeProjectInput) => api.patch(pathOf(project), input, projectViewSchema),
  });
}

export function useArchiveProject(project: string) {
  return useMutation({
    mutationFn: (deed: "archive" | "unarchive") =>
      api.post(`${pathOf(project)}/${deed}`, undefined, projectViewSchema),
  });
}

export function useDeleteProject(project: string) {
  return useMutation({ mutationFn: () => api.delete(pathOf(project)) });
}

/** Adds somebody by their e-mail, or changes what they are by their id. */
export function useSetProjectMember(project: string) {
  return useMutation({
    mutationFn: ({ who, role }: { who: string; role: ProjectRole }) =>
      api.put(memberPath(project, who), { role }, projectMemberSchema),
  });
}

export function useRemoveProjectMember(project: string) {
  return useMutation({ mutationFn: (id: string) => api.delete(memberPath(project, id)) });
}
