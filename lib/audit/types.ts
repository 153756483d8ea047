/**
 * Everything that can be done, and how the log says it: after the name of who did it. `{target}` is what it was done to;
 * any other name in braces is a detail of the row, and left out with its words where the row has none: `[ as {role}]`.
 * What is not in here cannot be recorded (`recordAudit` takes no other word). Words stay: old rows have them.
 */
export const AUDIT_ACTIONS = {
  "api-token.created": "made the API token {target}[ with scope {scope}]",
  "api-token.revoked": "revoked the API token {target}",
  "api-token.rotated": "gave the API token {target} a new secret",
  "artifact.archived": "archived {target}",
  "artifact.created": "made {target}[ from {forkedFrom}]",
  "artifact.deleted": "deleted {target}",
  "artifact.unarchived": "brought {target} back from the archive",
  "artifact.updated": "changed the settings of {target}",
  "audit.exported": "exported the audit log[ as {format}]",
  "blob.deleted": "deleted the blob {digest} from {target}",
  "draft.imported": "imported[ {files}] files into the draft of {target}",
  "draft.saved": "saved the draft of {target}",
  "draft.scaffolded": "began the draft of {target}[ from the template {template}]",
  "group-role.changed": "changed the role that the group {target} gives",
  "group-role.created": "mapped the group {target}[ to the role {role}]",
  "group-role.deleted": "deleted the mapping of the group {target}",
  "invite.accepted": "accepted the invitation of {target}[ as {role}]",
  "invite.created": "invited {target}[ as {role}]",
  "invite.revoked": "revoked the invitation of {target}",
  "manifest.deleted": "deleted the manifest {digest} from {target}",
  "manifest.pushed": "pushed[ {tags} to] {target}",
  "member.added": "made {target} a member[ by {by}]",
  "member.left": "left the organization, as {target}",
  "member.ownership-transferred": "handed the ownership over to {target}",
  "member.removed": "removed the member {target}[ by {by}]",
  "member.role-kept": "kept {target} as the last owner",
  "member.role-changed": "changed the role of {target}[ by {by}]",
  "oci-credential.changed": "changed the OCI credential {target}",
  "oci-credential.created": "added the OCI credential {target}",
  "oci-credential.deleted": "deleted the OCI credential {target}",
  "oci-credential.tested": "tested the OCI credential {target}[: {state}]",
  "organization.changed": "changed the settings of the organization {target}",
  "organization.created": "made the organization {target}",
  "organization.logo-removed": "removed the logo of {target}",
  "organization.logo-set": "set the logo of {target}",
  "organization.exported": "exported everything of the organization {target}",
  "project-member.added": "made {name} a member of the project {target}",
  "project-member.changed": "changed what {name} is in the project {target}",
  "project-member.removed": "removed {name} from the project {target}",
  "project.archived": "archived the project {target}",
  "project.changed": "changed the settings of the project {target}",
  "project.created": "made the project {target}",
  "project.deleted": "deleted the project {target}",
  "project.unarchived": "brought the project {target} back from the archive",
  "registry-token.created": "made the registry token {target}[ for {scope}]",
  "registry-token.revoked": "revoked the registry token {target}",
  "registry-token.rotated": "gave the registry token {target} a new secret",
  "repository-policy.changed": "changed the policy {target}",
  "repository-policy.created": "set the policy {target}",
  "repository-policy.deleted": "deleted the policy {target}",
  "repository.collected": "cleared {target} of what nothing needed",
  "tag.deleted": "deleted the tag {tag} of {target}",
  "user.created": "made {target} a member[ as {role}]",
  "user.identity-forgotten": "let go what the provider calls {target}",
  "user.identity-linked": "linked {target} to an account[ at {issuer}]",
  "user.password-changed": "changed the password of {target}",
  "user.password-chosen": "chose a password for {target}",
  "user.password-link-made": "made a link for {target} to choose a password",
  "user.password-reset-asked": "asked for a mail to {target} to choose a password",
  "user.recovery-codes-made": "made new recovery codes for {target}",
  "user.renamed": "took the name {target}[ instead of {before}]",
  "user.second-factor-off": "turned the second factor of {target} off",
  "user.second-factor-on": "turned a second factor on for {target}",
  "user.second-factor-reset": "took the second factor of {target} away",
  "user.session-ended": "ended a session of {target}",
  "user.sign-in-link-made": "made a link that signs {target} in once",
  "user.signed-in": "signed in as {target}[ by {how}]",
  "user.signed-out-elsewhere": "signed {target} out everywhere else",
  "user.signed-out-everywhere": "signed {target} out everywhere",
  "version.check-asked": "asked for another check of {tag} of {target}",
  "version.deprecated": "deprecated {tag} of {target}",
  "version.published": "published {tag} of {target}",
  "version.mark_lifted": "lifted the mark of {tag} of {target}",
  "version.yanked": "yanked {tag} of {target}",
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** The action of this name, or all that begin with this word; none where the log knows neither. */
export function actionsOf(name: string): string[] {
  return Object.keys(AUDIT_ACTIONS).filter((action) => action === name || action.startsWith(`${name}.`));
}

/** The words before the dot. */
export const ACTION_FAMILIES: string[] = [
  ...new Set(Object.keys(AUDIT_ACTIONS).map((action) => action.split(".")[0] ?? "")),
];
