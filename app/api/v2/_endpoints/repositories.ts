import { z } from "zod";
import { versionViewSchema } from "#lib/catalog/schema.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import {
  entryPageSchema,
  listEntriesQuerySchema,
  listRepositoriesQuerySchema,
  manifestViewSchema,
  publishChartSchema,
  repositoryPageSchema,
  repositoryViewSchema,
} from "#lib/oci/schema.ts";

const group = "Repositories";
const row = "GL-4";
const nameOf = (segment: string) => segment.replaceAll("~", "/");
const text = z.string().max(300);
const repositoryParams = z.object({ name: text.transform(nameOf) });
const heldParams = repositoryParams.extend({ reference: text });
const push = { session: true, token: "publish" } as const;

export const listRepositories = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-repositories",
  summary: "List what the registry holds",
  about:
    "Every repository that the caller may pull: those of the catalog and plain ones, of every kind of content. Anonymous callers see those of public artifacts.",
  auth: "anyone",
  query: listRepositoriesQuerySchema,
  answers: { 200: { means: "A page of repositories", schema: repositoryPageSchema } },
  errors: ["input_invalid"],
});

export const getRepository = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-repositories/{name}",
  summary: "Read a repository",
  about: "Slashes of the name are written as tildes: payments~api.",
  auth: "anyone",
  params: repositoryParams,
  answers: { 200: { means: "The repository", schema: repositoryViewSchema } },
  errors: ["repository_unknown"],
});

export const listTags = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-repositories/{name}/tags",
  summary: "List the tags of a repository",
  about:
    "Each with its version (`+` where a chart has one), sizes, publisher, facts of Chart.yaml, platforms, and the signatures and SBOMs attached to it, whose own tags are not listed again. What cannot be read is listed with its `problem`.",
  auth: "anyone",
  params: repositoryParams,
  query: listEntriesQuerySchema,
  answers: { 200: { means: "A page of tags", schema: entryPageSchema } },
  errors: ["input_invalid", "repository_unknown"],
});

export const listUntagged = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-repositories/{name}/untagged",
  summary: "List the manifests that nothing names",
  about: "No tag, no index, and no subject that is here. They are collected after a grace of 24 hours.",
  auth: "anyone",
  params: repositoryParams,
  query: listEntriesQuerySchema,
  answers: { 200: { means: "A page of manifests", schema: entryPageSchema } },
  errors: ["input_invalid", "repository_unknown"],
});

export const getManifest = endpoint({
  row,
  group,
  method: "GET",
  path: "/org-repositories/{name}/manifests/{reference}",
  summary: "Read a tag or manifest",
  about: "With the stored document, config, layers, annotations and everything attached to it.",
  auth: "anyone",
  params: heldParams,
  answers: { 200: { means: "The manifest", schema: manifestViewSchema } },
  errors: ["repository_unknown", "manifest_unknown"],
});

const deleteErrors = [
  "repository_unknown",
  "manifest_unknown",
  "version_immutable",
  "role_missing",
  "scope_missing",
] as const;

export const deleteTag = endpoint({
  row: "GL-10",
  group,
  method: "DELETE",
  path: "/org-repositories/{name}/tags/{reference}",
  summary: "Delete a tag of a plain repository",
  about: "The manifest stays, by its digest. Where the policy of the repository refuses it: 405.",
  auth: push,
  params: heldParams,
  answers: { 204: { means: "Deleted" } },
  errors: deleteErrors,
});

export const deleteManifest = endpoint({
  row: "GL-10",
  group,
  method: "DELETE",
  path: "/org-repositories/{name}/manifests/{reference}",
  summary: "Delete a manifest of a plain repository, with its tags",
  about: "By its digest. Where the policy of the repository refuses it: 405.",
  auth: push,
  params: heldParams,
  answers: { 204: { means: "Deleted" } },
  errors: deleteErrors,
});

export const publishChart = endpoint({
  row: "GL-6",
  group,
  method: "POST",
  path: "/org-repositories/{name}/publish",
  summary: "Publish a chart of a plain repository into the catalog",
  about:
    "The same bytes, by the gates of a push. Name and version are the chart's own; the project is chosen. An artifact that is not there comes to be, private.",
  auth: push,
  params: repositoryParams,
  body: publishChartSchema,
  answers: {
    201: { means: "The version", schema: versionViewSchema, headers: { Location: "The version's address" } },
    200: { means: "The same bytes were there already", schema: versionViewSchema },
  },
  errors: [
    "input_invalid",
    "repository_unknown",
    "manifest_unknown",
    "manifest_invalid",
    "invalid_name",
    "chart_invalid",
    "archive_invalid",
    "not_semver",
    "version_exists",
    "file_name_taken",
    "archived",
    "read_only_source",
    "engine_busy",
    "role_missing",
    "scope_missing",
  ],
  example: { body: { reference: "1.4.0", project: "payments" } },
});

export const repositoryEndpoints = [
  listRepositories,
  getRepository,
  listTags,
  listUntagged,
  getManifest,
  deleteTag,
  deleteManifest,
  publishChart,
];
