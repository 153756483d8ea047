import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "#lib/browser/api.ts";
import type { RenderJobView } from "#lib/engine/schema.ts";
import { type ArtifactKind, apiPath, apiRoot, nameSegment } from "#lib/ids/ids.ts";
import type {
  createArtifactSchema,
  duplicateArtifactSchema,
  listArtifactsQuerySchema,
  listVersionsQuerySchema,
  publishVersionSchema,
  renderDraftSchema,
  ScaffoldTemplate,
  saveDraftSchema,
  updateArtifactSchema,
  VersionView,
} from "./schema.ts";

// The shapes of answers come with the first answer that they read. A page's first view is made by the server and needs none,
// so what it loads first does without zod.
const shapes = () => import("./schema.ts");
const renderShapes = () => import("#lib/engine/schema.ts");
const artifactShape = async () => (await shapes()).artifactViewSchema;
const versionShape = async () => (await shapes()).versionViewSchema;
const renderJobShape = async () => (await renderShapes()).renderJobSchema;
const madeShape = async () => (await shapes()).commitMadeSchema;
const artifactsShape = async () => {
  const { pageOf, artifactViewSchema } = await shapes();
  return pageOf(artifactViewSchema);
};
const versionsShape = async () => {
  const { pageOf, versionViewSchema } = await shapes();
  return pageOf(versionViewSchema);
};
const commitsShape = async () => {
  const { pageOf, commitViewSchema } = await shapes();
  return pageOf(commitViewSchema);
};

/** An artifact as the browser names it: what views carry and what addresses are made of. */
export type ClientRef = { kind: ArtifactKind; project: string | null; name: string };
type Ask = { signal: AbortSignal };

// Wide → narrow: `["artifacts", kind]` is every list of a kind, `["artifact", kind, name]` everything of one artifact.
const listKey = (kind: ArtifactKind) => ["artifacts", kind] as const;
const artifactKey = (ref: ClientRef) => ["artifact", ref.kind, nameSegment(ref)] as const;
const draftKey = (ref: ClientRef) => [...artifactKey(ref), "draft"] as const;
const versionsKey = (ref: ClientRef) => [...artifactKey(ref), "versions"] as const;

/** Each folder and file name on its own, so that the slashes between them stay. */
const filePath = (path: string) => path.split("/").map(encodeURIComponent).join("/");
const versionPath = (ref: ClientRef, tag: string) => `${apiPath(ref)}/versions/${encodeURIComponent(tag)}`;
const following = {
  initialPageParam: "",
  getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor,
};

/** The first page that the server has read already, as an infinite query takes it for `initialData`. */
export const asFirstPage = <T>(page: T): { pages: T[]; pageParams: string[] } => ({
  pages: [page],
  pageParams: [""],
});

async function readText(path: string, { signal }: Ask): Promise<{ text: string; id: string | null }> {
  const { bytes, etag } = await api.file(path, { signal });
  return { text: new TextDecoder().decode(bytes), id: etag };
}

/** How often what a job works at is asked for. */
const POLL_MS = 1500;
const hasEnded = ({ state }: RenderJobView) => state === "done" || state === "failed";
/** A version that nobody has checked yet, and nobody is about to, waits for a person: `askedAt` is null of it. */
const isBeingChecked = (version: VersionView | undefined) =>
  version?.check.state === "pending" && version.check.askedAt !== null;

