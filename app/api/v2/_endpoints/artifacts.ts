import {
  artifactViewSchema,
  createArtifactSchema,
  duplicateArtifactSchema,
  listArtifactsQuerySchema,
  pageOf,
  updateArtifactSchema,
} from "#lib/catalog/schema.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { artifactParams, kindParams } from "./params.ts";

const group = "Artifacts";
const write = { session: true, token: "write" } as const;
const admin = { session: true, token: "admin" } as const;
const nameCodes = { name: "invalid_name", project: "invalid_name" } as const;
const artifactAnswer = { means: "The artifact", schema: artifactViewSchema } as const;

export const listArtifacts = endpoint({
  row: "GOH-49",
  group,
  method: "GET",
  path: "/{K}",
  summary: "List the artifacts of a kind",
  about:
    "What the caller may see, and nothing of the rest. Words of `q` are combined with AND. `archived` is false where it is not given.",
  auth: "anyone",
  params: kindParams,
  query: listArtifactsQuerySchema,
  answers: { 200: { means: "A page of artifacts", schema: pageOf(artifactViewSchema) } },
  errors: ["input_invalid"],
  example: { query: "?q=web&sort=published&limit=20" },
});

export const createArtifact = endpoint({
  row: "GOH-50",
  group,
  method: "POST",
  path: "/{K}",
  summary: "Make an artifact",
  about: "`scaffold` makes the first commit of it: true for the kind's own template, or a template's name.",
  auth: write,
  params: kindParams,
  body: createArtifactSchema,
  fieldCodes: nameCodes,
  answers: {
    201: { ...artifactAnswer, headers: { Location: "The artifact's address" } },
  },
  errors: ["input_invalid", "invalid_name", "name_taken", "role_missing", "scope_missing"],
  example: { body: { name: "web", project: "payments", description: "The web shop", scaffold: true } },
});

export const getArtifact = endpoint({
  row: "API-1",
  group,
  method: "GET",
  path: "/{K}/{name}",
  summary: "Read an artifact",
  auth: "anyone",
  params: artifactParams,
  answers: { 200: artifactAnswer },
  errors: ["artifact_unknown"],
});

export const updateArtifact = endpoint({
  row: "API-2",
  group,
  method: "PATCH",
  path: "/{K}/{name}",
  summary: "Change description, icon, labels or visibility",
  about: "Fields that are left out stay as they are. Visibility is changed by admins.",
  auth: write,
  params: artifactParams,
  body: updateArtifactSchema,
  answers: { 200: artifactAnswer },
  errors: ["input_invalid", "artifact_unknown", "role_missing", "scope_missing"],
  example: { body: { description: "The web shop", labels: { team: "checkout" } } },
});

export const deleteArtifact = endpoint({
  row: "API-3",
  group,
  method: "DELETE",
  path: "/{K}/{name}",
  summary: "Delete an artifact that has no versions",
  auth: admin,
  params: artifactParams,
  answers: { 204: { means: "It is gone" } },
  errors: ["artifact_unknown", "artifact_has_versions", "role_missing", "scope_missing"],
});

export const archiveArtifact = endpoint({
  row: "API-4",
  group,
  method: "POST",
  path: "/{K}/{name}/archive",
  summary: "Archive an artifact",
  about: "Hides it from lists and search and stops edits and publishing. Every version stays downloadable.",
  auth: admin,
  params: artifactParams,
  answers: { 200: artifactAnswer },
  errors: ["artifact_unknown", "role_missing", "scope_missing"],
});

export const unarchiveArtifact = endpoint({
  row: "API-4",
  group,
  method: "POST",
  path: "/{K}/{name}/unarchive",
  summary: "Undo archiving",
  auth: admin,
  params: artifactParams,
  answers: { 200: artifactAnswer },
  errors: ["artifact_unknown", "role_missing", "scope_missing"],
});

const copied = {
  group,
  method: "POST",
  auth: write,
  params: artifactParams,
  body: duplicateArtifactSchema,
  fieldCodes: nameCodes,
  answers: { 201: { ...artifactAnswer, headers: { Location: "The copy's address" } } },
  errors: [
    "input_invalid",
    "invalid_name",
    "artifact_unknown",
    "version_unknown",
    "name_taken",
    "role_missing",
  ],
  example: { body: { name: "web-next", version: "1.4.0" } },
} as const;

export const duplicateArtifact = endpoint({
  ...copied,
  row: "API-5",
  path: "/{K}/{name}/duplicate",
  summary: "Copy the content into a new artifact",
  about: "Without history and without a link. `version` copies that version; without it the draft.",
});

export const forkArtifact = endpoint({
  ...copied,
  row: "API-5",
  path: "/{K}/{name}/fork",
  summary: "Copy the content and keep the link to its origin",
  about: "`version` copies that version; without it the latest.",
});

export const artifactEndpoints = [
  listArtifacts,
  createArtifact,
  getArtifact,
  updateArtifact,
  deleteArtifact,
  archiveArtifact,
  unarchiveArtifact,
  duplicateArtifact,
  forkArtifact,
];
