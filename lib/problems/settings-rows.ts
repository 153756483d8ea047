/** Refusals of the organization's settings, and of the rules that it sets (rows of the catalogue). */
export const settingsRows = {
  publish_rules: {
    status: 400,
    oci: "MANIFEST_INVALID",
    log: "info",
    title: "the organization's publish rules refuse this",
  },
  second_factor_missing: {
    status: 409,
    oci: "DENIED",
    log: "info",
    title: "your own account has no second factor",
  },
  invites_throttled: {
    status: 429,
    oci: "TOOMANYREQUESTS",
    log: "info",
    title: "too many invitations",
  },
  slug_taken: { status: 409, oci: "DENIED", log: "info", title: "this slug is taken" },
  logo_unknown: { status: 404, oci: "UNSUPPORTED", log: "info", title: "there is no logo" },
  logo_invalid: { status: 400, oci: "UNSUPPORTED", log: "info", title: "this is no image for a logo" },
} as const;
