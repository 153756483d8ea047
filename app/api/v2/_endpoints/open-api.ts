import * as drafts from "#lib/catalog/draft-schema.ts";
import * as catalog from "#lib/catalog/schema.ts";
import { renderedSchema, renderJobSchema } from "#lib/engine/schema.ts";
import { openApiDocument } from "#lib/http/openapi.ts";
import { ARTIFACT_KINDS, apiRoot } from "#lib/ids/ids.ts";
import * as registry from "#lib/oci/schema.ts";
import * as members from "#lib/organization/member-schema.ts";
import * as projects from "#lib/organization/project-schema.ts";
import packageJson from "../../../../package.json" with { type: "json" };
import { allEndpoints } from "./all.ts";

/** What each part of an address means. */
export const pathParams = {
  name: "`name`, or `project~name` where the artifact has a project; of a repository its name with `~` for each slash",
  path: "Path of the file; its slashes stay as they are",
  project: "Name of the project",
  id: "Id of the commit, the render, the token, the member or the invitation",
  version: "Version tag",
  reference: "Tag, as the registry has it, or digest",
  range: "Two version tags with three dots between them: `1.0.0...1.1.0`",
};

export const roots = ARTIFACT_KINDS.map(apiRoot);

/** The document at `/api/v2/openapi.json`. */
export function portalApiDocument() {
  return openApiDocument({
    endpoints: allEndpoints,
    roots,
    pathParams,
    version: packageJson.version,
    schemas: {
      Artifact: catalog.artifactViewSchema,
      NewArtifact: catalog.createArtifactSchema,
      Draft: drafts.draftViewSchema,
      NewCommit: drafts.saveDraftSchema,
      Commit: drafts.commitViewSchema,
      CommitWithChanges: drafts.commitChangesSchema,
      CommitMade: drafts.commitMadeSchema,
      RenderRequest: drafts.renderDraftSchema,
      Rendered: renderedSchema,
      RenderJob: renderJobSchema,
      Review: drafts.reviewViewSchema,
      InspectedUpload: drafts.inspectedUploadSchema,
      Version: catalog.versionViewSchema,
      NewVersion: catalog.publishVersionSchema,
      VersionFiles: catalog.versionFilesSchema,
      Repository: registry.repositoryViewSchema,
      RepositoryTag: registry.entryViewSchema,
      RepositoryManifest: registry.manifestViewSchema,
      Project: projects.projectViewSchema,
      Comparison: drafts.compareViewSchema,
      Member: members.memberViewSchema,
      Invite: members.inviteViewSchema,
    },
  });
}
