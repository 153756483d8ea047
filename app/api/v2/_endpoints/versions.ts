import { z } from "zod";
import { compareViewSchema } from "#lib/catalog/draft-schema.ts";
import {
  listVersionsQuerySchema,
  marksSchema,
  markVersionSchema,
  pageOf,
  publishPackageQuerySchema,
  publishVersionSchema,
  renderedVersionQuerySchema,
  versionFilesSchema,
  versionViewSchema,
} from "#lib/catalog/schema.ts";
import { renderedSchema } from "#lib/engine/schema.ts";
import { env } from "#lib/env/env.ts";
import { endpoint, type Method } from "#lib/http/endpoint.ts";
import {
  artifactParams,
  compareParams,
  versionFileParams,
  versionOrRangeParams,
  versionParams,
} from "./params.ts";

const group = "Versions";

export const listVersions = endpoint({
  row: "GOH-51",
  group,
  method: "GET",
  path: "/{K}/{name}/versions",
  summary: "List the published versions",
  about: "Newest publication first, or by SemVer.",
  auth: "anyone",
  params: artifactParams,
  query: listVersionsQuerySchema,
  answers: { 200: { means: "A page of versions", schema: pageOf(versionViewSchema) } },
  errors: ["input_invalid", "artifact_unknown"],
});

const packageMissing = z.object({ version: z.string().optional() });

export const publishVersion = endpoint({
  row: "GOH-52",
  group,
  method: "POST",
  path: "/{K}/{name}/versions",
  summary: "Publish a version, for good",
  about:
    "Either the draft, as JSON: `draftCommit` is the commit that was reviewed. Or the package itself, as application/gzip, with `version`, `notes` and `acknowledge` in the address. The same bytes under the same tag are a success (200) and write nothing. What lint, render and schema checks find is asked to be acknowledged: 422 `publish_blocked` has the findings in `facts`.",
  auth: { session: true, token: "publish" },
  params: artifactParams,
  /** Asked for only where a package is sent: then the handler reads them by publishPackageQuerySchema. */
  query: packageMissing.extend(publishPackageQuerySchema.omit({ version: true }).shape),
  body: publishVersionSchema,
  upload: {
    types: ["application/gzip", "application/x-gzip"],
    maxBytes: () => env().CHARTROOM_MAX_CATALOG_BLOB,
    what: "The package: a .tgz as helm package makes it, or of a base's or bundle's files",
  },
  fieldCodes: { version: "invalid_version_tag" },
  answers: {
    201: { means: "The version", schema: versionViewSchema, headers: { Location: "The version's address" } },
    200: { means: "The same bytes were there already", schema: versionViewSchema },
  },
  errors: [
    "input_invalid",
    "invalid_version_tag",
    "archive_invalid",
    "chart_invalid",
    "base_invalid",
    "bundle_invalid",
    "not_semver",
    "artifact_unknown",
    "version_exists",
    "file_name_taken",
    "draft_moved",
    "draft_empty",
    "archived",
    "read_only_source",
    "publish_blocked",
    "too_large",
    "engine_busy",
    "role_missing",
    "scope_missing",
  ],
  example: {
    body: {
      version: "1.4.0",
      notes: "Adds a readiness probe.",
      draftCommit: "2f9c1d6e0b7a4f8c9d3e5a1b6c7d8e9f0a1b2c3d",
      acknowledge: ["warnings"],
    },
  },
});

export const getVersion = endpoint({
  row: "API-13",
  group,
  method: "GET",
  path: "/{K}/{name}/versions/{version}",
  summary: "Read a version",
  about: "`latest` and ranges of SemVer, such as `^1.2`, are redirected to the version that they name.",
  auth: "anyone",
  params: versionOrRangeParams,
  answers: {
    200: { means: "The version", schema: versionViewSchema },
    307: {
      means: "The version that `latest` or the range names",
      headers: { Location: "The version's address" },
    },
  },
  errors: ["artifact_unknown", "version_unknown"],
});

const immutable = (method: Method) =>
  endpoint({
    row: "API-16",
    group,
    method,
    path: "/{K}/{name}/versions/{version}",
    summary: `${method} is refused: a published version stays as it is`,
    auth: "anyone",
    params: versionParams,
    answers: {},
    errors: ["version_immutable"],
  });

export const listVersionFiles = endpoint({
  row: "API-14",
  group,
  method: "GET",
  path: "/{K}/{name}/versions/{version}/files",
  summary: "List the files of a version's package",
  auth: "anyone",
  params: versionParams,
  answers: { 200: { means: "All files, by path", schema: versionFilesSchema } },
  errors: ["artifact_unknown", "version_unknown"],
});

