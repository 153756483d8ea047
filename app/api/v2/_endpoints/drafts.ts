import {
  commitChangesSchema,
  commitContentsQuerySchema,
  commitContentsSchema,
  commitMadeSchema,
  commitViewSchema,
  draftViewSchema,
  importQuerySchema,
  inspectedUploadSchema,
  inspectQuerySchema,
  renderDraftSchema,
  reviewQuerySchema,
  reviewViewSchema,
  saveDraftSchema,
  scaffoldDraftSchema,
} from "#lib/catalog/draft-schema.ts";
import { pageOf, pageQuerySchema } from "#lib/catalog/schema.ts";
import { renderedSchema, renderJobSchema } from "#lib/engine/schema.ts";
import { env } from "#lib/env/env.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { artifactParams, commitParams, draftFileParams, renderJobParams } from "./params.ts";

const group = "Drafts";
const read = { session: true, token: "read" } as const;
const write = { session: true, token: "write" } as const;

/** 100 MiB of files, a third more where they are written as base64, and room for names and quotes. */
const MAX_COMMIT_BODY = 150 * 1024 ** 2;

const archive = {
  types: ["application/gzip", "application/x-gzip", "application/zip", "application/x-zip-compressed"],
  maxBytes: () => env().CHARTROOM_MAX_CATALOG_BLOB,
  what: "A .tgz or .zip with the files",
} as const;

const commitMade = {
  means: "The commit",
  schema: commitMadeSchema,
  headers: { Location: "The commit's address" },
} as const;

export const getDraft = endpoint({
  row: "API-6",
  group,
  method: "GET",
  path: "/{K}/{name}/draft",
  summary: "List the draft's files",
  about: "`commit` is null where nothing was ever saved; it is also the `ETag`.",
  auth: read,
  params: artifactParams,
  answers: { 200: { means: "Files, by path", schema: draftViewSchema, headers: { ETag: "The commit" } } },
  errors: ["artifact_unknown", "read_only_source"],
});

export const readDraftFile = endpoint({
  row: "API-7",
  group,
  method: "GET",
  path: "/{K}/{name}/draft/files/{path}",
  summary: "Read a file of the draft",
  about: "Text comes as text/plain, everything else as a download.",
  auth: read,
  params: draftFileParams,
  answers: {
    200: {
      means: "The file's bytes",
      contentType: "application/octet-stream",
      headers: { ETag: "The file's git blob id" },
    },
  },
  errors: ["artifact_unknown", "file_unknown", "read_only_source"],
});

export const saveDraft = endpoint({
  row: "API-8",
  group,
  method: "POST",
  path: "/{K}/{name}/draft/commits",
  summary: "Save changes as one commit",
  about:
    "`parent` is the commit that the changes were made on (null for the first). Where the draft has moved on since, the answer is 409 with the current commit in `facts`; with an `If-Match` header it is 412.",
  auth: write,
  params: artifactParams,
  body: saveDraftSchema,
  maxBodyBytes: MAX_COMMIT_BODY,
  answers: { 201: commitMade },
  errors: [
    "input_invalid",
    "artifact_unknown",
    "draft_moved",
    "precondition_failed",
    "archived",
    "read_only_source",
    "too_large",
    "role_missing",
    "scope_missing",
  ],
  example: {
    body: {
      parent: null,
      message: "Say what the chart is for",
      changes: [{ op: "put", path: "README.md", content: "# web\n" }],
    },
  },
});

export const scaffoldDraft = endpoint({
  row: "API-9",
  group,
  method: "POST",
  path: "/{K}/{name}/draft/scaffold",
  summary: "Fill an empty draft from a template",
  auth: write,
  params: artifactParams,
  body: scaffoldDraftSchema,
  answers: { 201: commitMade },
  errors: [
    "input_invalid",
    "artifact_unknown",
    "draft_not_empty",
    "archived",
    "read_only_source",
    "role_missing",
  ],
  example: { body: { template: "chart" } },
});

export const importUpload = endpoint({
  row: "CAT-20",
  group,
  method: "POST",
  path: "/{K}/{name}/draft/import",
  summary: "Make the files of an archive the draft",
  about: "One commit on `parent`. The rules for archives are those of publishing (PUB-4).",
  auth: write,
  params: artifactParams,
  query: importQuerySchema,
  upload: archive,
  answers: { 201: commitMade },
  errors: [
    "archive_invalid",
    "too_large",
    "artifact_unknown",
    "draft_moved",
    "archived",
    "read_only_source",
    "role_missing",
  ],
  example: { query: "?message=Import+web+1.4.0" },
});

export const inspectUpload = endpoint({
  row: "CAT-20",
  group,
  method: "POST",
  path: "/inspect-upload",
  summary: "Read what an archive says of itself",
  about: "Nothing is stored. The refusals are those that making an artifact of it would meet.",
  auth: write,
  query: inspectQuerySchema,
  upload: archive,
  answers: { 200: { means: "Name, version and size of what is in it", schema: inspectedUploadSchema } },
  errors: ["input_invalid", "archive_invalid", "chart_invalid", "too_large"],
  example: { query: "?kind=chart" },
});

