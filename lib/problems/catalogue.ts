import { settingsRows } from "./settings-rows.ts";
import { signInRows } from "./sign-in-rows.ts";
import { unknownRows } from "./unknown-rows.ts";

type Row = {
  /** HTTP status at every door. */
  status: number;
  /** Code in the OCI error body (distribution-spec 1.1, "Error codes"); `oci-registry.md` section 10. */
  oci: string;
  /** How loudly it is logged: a refusal is not a fault. */
  log: "debug" | "info" | "warn" | "error";
  /** The public sentence. */
  title: string;
};

/** Every refusal there is. Add a row, never a branch. */
export const catalogue = {
  // what was sent is not understood
  input_invalid: { status: 400, oci: "UNSUPPORTED", log: "info", title: "the request is not valid" },
  invalid_name: { status: 400, oci: "NAME_INVALID", log: "info", title: "invalid name" },
  invalid_version_tag: { status: 400, oci: "MANIFEST_INVALID", log: "info", title: "invalid version tag" },
  digest_invalid: {
    status: 400,
    oci: "DIGEST_INVALID",
    log: "info",
    title: "digest does not match the content; push again",
  },
  manifest_invalid: { status: 400, oci: "MANIFEST_INVALID", log: "info", title: "the manifest is not valid" },
  upload_invalid: {
    status: 400,
    oci: "BLOB_UPLOAD_INVALID",
    log: "info",
    title: "the upload request is not valid",
  },
  upload_size_invalid: {
    status: 400,
    oci: "SIZE_INVALID",
    log: "info",
    title: "the length does not match the content; push again",
  },
  page_number_invalid: {
    status: 400,
    oci: "PAGINATION_NUMBER_INVALID",
    log: "info",
    title: "n must be a whole number that is not negative",
  },
  // gates (PUB rows): the same at every door
  archive_invalid: { status: 400, oci: "MANIFEST_INVALID", log: "info", title: "the archive is refused" },
  chart_invalid: { status: 400, oci: "MANIFEST_INVALID", log: "info", title: "the chart is refused" },
  base_invalid: { status: 400, oci: "MANIFEST_INVALID", log: "info", title: "the Kustomize base is refused" },
  bundle_invalid: {
    status: 400,
    oci: "MANIFEST_INVALID",
    log: "info",
    title: "the manifest bundle is refused",
  },
  not_semver: {
    status: 400,
    oci: "MANIFEST_INVALID",
    log: "info",
    title: "Helm cannot select this version tag",
  },
  too_large: { status: 413, oci: "SIZE_INVALID", log: "info", title: "over the size limit" },
  // who is asking
  sign_in_required: { status: 401, oci: "UNAUTHORIZED", log: "info", title: "authentication required" },
  token_invalid: { status: 401, oci: "UNAUTHORIZED", log: "info", title: "invalid token" },
  registry_token_invalid: { status: 401, oci: "UNAUTHORIZED", log: "info", title: "invalid registry token" },
  sign_in_failed: {
    status: 401,
    oci: "UNAUTHORIZED",
    log: "info",
    title: "the e-mail or the password is wrong",
  },
  sign_in_throttled: { status: 429, oci: "TOOMANYREQUESTS", log: "warn", title: "too many failed sign-ins" },
  ...signInRows,
  ...settingsRows,
  role_missing: { status: 403, oci: "DENIED", log: "info", title: "your role does not allow this" },
  scope_missing: { status: 403, oci: "DENIED", log: "info", title: "the token lacks the scope" },
  pull_scope_missing: { status: 403, oci: "DENIED", log: "info", title: "token lacks pull scope" },
  push_scope_missing: { status: 403, oci: "DENIED", log: "info", title: "token lacks push scope" },
  reach_missing: {
    status: 403,
    oci: "DENIED",
    log: "info",
    title: "the token does not reach this repository",
  },
  invite_of_another: {
    status: 403,
    oci: "DENIED",
    log: "info",
    title: "the invitation is for another e-mail",
  },
  mint_exceeded: {
    status: 403,
    oci: "DENIED",
    log: "info",
    title: "the API token may not make such a token",
  },
  origin_refused: { status: 403, oci: "DENIED", log: "warn", title: "the request came from another site" },
  ...unknownRows,
  // what cannot be done to this thing
  method_unsupported: {
    status: 405,
    oci: "UNSUPPORTED",
    log: "info",
    title: "this method does not exist here",
  },
  version_immutable: {
    status: 405,
    oci: "UNSUPPORTED",
    log: "info",
    title: "published versions cannot be deleted; deprecate or yank instead",
  },
  deletion_off: {
    status: 405,
    oci: "UNSUPPORTED",
    log: "info",
    title: "a policy of this repository lets nothing be deleted",
  },
  blob_in_use: {
    status: 405,
    oci: "UNSUPPORTED",
    log: "info",
    title: "a manifest of this repository needs this blob; delete the manifest first",
  },
  name_taken: { status: 409, oci: "DENIED", log: "info", title: "the name is taken" },
  version_exists: { status: 409, oci: "DENIED", log: "info", title: "version already exists" },
  policy_exists: {
    status: 409,
    oci: "DENIED",
    log: "info",
    title: "there is a policy for this pattern already",
  },
  credential_exists: {
    status: 409,
    oci: "DENIED",
    log: "info",
    title: "there is a credential for this host and path already",
  },
  file_name_taken: { status: 409, oci: "DENIED", log: "info", title: "the package's file name is taken" },
  artifact_has_versions: {
    status: 409,
    oci: "DENIED",
    log: "info",
    title: "an artifact with versions cannot be deleted",
  },
  project_has_versions: {
    status: 409,
    oci: "DENIED",
    log: "info",
    title: "a project with versions cannot be deleted",
  },
  draft_moved: {
    status: 409,
    oci: "DENIED",
    log: "info",
    title: "the draft has changed since you opened it",
  },
  draft_not_empty: { status: 409, oci: "DENIED", log: "info", title: "the draft already has files" },
  draft_empty: { status: 409, oci: "DENIED", log: "info", title: "the draft has no files" },
  archived: { status: 409, oci: "DENIED", log: "info", title: "the artifact is archived" },
  read_only_source: { status: 409, oci: "DENIED", log: "info", title: "the artifact is not written here" },
  token_ended: {
    status: 409,
    oci: "UNSUPPORTED",
    log: "info",
    title: "a revoked or expired token cannot be rotated",
  },
  user_exists: { status: 409, oci: "UNSUPPORTED", log: "info", title: "there is such a user already" },
  member_exists: { status: 409, oci: "UNSUPPORTED", log: "info", title: "this is a member already" },
  last_owner: {
    status: 409,
    oci: "UNSUPPORTED",
    log: "info",
    title: "an organization always has at least one owner",
  },
  already_set_up: { status: 409, oci: "UNSUPPORTED", log: "info", title: "this server already has an owner" },
  idempotency_conflict: {
    status: 409,
    oci: "UNSUPPORTED",
    log: "info",
    title: "this Idempotency-Key was used for another request",
  },
  idempotency_busy: {
    status: 409,
    oci: "UNSUPPORTED",
    log: "info",
    title: "the first request with this Idempotency-Key is still at work",
  },
  precondition_failed: { status: 412, oci: "UNSUPPORTED", log: "info", title: "the draft has moved on" },
  too_many_tags: { status: 414, oci: "UNSUPPORTED", log: "info", title: "at most 100 tags in one request" },
  media_type_unsupported: {
    status: 415,
    oci: "UNSUPPORTED",
    log: "info",
    title: "a body of this type is not taken here",
  },
  range_invalid: { status: 416, oci: "BLOB_UPLOAD_INVALID", log: "info", title: "the range does not fit" },
  blob_range_invalid: {
    status: 416,
    oci: "UNSUPPORTED",
    log: "info",
    title: "the range is outside the blob",
  },
  publish_blocked: {
    status: 422,
    oci: "MANIFEST_INVALID",
    log: "info",
    title: "findings need to be acknowledged",
  },
  render_limit: {
    status: 422,
    oci: "UNSUPPORTED",
    log: "info",
    title: "it does not render within the limits",
  },
  token_rate_limited: {
    status: 429,
    oci: "TOOMANYREQUESTS",
    log: "info",
    title: "too many requests with this token",
  },
  rate_limited: {
    status: 429,
    oci: "TOOMANYREQUESTS",
    log: "info",
    title: "too many requests from this address",
  },
  engine_busy: { status: 429, oci: "TOOMANYREQUESTS", log: "info", title: "the engine is busy" },
  // what other servers answer, and what they are not asked
  outbound_refused: {
    status: 422,
    oci: "UNSUPPORTED",
    log: "info",
    title: "this server does not connect to that address",
  },
  outbound_failed: { status: 502, oci: "UNAVAILABLE", log: "info", title: "the other server did not answer" },
  outbound_timeout: {
    status: 504,
    oci: "UNAVAILABLE",
    log: "info",
    title: "the other server did not answer in time",
  },
  // ours to mend
  secret_sealed: {
    status: 500,
    oci: "UNKNOWN",
    log: "error",
    title: "a kept secret cannot be opened with the keys of this server",
  },
  unavailable: {
    status: 503,
    oci: "UNAVAILABLE",
    log: "error",
    title: "the server cannot answer just now; try again",
  },
  content_collected: {
    status: 503,
    oci: "UNAVAILABLE",
    log: "warn",
    title: "the content was collected while it was being named; send it again",
  },
  internal: { status: 500, oci: "UNKNOWN", log: "error", title: "something broke on our side" },
} as const satisfies Record<string, Row>;

export type ProblemCode = keyof typeof catalogue;
