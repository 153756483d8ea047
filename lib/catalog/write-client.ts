import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "#lib/browser/api.ts";
import { type ArtifactKind, apiPath, apiRoot } from "#lib/ids/ids.ts";
import {
  artifactKey,
  artifactShape,
  type ClientRef,
  catalogQueries,
  draftShapes,
  hasEnded,
  listKey,
  madeShape,
  renderJobShape,
  versionPath,
  versionShape,
} from "./client.ts";
import type { renderDraftSchema, saveDraftSchema } from "./draft-schema.ts";
import type {
  createArtifactSchema,
  duplicateArtifactSchema,
  markVersionSchema,
  publishVersionSchema,
  ScaffoldTemplate,
  updateArtifactSchema,
} from "./schema.ts";

/** After a write to one artifact: everything of it, and the lists that show it. */
const refresh = (cache: QueryClient, ref: ClientRef) =>
  Promise.all([
    cache.invalidateQueries({ queryKey: artifactKey(ref) }),
    cache.invalidateQueries({ queryKey: listKey(ref.kind) }),
  ]);

/** `POST` of an artifact's own address and below, with everything of that artifact read anew afterwards. */
function useArtifactWrite<I, T>(ref: ClientRef, write: (input: I) => Promise<T>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: write, onSettled: () => refresh(cache, ref) });
}

export function useCreateArtifact(kind: ArtifactKind) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: z.input<typeof createArtifactSchema>) =>
      api.post(`/api/v2/${apiRoot(kind)}`, input, artifactShape),
    onSettled: () => cache.invalidateQueries({ queryKey: listKey(kind) }),
  });
}

export function useUpdateArtifact(ref: ClientRef) {
  return useArtifactWrite(ref, (input: z.input<typeof updateArtifactSchema>) =>
    api.patch(apiPath(ref), input, artifactShape),
  );
}

/** CAT-14: hides from lists and search, or shows again. */
export function useArchiveArtifact(ref: ClientRef) {
  return useArtifactWrite(ref, (deed: "archive" | "unarchive") =>
    api.post(`${apiPath(ref)}/${deed}`, undefined, artifactShape),
  );
}

export function useDeleteArtifact(ref: ClientRef) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(apiPath(ref)),
    onSuccess: () => cache.removeQueries({ queryKey: artifactKey(ref) }),
    onSettled: () => cache.invalidateQueries({ queryKey: listKey(ref.kind) }),
  });
}

/** CAT-13: a copy without history, with (`fork`) or without (`duplicate`) the link to its origin. */
export function useDuplicateArtifact(ref: ClientRef) {
  type Input = z.input<typeof duplicateArtifactSchema> & { as: "duplicate" | "fork" };
  return useArtifactWrite(ref, ({ as, ...input }: Input) =>
    api.post(`${apiPath(ref)}/${as}`, input, artifactShape),
  );
}

/** One commit of all changed files. @throws ApiProblem "draft_moved" with facts `{commit}` when someone saved meanwhile */
export function useSaveDraft(ref: ClientRef) {
  return useArtifactWrite(ref, (input: z.input<typeof saveDraftSchema>) =>
    api.post(`${apiPath(ref)}/draft/commits`, input, madeShape),
  );
}

export function useScaffoldDraft(ref: ClientRef) {
  return useArtifactWrite(ref, (template: ScaffoldTemplate) =>
    api.post(`${apiPath(ref)}/draft/scaffold`, { template }, madeShape),
  );
}

const archiveType = (archive: Blob) =>
  archive.type === "application/zip" || archive.type === "application/x-zip-compressed"
    ? "application/zip"
    : "application/gzip";

type ArchiveUpload = { archive: Blob; onProgress?: (part: number) => void };

/** CAT-20: the files of a `.tgz` or `.zip` become the draft, as one commit. */
export function useImportUpload(ref: ClientRef) {
  type Input = ArchiveUpload & { parent: string | null; message: string };
  return useArtifactWrite(ref, ({ archive, parent, message, onProgress }: Input) =>
    api.upload(`${apiPath(ref)}/draft/import`, archive, madeShape, {
      contentType: archiveType(archive),
      query: { parent, message },
      ...(onProgress ? { onProgress } : {}),
    }),
  );
}

/** What an archive says of itself, before anything is made of it. Nothing is stored. */
export function useInspectUpload(kind: ArtifactKind) {
  return useMutation({
    mutationFn: ({ archive, onProgress }: ArchiveUpload) =>
      api.upload("/api/v2/inspect-upload", archive, async () => (await draftShapes()).inspectedUploadSchema, {
        contentType: archiveType(archive),
        query: { kind },
        ...(onProgress ? { onProgress } : {}),
      }),
  });
}

/** The draft as it was reviewed, under this tag. @throws ApiProblem "version_exists", "draft_moved", "publish_blocked" */
export function usePublishVersion(ref: ClientRef) {
  return useArtifactWrite(ref, (input: z.input<typeof publishVersionSchema>) =>
    api.post(`${apiPath(ref)}/versions`, input, versionShape),
  );
}

/**
 * ENG-34: renders what is in the editor in the large lane, as a job that is asked for until it ended. `job` is the one that
 * was started last, or null; one that a page before has started goes on at the server.
 */
export function useRenderJob(ref: ClientRef) {
  const cache = useQueryClient();
  const start = useMutation({
    mutationFn: (input: z.input<typeof renderDraftSchema>) =>
      api.post(`${apiPath(ref)}/draft/render-jobs`, input, renderJobShape),
    onSuccess: (made) => cache.setQueryData(catalogQueries.renderJob(ref, made.id).queryKey, made),
  });
  const id = start.data?.id;
  const asked = useQuery({ ...catalogQueries.renderJob(ref, id ?? ""), enabled: id !== undefined });
  return {
    start: start.mutate,
    reset: start.reset,
    job: id === undefined ? null : (asked.data ?? start.data ?? null),
    isWaiting: start.isPending || (id !== undefined && !(asked.data && hasEnded(asked.data))),
    error: start.error ?? asked.error,
  };
}

/** API-15: sets or lifts a version's mark. @throws ApiProblem "input_invalid" with fields `reason`, `replacement` */
export function useMarkVersion(ref: ClientRef, tag: string) {
  return useArtifactWrite(ref, (input: z.input<typeof markVersionSchema>) =>
    api.put(`${versionPath(ref, tag)}/lifecycle`, input, versionShape),
  );
}

/** Looks for a version's findings once more: after a check that failed, or of a version that nobody has checked. */
export function useRecheckVersion(ref: ClientRef, tag: string) {
  return useArtifactWrite(ref, () => api.post(`${versionPath(ref, tag)}/check`, {}, versionShape));
}