export const catalogQueries = {
  artifacts: (kind: ArtifactKind, query: Omit<z.input<typeof listArtifactsQuerySchema>, "cursor">) =>
    infiniteQueryOptions({
      queryKey: [...listKey(kind), query],
      queryFn: ({ signal, pageParam }) =>
        api.get(`/api/v2/${apiRoot(kind)}`, artifactsShape, {
          signal,
          query: { ...asQuery(query), cursor: pageParam },
        }),
      ...following,
    }),
  artifact: (ref: ClientRef) =>
    queryOptions({
      queryKey: [...artifactKey(ref), "view"],
      queryFn: ({ signal }) => api.get(apiPath(ref), artifactShape, { signal }),
    }),
  draft: (ref: ClientRef) =>
    queryOptions({
      queryKey: [...draftKey(ref), "tree"],
      queryFn: ({ signal }) =>
        api.get(`${apiPath(ref)}/draft`, async () => (await shapes()).draftViewSchema, { signal }),
    }),
  /** The text of a draft's file; `id` is its git blob id, as the draft's list has it. */
  draftFile: (ref: ClientRef, path: string) =>
    queryOptions({
      queryKey: [...draftKey(ref), "file", path],
      queryFn: (ask) => readText(`${apiPath(ref)}/draft/files/${filePath(path)}`, ask),
    }),
  /** What publishing would change. Read anew each time it is asked for: the draft may have moved. */
  review: (ref: ClientRef, against: string | null) =>
    queryOptions({
      queryKey: [...draftKey(ref), "review", against],
      queryFn: ({ signal }) =>
        api.get(`${apiPath(ref)}/draft/review`, async () => (await shapes()).reviewViewSchema, {
          signal,
          query: { against },
        }),
      staleTime: 0,
    }),
  commits: (ref: ClientRef) =>
    infiniteQueryOptions({
      queryKey: [...artifactKey(ref), "commits"],
      queryFn: ({ signal, pageParam }) =>
        api.get(`${apiPath(ref)}/commits`, commitsShape, {
          signal,
          query: { cursor: pageParam },
        }),
      ...following,
    }),
  commit: (ref: ClientRef, id: string) =>
    queryOptions({
      queryKey: [...artifactKey(ref), "commits", id],
      queryFn: ({ signal }) =>
        api.get(
          `${apiPath(ref)}/commits/${encodeURIComponent(id)}`,
          async () => (await shapes()).commitChangesSchema,
          { signal },
        ),
      staleTime: Number.POSITIVE_INFINITY, // A commit never changes.
    }),
  versions: (ref: ClientRef, query: Omit<z.input<typeof listVersionsQuerySchema>, "cursor"> = {}) =>
    infiniteQueryOptions({
      queryKey: [...versionsKey(ref), "list", query],
      queryFn: ({ signal, pageParam }) =>
        api.get(`${apiPath(ref)}/versions`, versionsShape, {
          signal,
          query: { ...asQuery(query), cursor: pageParam },
        }),
      ...following,
    }),
  /** @throws ApiProblem "version_unknown" where the tag is free: how the publish dialog asks while one types */
  version: (ref: ClientRef, tag: string) =>
    queryOptions({
      queryKey: [...versionsKey(ref), tag, "view"],
      queryFn: ({ signal }) => api.get(versionPath(ref, tag), versionShape, { signal }),
      // Findings of a pushed version arrive when a job has looked for them.
      refetchInterval: ({ state }) => (isBeingChecked(state.data) ? POLL_MS : false),
    }),
  /** A render in the large lane, asked for until it ended. */
  renderJob: (ref: ClientRef, id: string) =>
    queryOptions({
      queryKey: [...draftKey(ref), "render-job", id],
      queryFn: ({ signal }) =>
        api.get(`${apiPath(ref)}/render-jobs/${encodeURIComponent(id)}`, renderJobShape, { signal }),
      refetchInterval: ({ state }) => (state.data && hasEnded(state.data) ? false : POLL_MS),
    }),
  versionFiles: (ref: ClientRef, tag: string) =>
    queryOptions({
      queryKey: [...versionsKey(ref), tag, "files"],
      queryFn: ({ signal }) =>
        api.get(`${versionPath(ref, tag)}/files`, async () => (await shapes()).versionFilesSchema, {
          signal,
        }),
      staleTime: Number.POSITIVE_INFINITY, // A published version never changes.
    }),
  versionFile: (ref: ClientRef, tag: string, path: string) =>
    queryOptions({
      queryKey: [...versionsKey(ref), tag, "file", path],
      queryFn: (ask) => readText(`${versionPath(ref, tag)}/files/${filePath(path)}`, ask),
      staleTime: Number.POSITIVE_INFINITY, // A published version never changes.
    }),
  compare: (ref: ClientRef, from: string, to: string) =>
    queryOptions({
      queryKey: [...artifactKey(ref), "compare", from, to],
      queryFn: ({ signal }) =>
        api.get(
          `${apiPath(ref)}/compare/${encodeURIComponent(from)}...${encodeURIComponent(to)}`,
          async () => (await shapes()).compareViewSchema,
          { signal },
        ),
      staleTime: Number.POSITIVE_INFINITY, // Neither do two of them.
    }),
};

/** A query's fields, all of them texts and numbers. */
const asQuery = (query: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, value]] : [],
    ),
  );

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
      api.upload("/api/v2/inspect-upload", archive, async () => (await shapes()).inspectedUploadSchema, {
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

/** Looks for a version's findings once more: after a check that failed, or of a version that nobody has checked. */
export function useRecheckVersion(ref: ClientRef, tag: string) {
  return useArtifactWrite(ref, () => api.post(`${versionPath(ref, tag)}/check`, {}, versionShape));
}
