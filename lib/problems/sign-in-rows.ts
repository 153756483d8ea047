/** Rows of the catalogue: what may come between a person and a session, and of groups that give roles. */
export const signInRows = {
  // second factors, sessions, passwords that were forgotten
  code_wrong: { status: 401, oci: "UNAUTHORIZED", log: "info", title: "the code is wrong or was used" },
  code_needed: {
    status: 401,
    oci: "UNAUTHORIZED",
    log: "info",
    title: "a code of the second factor is needed",
  },
  code_throttled: { status: 429, oci: "TOOMANYREQUESTS", log: "warn", title: "too many wrong codes" },
  code_late: { status: 401, oci: "UNAUTHORIZED", log: "info", title: "signing in took too long" },
  reset_throttled: {
    status: 429,
    oci: "TOOMANYREQUESTS",
    log: "warn",
    title: "too many resets were asked for",
  },
  second_factor_unknown: { status: 404, oci: "UNSUPPORTED", log: "info", title: "there is no second factor" },
  session_unknown: { status: 404, oci: "UNSUPPORTED", log: "info", title: "there is no such session" },
  second_factor_exists: { status: 409, oci: "DENIED", log: "info", title: "the second factor is on already" },
  account_shared: {
    status: 403,
    oci: "DENIED",
    log: "info",
    title: "the account belongs to other organizations, too",
  },
  mail_off: { status: 409, oci: "UNSUPPORTED", log: "info", title: "this server sends no mail" },
  second_factor_required: {
    status: 403,
    oci: "DENIED",
    log: "info",
    title: "this organization asks for two-factor sign-in",
  },
  // OpenID Connect
  password_sign_in_off: {
    status: 403,
    oci: "DENIED",
    log: "info",
    title: "nobody signs in with a password on this server",
  },
  openid_off: {
    status: 404,
    oci: "UNSUPPORTED",
    log: "info",
    title: "nobody signs in with OpenID Connect on this server",
  },
  openid_flow_unknown: {
    status: 400,
    oci: "DENIED",
    log: "warn",
    title: "this sign-in was not begun in this browser, took too long, or was used before",
  },
  openid_declined: { status: 403, oci: "DENIED", log: "info", title: "the provider did not sign you in" },
  openid_email_unverified: {
    status: 403,
    oci: "DENIED",
    log: "warn",
    title: "the provider does not say that the e-mail address is yours",
  },
  openid_identity_taken: {
    status: 403,
    oci: "DENIED",
    log: "warn",
    title: "this account signs in as somebody else at the provider",
  },
  openid_person_unknown: {
    status: 403,
    oci: "DENIED",
    log: "info",
    title: "nobody here has given you a role",
  },
  openid_answer_refused: {
    status: 502,
    oci: "UNAVAILABLE",
    log: "warn",
    title: "the provider's answer does not hold",
  },
  openid_unreachable: {
    status: 502,
    oci: "UNAVAILABLE",
    log: "warn",
    title: "the provider could not be reached",
  },
  group_role_unknown: { status: 404, oci: "UNSUPPORTED", log: "info", title: "there is no such mapping" },
  group_role_exists: {
    status: 409,
    oci: "DENIED",
    log: "info",
    title: "this group is mapped to a role already",
  },
} as const;
