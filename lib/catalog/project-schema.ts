import { z } from "zod";
import { ARTIFACT_KINDS, type ArtifactKind } from "#lib/ids/ids.ts";
import type { LifecycleState } from "./schema.ts";

/** What a project's page lists; `repository` for plain ones. */
export const PROJECT_CONTENTS = [...ARTIFACT_KINDS, "repository"] as const;

/** What the address of a project's page may say. */
export const browseProjectSchema = z.object({
  q: z
    .string()
    .max(200)
    .refine((text) => !text.includes("\0") && text.isWellFormed())
    .optional(),
  content: z.enum(PROJECT_CONTENTS).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type BrowseProject = z.output<typeof browseProjectSchema>;

/** An artifact, or a plain repository (`kind` null). */
export type ProjectContent = {
  kind: ArtifactKind | null;
  /** Without the project. */
  name: string;
  description: string;
  visibility: "private" | "public";
  archived: boolean;
  /** Versions, or tags. */
  count: number;
  /** Latest version, or the tag that was set last. */
  latest: string | null;
  lifecycle: LifecycleState;
  /** Last publication or push, else the last change. */
  changedAt: string | null;
};
export type ProjectContents = { items: ProjectContent[]; total: number };