export const renderDraft = endpoint({
  row: "API-10",
  group,
  method: "POST",
  path: "/{K}/{name}/draft/render",
  summary: "Render the draft, or what is about to be saved",
  about:
    "The manifests as `helm template` or `kustomize build` print them, and what there is to find about them. Nothing is stored. `files` stand over those of the draft; null leaves one out. A template that fails is an answer: `ok` is false and `failure` names file and line.",
  auth: read,
  params: artifactParams,
  body: renderDraftSchema,
  maxBodyBytes: MAX_COMMIT_BODY,
  answers: { 200: { means: "What it prints, or why it prints nothing", schema: renderedSchema } },
  errors: [
    "input_invalid",
    "artifact_unknown",
    "read_only_source",
    "too_large",
    "render_limit",
    "engine_busy",
    "role_missing",
  ],
  example: { body: { release: "web", namespace: "shop", kubeVersion: "1.33", set: ["replicas=3"] } },
});

export const startRenderJob = endpoint({
  row: "ENG-34",
  group,
  method: "POST",
  path: "/{K}/{name}/draft/render-jobs",
  summary: "Render the draft with more time and memory, as a job",
  about: "For what the answer of `…/draft/render` is 422 `render_limit`. One at a time; kept for a day.",
  auth: read,
  params: artifactParams,
  body: renderDraftSchema,
  maxBodyBytes: MAX_COMMIT_BODY,
  answers: {
    202: { means: "The job", schema: renderJobSchema, headers: { Location: "Where to ask how far it is" } },
  },
  errors: [
    "input_invalid",
    "artifact_unknown",
    "read_only_source",
    "too_large",
    "engine_busy",
    "role_missing",
  ],
  example: { body: { release: "web" } },
});

export const getRenderJob = endpoint({
  row: "ENG-34",
  group,
  method: "GET",
  path: "/{K}/{name}/render-jobs/{id}",
  summary: "Read how far a render job is",
  about:
    "`outcome` is what `…/draft/render` answers, once `state` is done; `error` says why the job itself failed.",
  auth: read,
  params: renderJobParams,
  answers: { 200: { means: "The job", schema: renderJobSchema } },
  errors: ["artifact_unknown", "read_only_source", "render_unknown", "role_missing"],
});

export const reviewDraft = endpoint({
  row: "API-11",
  group,
  method: "GET",
  path: "/{K}/{name}/draft/review",
  summary: "Compare the draft with a version, and ask the gates",
  about:
    "`refusals` says what publishing would refuse, in the same words, were it published as suggested: gates, the organization's publish rules, and the caller's own rights; `rules` says those for other tags and notes; `findings` what it would ask to acknowledge; `rendered` compares the manifests of both sides object by object, or says which side does not render and why. `suggestedVersion` is free, and follows from what changed.",
  auth: read,
  params: artifactParams,
  query: reviewQuerySchema,
  answers: { 200: { means: "What publishing would change", schema: reviewViewSchema } },
  errors: ["artifact_unknown", "version_unknown", "draft_empty", "read_only_source", "engine_busy"],
});

export const listCommits = endpoint({
  row: "API-12",
  group,
  method: "GET",
  path: "/{K}/{name}/commits",
  summary: "List the draft's commits, newest first",
  auth: read,
  params: artifactParams,
  query: pageQuerySchema,
  answers: { 200: { means: "A page of commits", schema: pageOf(commitViewSchema) } },
  errors: ["input_invalid", "artifact_unknown"],
});

export const getCommit = endpoint({
  row: "GOH-9",
  group,
  method: "GET",
  path: "/{K}/{name}/commits/{id}",
  summary: "Read a commit with what it changed",
  auth: read,
  params: commitParams,
  answers: { 200: { means: "The commit and its files against its parent", schema: commitChangesSchema } },
  errors: ["artifact_unknown", "commit_unknown"],
});

export const readCommitContents = endpoint({
  row: "GOH-22",
  group,
  method: "GET",
  path: "/{K}/{name}/commits/{id}/files",
  summary: "Read all files of a commit",
  about: "As many files as fit into 4 MiB, by path, and `next` where there are more: ask again with `after`.",
  auth: read,
  params: commitParams,
  query: commitContentsQuerySchema,
  answers: { 200: { means: "Files with what they hold", schema: commitContentsSchema } },
  errors: ["artifact_unknown", "commit_unknown"],
});

export const draftEndpoints = [
  getDraft,
  readDraftFile,
  saveDraft,
  scaffoldDraft,
  importUpload,
  inspectUpload,
  renderDraft,
  startRenderJob,
  getRenderJob,
  reviewDraft,
  listCommits,
  getCommit,
  readCommitContents,
];
