import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "#lib/browser/api.ts";
import type { RenderJobView } from "#lib/engine/schema.ts";
import { type ArtifactKind, apiPath, apiRoot, nameSegment } from "#lib/ids/ids.ts";
import type { listArtifactsQuerySchema, listVersionsQuerySchema, VersionView } from "./schema.ts";

// The shapes of answers come with the first answer that they read. A page's first view is made by the server and needs none,
// so what it loads first does without zod.
const shapes = () => import("./schema.ts");
export const draftShapes = () => import("./draft-schema.ts");
const renderShapes = () => import("#lib/engine/schema.ts");
export const artifactShape = async () => (await shapes()).artifactViewSchema;
export const versionShape = async () => (await shapes()).versionViewSchema;
export const renderJobShape = async () => (await renderShapes()).renderJobSchema;
export const madeShape = async () => (await draftShapes()).commitMadeSchema;
const artifactsShape = async () => {
  const { pageOf, artifactViewSchema } = await shapes();
  return pageOf(artifactViewSchema);
};
const versionsShape = async () => {
  const { pageOf, versionViewSchema } = await shapes();
  return pageOf(versionViewSchema);
};
const commitsShape = async () => {
  const { pageOf } = await shapes();
  return pageOf((await draftShapes()).commitViewSchema);
};

/** An artifact as the browser names it: what views carry and what addresses are made of. */
export type ClientRef = { kind: ArtifactKind; project: string | null; name: string };
type Ask = { signal: AbortSignal };

// Wide → narrow: `["artifacts", kind]` is every list of a kind, `["artifact", kind, name]` everything of one artifact.
export const listKey = (kind: ArtifactKind) => ["artifacts", kind] as const;
export const artifactKey = (ref: ClientRef) => ["artifact", ref.kind, nameSegment(ref)] as const;
const draftKey = (ref: ClientRef) => [...artifactKey(ref), "draft"] as const;
const versionsKey = (ref: ClientRef) => [...artifactKey(ref), "versions"] as const;

/** Each folder and file name on its own, so that the slashes between them stay. */
const filePath = (path: string) => path.split("/").map(encodeURIComponent).join("/");
export const versionPath = (ref: ClientRef, tag: string) =>
  `${apiPath(ref)}/versions/${encodeURIComponent(tag)}`;
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
export const hasEnded = ({ state }: RenderJobView) => state === "done" || state === "failed";
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
        api.get(`${apiPath(ref)}/draft`, async () => (await draftShapes()).draftViewSchema, { signal }),
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
        api.get(`${apiPath(ref)}/draft/review`, async () => (await draftShapes()).reviewViewSchema, {
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
          async () => (await draftShapes()).commitChangesSchema,
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
          async () => (await draftShapes()).compareViewSchema,
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
