import { env } from "#lib/env/env.ts";

export type OpenIdPreset = "github" | "google" | "microsoft" | "gitlab";

/** Who signs people in for this server, as the settings name it. */
export type OpenIdProvider = {
  /** Null: any issuer, by its discovery document. */
  preset: OpenIdPreset | null;
  /** As it names itself in its tokens. */
  issuer: string;
  /** As people know it: on the button, in sentences. */
  name: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  groupsClaim: string;
  /** Whether an e-mail of which the issuer does not say that it checked it counts as checked. */
  trustsEmail: boolean;
};

const SCOPE = "openid email profile";

type Preset = { name: string; issuer: (tenant: string) => string; scope: string; groupsClaim: string };

const presets: Record<OpenIdPreset, Preset> = {
  // No issuer of OpenID Connect: OAuth 2 and an API of its own (read-github-person.ts).
  github: {
    name: "GitHub",
    issuer: () => "https://github.com",
    scope: "read:user user:email read:org",
    groupsClaim: "",
  },
  // https://developers.google.com/identity/openid-connect/openid-connect: hd is the Workspace domain.
  google: {
    name: "Google",
    issuer: () => "https://accounts.google.com",
    scope: SCOPE,
    groupsClaim: "hd",
  },
  microsoft: {
    name: "Microsoft",
    issuer: (tenant) => `https://login.microsoftonline.com/${tenant}/v2.0`,
    scope: SCOPE,
    groupsClaim: "groups",
  },
  // https://docs.gitlab.com/integration/openid_connect_provider/: groups comes from its user info.
  gitlab: { name: "GitLab", issuer: () => "https://gitlab.com", scope: SCOPE, groupsClaim: "groups" },
};

/** @returns null where the settings name none, or only passwords are taken */
export function openIdProvider(): OpenIdProvider | null {
  const settings = env();
  const { CHARTROOM_OIDC_PRESET: named, CHARTROOM_OIDC_ISSUER, CHARTROOM_OIDC_TENANT = "" } = settings;
  const preset = named ? presets[named] : null;
  const issuer = CHARTROOM_OIDC_ISSUER ?? preset?.issuer(CHARTROOM_OIDC_TENANT);
  const { CHARTROOM_OIDC_CLIENT_ID: clientId, CHARTROOM_OIDC_CLIENT_SECRET: clientSecret } = settings;
  if (settings.CHARTROOM_SIGN_IN === "password" || !issuer || !clientId || !clientSecret) return null;
  return {
    preset: named ?? null,
    issuer,
    name: settings.CHARTROOM_OIDC_NAME ?? preset?.name ?? new URL(issuer).host,
    clientId,
    clientSecret,
    scope: settings.CHARTROOM_OIDC_SCOPES ?? preset?.scope ?? SCOPE,
    groupsClaim: settings.CHARTROOM_OIDC_GROUPS_CLAIM ?? preset?.groupsClaim ?? "groups",
    trustsEmail: settings.CHARTROOM_OIDC_TRUST_EMAIL,
  };
}

/** The one address that a provider sends people back to; it is entered there. */
export const redirectUri = (): string => `${env().CHARTROOM_PUBLIC_URL}/sign-in/openid/callback`;
