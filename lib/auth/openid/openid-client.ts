import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from "openid-client";
import { clock } from "#lib/clock/clock.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { askIssuer } from "./ask-issuer.ts";
import type { OpenIdProvider } from "./provider.ts";

/** Issuers change endpoints rarely; keys are asked for again whenever a token names a new one. */
const KEPT_MS = 10 * 60_000;
const CLOCK_TOLERANCE_SECONDS = 30;
const TIMEOUT_SECONDS = 10;

type Kept = { key: string; until: number; client: Promise<Configuration> };
const shelf = () => processWide("auth.openid-client", (): { kept: Kept | null } => ({ kept: null }));

/** As OpenID Connect Discovery says: basic, unless the issuer names others only. */
const authentication =
  (secret: string): ClientAuth =>
  (as, client, body, headers) => {
    const methods = as.token_endpoint_auth_methods_supported;
    const isBasic = methods === undefined || methods.includes("client_secret_basic");
    (isBasic ? ClientSecretBasic(secret) : ClientSecretPost(secret))(as, client, body, headers);
  };

/** GitHub has no discovery document: its addresses are those of its documentation, at its own host or a company's. */
function githubClient({ issuer, clientId, clientSecret }: OpenIdProvider): Configuration {
  const server = {
    issuer,
    authorization_endpoint: `${issuer}/login/oauth/authorize`,
    token_endpoint: `${issuer}/login/oauth/access_token`,
  };
  const made = new Configuration(server, clientId, clientSecret, ClientSecretPost(clientSecret));
  made[customFetch] = askIssuer;
  made.timeout = TIMEOUT_SECONDS;
  return made;
}

async function discover({ issuer, clientId, clientSecret }: OpenIdProvider): Promise<Configuration> {
  const metadata = { client_secret: clientSecret, [clockTolerance]: CLOCK_TOLERANCE_SECONDS };
  return discovery(new URL(issuer), clientId, metadata, authentication(clientSecret), {
    [customFetch]: askIssuer,
    timeout: TIMEOUT_SECONDS,
    // The signature of each ID token is checked, though it came straight from the issuer.
    execute: [enableNonRepudiationChecks, ...(isPlainHttp(issuer) ? [allowInsecureRequests] : [])],
  });
}

/** The settings take http:// for this machine only. Everywhere else each endpoint of the document has to be https. */
const isPlainHttp = (issuer: string) => issuer.startsWith("http:");

/** The client of this provider, with what the issuer says of itself; asked again after ten minutes. */
export async function openIdClient(provider: OpenIdProvider): Promise<Configuration> {
  if (provider.preset === "github") {
    const made = githubClient(provider);
    if (isPlainHttp(provider.issuer)) allowInsecureRequests(made);
    return made;
  }
  const { kept } = shelf();
  const key = JSON.stringify([provider.issuer, provider.clientId, provider.clientSecret]);
  const now = clock.now().getTime();
  if (kept?.key === key && kept.until > now) return kept.client;
  const made: Kept = { key, until: now + KEPT_MS, client: discover(provider) };
  shelf().kept = made;
  // What failed is not kept: the next person asks again.
  made.client.catch(() => {
    if (shelf().kept === made) shelf().kept = null;
  });
  return made.client;
}
