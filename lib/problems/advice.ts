import type { ProblemCode } from "./catalogue.ts";

/** What to do about each refusal, for `/docs/api`; a test holds that no row of the catalogue is without. */
export const advice: Partial<Record<ProblemCode, string>> = {
  input_invalid:
    "Read `detail` and `fields`: each names a field and its rule. Fields that do not exist here are named too.",
  invalid_name:
    "Choose lower-case letters and digits with single dots, underscores or dashes between them, at most 63 characters, and none of the reserved words.",
  invalid_version_tag:
    "Use 1 to 128 letters, digits, dots, underscores, plus signs or dashes, beginning with a letter, digit or underscore.",
  digest_invalid: "The content was damaged on the way. Push again.",
  manifest_invalid: "Read `detail`: it names what the manifest lacks.",
  upload_invalid: "Begin the upload anew.",
  upload_size_invalid: "The content was cut on the way. Push again.",
  page_number_invalid: "Give a whole number.",
  archive_invalid:
    "Remove the entry that `detail` names, or pack it as a plain file, and send the archive again.",
  chart_invalid: "Correct the field of Chart.yaml that `detail` names.",
  base_invalid: "Correct the reference that `detail` names: everything a base uses lies inside its folder.",
  bundle_invalid: "Correct the file and line that `detail` names.",
  not_semver:
    'Choose a SemVer version such as 1.4.0, or acknowledge "non-semver" to publish what Helm cannot select.',
  too_large: "Send less at once: `detail` has the limit and the size. Leave out what is not needed.",
  sign_in_required:
    "Sign in, or send an API token. The thing may also not exist: strangers are not told which.",
  token_invalid:
    "Check that the token is whole, has not expired and was not revoked. The API takes API tokens (cra_…), not registry tokens.",
  registry_token_invalid: "Check expiry and revocation under Organization settings → Registry → Tokens.",
  sign_in_failed: "Check the e-mail and the password.",
  sign_in_throttled: "Wait as long as `Retry-After` says.",
  role_missing: "Ask an admin or owner of the organization for the role that `detail` names.",
  scope_missing: "Use a token with the scope that `detail` names.",
  pull_scope_missing: "Use a token with pull scope.",
  push_scope_missing: "Use a token with push scope.",
  reach_missing: "Use a token whose pattern reaches this repository.",
  origin_refused: "Changes with a session's cookie come from this server's pages. Scripts send an API token.",
  artifact_unknown: "Check kind, project and name. What one may not see is answered as what is not there.",
  repository_unknown: "Check the name. What one may not see is answered as what is not there.",
  version_unknown: "Check the tag; the artifact's versions are listed at its address followed by /versions.",
  manifest_unknown: "Check the tag or digest.",
  manifest_part_unknown: "Push the blobs and manifests that it names first.",
  blob_unknown: "Check the digest; a blob is found in the repositories that it was pushed to.",
  upload_unknown: "Begin the upload anew: this one was finished, cancelled or has expired.",
  file_unknown: "List the files to see their paths; upper and lower case differ.",
  commit_unknown: "List the commits to see their ids.",
  token_unknown: "List the tokens to see their ids.",
  link_unknown: "Ask for a new link.",
  address_unknown: "Check the address against the list on this page.",
  organization_unknown: "Check the slug after `org=`, or leave it out.",
  method_unsupported: "Use one of the methods that the answer's `Allow` header names.",
  version_immutable: "Publish a new version. Deprecate or yank this one.",
  blob_in_use: "Delete the manifest that names it first.",
  name_taken: "Choose another name, or put the artifact into a project.",
  version_exists: "Choose another tag. `facts` has the tag and digest of the version that is there.",
  file_name_taken:
    "Choose another tag: in its Helm repository another chart already has a file of this name.",
  artifact_has_versions: "Archive it: versions stay downloadable for good.",
  draft_moved:
    "Someone saved since. `facts.commit` is the current commit: read the draft again, merge, and send the changes on it.",
  draft_not_empty: "A template fills empty drafts only. Delete the files first, or make another artifact.",
  draft_empty: "Save files first.",
  archived: "Unarchive the artifact first: an admin can.",
  read_only_source: "Its content comes from elsewhere. Duplicate it into an artifact that is written here.",
  token_ended: "Create another token.",
  user_exists: "Use another e-mail, or have this user choose a new password.",
  already_set_up: "Sign in as the owner.",
  idempotency_conflict: "Use a new Idempotency-Key for each new request.",
  idempotency_busy: "Wait a moment and send it again: the answer will be the first one's.",
  precondition_failed: "Read the draft again, merge, and send the changes on its current commit.",
  media_type_unsupported: "Name the type in Content-Type: application/json, or the archive's own.",
  too_many_tags: "Name fewer tags at once.",
  blob_range_invalid: "Ask for bytes that lie inside the blob.",
  range_invalid: "Ask where the upload stands, and go on from there.",
  publish_blocked: 'Read the findings, then mend them or publish with acknowledge: ["warnings"].',
  engine_busy:
    "Wait until your render before it has ended, or as long as `Retry-After` says, and send it again.",
  unavailable: "Nothing is lost. Wait as long as `Retry-After` says, or some seconds, and try again.",
  internal: "Try again; if it stays, tell whoever runs the server the request id.",
};
