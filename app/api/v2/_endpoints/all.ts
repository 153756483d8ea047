import type { Endpoint } from "#lib/http/endpoint.ts";
import { artifactEndpoints } from "./artifacts.ts";
import { collectionEndpoints } from "./collections.ts";
import { documentEndpoints } from "./document.ts";
import { draftEndpoints } from "./drafts.ts";
import { registryTokenEndpoints } from "./registry-tokens.ts";
import { repositoryEndpoints } from "./repositories.ts";
import { versionEndpoints } from "./versions.ts";

/** Every method at every address of the portal API; a test holds this list against the routes. */
export const allEndpoints: readonly Endpoint[] = [
  ...artifactEndpoints,
  ...draftEndpoints,
  ...versionEndpoints,
  ...registryTokenEndpoints,
  ...repositoryEndpoints,
  ...collectionEndpoints,
  ...documentEndpoints,
];