export const readVersionFile = endpoint({
  row: "API-14",
  group,
  method: "GET",
  path: "/{K}/{name}/versions/{version}/files/{path}",
  summary: "Read a file of a version",
  about: "Text comes as text/plain, everything else as a download.",
  auth: "anyone",
  params: versionFileParams,
  answers: {
    200: {
      means: "The file's bytes",
      contentType: "application/octet-stream",
      headers: { ETag: "The content's digest" },
    },
  },
  errors: ["artifact_unknown", "version_unknown", "file_unknown"],
});

export const readPackage = endpoint({
  row: "API-14",
  group,
  method: "GET",
  path: "/{K}/{name}/versions/{version}/package",
  summary: "Download a version's package",
  about: "The exact bytes that every other door serves.",
  auth: "anyone",
  params: versionParams,
  answers: {
    200: {
      means: "The package's bytes",
      contentType: "application/gzip",
      headers: { ETag: "The package's digest" },
    },
  },
  errors: ["artifact_unknown", "version_unknown"],
});

export const renderVersion = endpoint({
  row: "API-14",
  group,
  method: "GET",
  path: "/{K}/{name}/versions/{version}/rendered",
  summary: "Render a version",
  about:
    "The manifests as `helm template` or `kustomize build` print them from the package, with its default values, or with one of its values files on top.",
  auth: "anyone",
  params: versionParams,
  query: renderedVersionQuerySchema,
  answers: { 200: { means: "What it prints, or why it prints nothing", schema: renderedSchema } },
  errors: ["artifact_unknown", "version_unknown", "file_unknown", "render_limit", "engine_busy"],
});

export const markVersion = endpoint({
  row: "API-15",
  group,
  method: "PUT",
  path: "/{K}/{name}/versions/{version}/lifecycle",
  summary: "Deprecate or yank a version, or lift its mark",
  about:
    "The version stays as it is, and answers by its exact tag, digest and file. A yanked one leaves lists of tags, ranges and latest; what runs already is not touched. Members deprecate, admins yank; who may set a mark may lift it, with `active`. The reason, of 500 characters at most, is told to people and clients; `replacement` is another version of this artifact. The same mark again writes nothing.",
  auth: { session: true, token: "publish" },
  params: versionParams,
  body: markVersionSchema,
  answers: { 200: { means: "The version, with its mark", schema: versionViewSchema } },
  errors: ["input_invalid", "artifact_unknown", "version_unknown", "role_missing", "scope_missing"],
  example: {
    body: { state: "yanked", reason: "Its hook deletes the database volume.", replacement: "1.4.1" },
  },
});

export const listMarks = endpoint({
  row: "API-15",
  group,
  method: "GET",
  path: "/{K}/{name}/versions/{version}/lifecycle",
  summary: "List every mark that a version has had",
  about: "Newest first, 100 at most, with who set it and when. Empty for a version that never was marked.",
  auth: "anyone",
  params: versionParams,
  answers: { 200: { means: "The marks", schema: marksSchema } },
  errors: ["artifact_unknown", "version_unknown"],
});

export const recheckVersion = endpoint({
  row: "CAT-16",
  group,
  method: "POST",
  path: "/{K}/{name}/versions/{version}/check",
  summary: "Look for a version's findings once more",
  about:
    "By a job: `check.state` is pending until it has ended, and failed with its `error` where it could not.",
  auth: { session: true, token: "write" },
  params: versionParams,
  answers: { 202: { means: "The version, with its check pending", schema: versionViewSchema } },
  errors: ["artifact_unknown", "version_unknown", "role_missing", "scope_missing"],
});

export const compareVersions = endpoint({
  row: "API-17",
  group,
  method: "GET",
  path: "/{K}/{name}/compare/{range}",
  summary: "Compare the files of two versions",
  about: "The last part of the address is two version tags with three dots between them.",
  auth: "anyone",
  params: compareParams,
  query: z.object({ view: z.enum(["files"]).optional() }),
  answers: { 200: { means: "What differs", schema: compareViewSchema } },
  errors: ["artifact_unknown", "version_unknown"],
});

export const versionEndpoints = [
  listVersions,
  publishVersion,
  getVersion,
  immutable("PUT"),
  immutable("PATCH"),
  immutable("DELETE"),
  listVersionFiles,
  readVersionFile,
  readPackage,
  renderVersion,
  markVersion,
  listMarks,
  recheckVersion,
  compareVersions,
];
