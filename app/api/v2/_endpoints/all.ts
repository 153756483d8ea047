import type { Endpoint } from "#lib/http/endpoint.ts";
import { apiTokenEndpoints } from "./api-tokens.ts";
import { artifactEndpoints } from "./artifacts.ts";
import { auditEndpoints } from "./audit.ts";
import { collectionEndpoints } from "./collections.ts";
import { documentEndpoints } from "./document.ts";
import { draftEndpoints } from "./drafts.ts";
import { groupRoleEndpoints } from "./group-roles.ts";
import { memberEndpoints } from "./members.ts";
import { ociCredentialEndpoints } from "./oci-credentials.ts";
import { organizationSettingsEndpoints } from "./organization-settings.ts";
import { organizationEndpoints } from "./organizations.ts";
import { projectEndpoints } from "./projects.ts";
import { rateLimitEndpoints } from "./rate-limit.ts";
import { registryTokenEndpoints } from "./registry-tokens.ts";
import { repositoryEndpoints } from "./repositories.ts";
import { repositoryPolicyEndpoints } from "./repository-policies.ts";
import { versionEndpoints } from "./versions.ts";

/** Every method at every address of the portal API; a test holds this list against the routes. */
export const allEndpoints: readonly Endpoint[] = [
  ...artifactEndpoints,
  ...draftEndpoints,
  ...versionEndpoints,
  ...registryTokenEndpoints,
  ...apiTokenEndpoints,
  ...repositoryEndpoints,
  ...collectionEndpoints,
  ...repositoryPolicyEndpoints,
  ...projectEndpoints,
  ...memberEndpoints,
  ...organizationEndpoints,
  ...groupRoleEndpoints,
  ...ociCredentialEndpoints,
  ...rateLimitEndpoints,
  ...organizationSettingsEndpoints,
  ...auditEndpoints,
  ...documentEndpoints,
];
