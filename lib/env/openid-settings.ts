import { z } from "zod";

/** Where signing in is kept apart from everything else, plain http says who may read along: nobody, on this machine only. */
const isLoopback = (host: string) => /^(localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);

const issuerSchema = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    "must be an https address",
  )
  .refine((text) => {
    if (!URL.canParse(text)) return true; // Said above.
    const { protocol, hostname } = new URL(text);
    return protocol === "https:" || isLoopback(hostname);
  }, "must begin with https:// (http:// only for this machine itself)")
  .refine((text) => {
    if (!URL.canParse(text)) return true;
    const { search, hash, username, password } = new URL(text);
    return `${search}${hash}${username}${password}` === "";
  }, "must be an address without user, query and fragment");

/** A directory's id or one of its domains: the words that stand for every directory would let anybody in. */
const tenantSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, "must be a tenant's id or domain")
  .refine(
    (text) => !["common", "organizations", "consumers"].includes(text.toLowerCase()),
    "must be one tenant; common, organizations and consumers let people of every tenant in",
  );

const onOff = z
  .enum(["on", "off"])
  .default("off")
  .transform((text) => text === "on");

/** Of signing in. One issuer for the whole server, because people belong to the server (docs/decisions/011). */
export const openIdSettings = {
  CHARTROOM_SIGN_IN: z.enum(["both", "password", "openid"]).default("both"),
  CHARTROOM_OIDC_PRESET: z.enum(["github", "google", "microsoft", "gitlab"]).optional(),
  CHARTROOM_OIDC_ISSUER: issuerSchema.optional(),
  CHARTROOM_OIDC_TENANT: tenantSchema.optional(),
  CHARTROOM_OIDC_CLIENT_ID: z.string().min(1).optional(),
  CHARTROOM_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  CHARTROOM_OIDC_NAME: z
    .string()
    .max(40, "must have at most 40 characters")
    .regex(/^[^\p{C}]*$/u, "must be visible characters")
    .optional(),
  CHARTROOM_OIDC_SCOPES: z
    .string()
    .regex(
      /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/,
      "must be scopes with single spaces between",
    )
    .optional(),
  CHARTROOM_OIDC_GROUPS_CLAIM: z.string().min(1).max(200).optional(),
  CHARTROOM_OIDC_TRUST_EMAIL: onOff,
  CHARTROOM_OIDC_NEW_PEOPLE: z.enum(["off", "viewer", "member"]).default("off"),
};

type OpenIdSettings = z.output<z.ZodObject<typeof openIdSettings>>;

/** Settings that fit each other. @returns the name of each that does not, with the reason */
export function findOpenIdFaults(
  settings: OpenIdSettings,
): { name: keyof OpenIdSettings; message: string }[] {
  const {
    CHARTROOM_SIGN_IN: ways,
    CHARTROOM_OIDC_PRESET: preset,
    CHARTROOM_OIDC_ISSUER: issuer,
    CHARTROOM_OIDC_TENANT: tenant,
    CHARTROOM_OIDC_CLIENT_ID: clientId,
    CHARTROOM_OIDC_CLIENT_SECRET: secret,
    CHARTROOM_OIDC_SCOPES: scopes,
  } = settings;
  const isNamed = preset !== undefined || issuer !== undefined;
  const rules: [boolean, keyof OpenIdSettings, string][] = [
    [
      ways === "openid" && !isNamed,
      "CHARTROOM_OIDC_ISSUER",
      "is needed where CHARTROOM_SIGN_IN is openid (or CHARTROOM_OIDC_PRESET)",
    ],
    [isNamed && !clientId, "CHARTROOM_OIDC_CLIENT_ID", "is needed beside the issuer"],
    [
      isNamed && !secret,
      "CHARTROOM_OIDC_CLIENT_SECRET",
      "is needed beside the issuer (or CHARTROOM_OIDC_CLIENT_SECRET_FILE)",
    ],
    [
      !isNamed && clientId !== undefined,
      "CHARTROOM_OIDC_ISSUER",
      "is needed beside CHARTROOM_OIDC_CLIENT_ID (or CHARTROOM_OIDC_PRESET)",
    ],
    [preset === "microsoft" && !tenant, "CHARTROOM_OIDC_TENANT", "is needed with the preset microsoft"],
    [
      preset !== "microsoft" && tenant !== undefined,
      "CHARTROOM_OIDC_TENANT",
      "belongs to the preset microsoft",
    ],
    [
      (preset === "microsoft" || preset === "google") && issuer !== undefined,
      "CHARTROOM_OIDC_ISSUER",
      `is known with the preset ${preset}: leave it out`,
    ],
    [
      scopes !== undefined && preset !== "github" && !scopes.split(" ").includes("openid"),
      "CHARTROOM_OIDC_SCOPES",
      "must name openid",
    ],
  ];
  return rules.flatMap(([isWrong, name, message]) => (isWrong ? [{ name, message }] : []));
}
