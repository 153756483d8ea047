import {
  hasApiScope,
  isAtLeastIn,
  isAtLeastSomewhere,
  requireApiScope,
  requireRole,
  requireRoleIn,
} from "#lib/auth/policy.ts";
import type { ApiScope, Role, Viewer } from "#lib/auth/types.ts";
import { type ArtifactKind, repositoryName } from "#lib/ids/ids.ts";
import { matchesPattern } from "#lib/ids/repository-pattern.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { LifecycleState, Permissions } from "./schema.ts";
import type { ArtifactFacts } from "./types.ts";

declare const granted: unique symbol;
/** A right that was checked; only this file makes one, and writes ask for it. */
export type Grant<Deed extends string> = {
  readonly artifact: ArtifactFacts;
  readonly by: Viewer;
  readonly [granted]: Deed;
};
export type EditGrant = Grant<"edit">;
export type SettingsGrant = Grant<"settings">;
export type PublishGrant = Grant<"publish">;
export type CheckGrant = Grant<"check">;
export type MarkGrant = Grant<"mark">;

const reaches = (viewer: Viewer, facts: ArtifactFacts) =>
  matchesPattern(viewer.pattern, repositoryName(facts));

/** What you may not pull, you cannot see (DESIGN, promise 4). */
export function maySee(viewer: Viewer, facts: ArtifactFacts): boolean {
  if (facts.orgId !== viewer.orgId) return false;
  if (viewer.role === null) return facts.visibility === "public";
  return reaches(viewer, facts);
}

/** Every right on an artifact: the role is that of the organization or the higher one of its project (ROLE-11). */
function require(
  viewer: Viewer,
  facts: ArtifactFacts | null,
  role: Role,
  scope: ApiScope,
  deed: string,
): ArtifactFacts {
  if (!facts || !maySee(viewer, facts)) throw new Problem("artifact_unknown");
  requireRoleIn(viewer, facts.project, role, deed);
  requireApiScope(viewer, scope, deed);
  return facts;
}

function refuseArchived(facts: ArtifactFacts): void {
  if (facts.archived) throw archivedArtifact(facts);
}

function refuseForeignSource(facts: ArtifactFacts): void {
  if (facts.sourceType === "git") return;
  throw new Problem("read_only_source", { hint: "Duplicate it into an artifact that is written here." });
}

/** What an archived artifact says to whoever edits it or publishes into it. */
export function archivedArtifact({ project }: ArtifactFacts): Problem {
  return new Problem("archived", {
    hint: project
      ? `Unarchive it first, or the project ${project} where that is archived: an admin or a maintainer of the project can, on its page.`
      : "Unarchive it first: an admin can, on its page.",
  });
}

/** @throws Problem "artifact_unknown" */
export function requireSeen(viewer: Viewer, facts: ArtifactFacts | null): ArtifactFacts {
  if (!facts || !maySee(viewer, facts)) throw new Problem("artifact_unknown");
  return facts;
}

/** ROLE-2: write the draft. */
export function grantEdit(viewer: Viewer, facts: ArtifactFacts | null): EditGrant {
  const artifact = require(viewer, facts, "member", "write", "edit this artifact");
  refuseForeignSource(artifact);
  refuseArchived(artifact);
  return { artifact, by: viewer } as EditGrant;
}

/** A registry token that may only pull makes nothing, whatever door it came through. */
function requirePushScope(viewer: Viewer): void {
  if (viewer.registryScope !== "pull") return;
  throw new Problem("scope_missing", {
    detail: "The token has scope pull; to publish it needs push.",
    hint: "Use a token with scope push.",
  });
}

/** ROLE-2: publish. The same for the portal, the API and a push. */
export function grantPublish(viewer: Viewer, facts: ArtifactFacts | null): PublishGrant {
  requireSeen(viewer, facts);
  requirePushScope(viewer);
  const artifact = require(viewer, facts, "member", "publish", "publish a version");
  refuseForeignSource(artifact);
  refuseArchived(artifact);
  return { artifact, by: viewer } as PublishGrant;
}

/** ROLE-2: have a version's findings looked for again. An archived artifact's too: its versions are still pulled. */
export function grantCheck(viewer: Viewer, facts: ArtifactFacts | null): CheckGrant {
  return { artifact: require(viewer, facts, "member", "write", "check a version"), by: viewer } as CheckGrant;
}

/**
 * ROLE-2: deprecate; ROLE-3: yank. Who may set a mark may lift it. An archived artifact's too: its versions are still pulled.
 */
export function grantMark(
  viewer: Viewer,
  facts: ArtifactFacts | null,
  { from, to }: { from: LifecycleState; to: LifecycleState },
): MarkGrant {
  const isYank = from === "yanked" || to === "yanked";
  const thing =
    to === "active"
      ? "lift the mark of a version that is yanked"
      : "change the mark of a version that is yanked";
  const deed = to === "yanked" ? "yank a version" : from === "yanked" ? thing : "deprecate a version";
  const artifact = isYank
    ? require(viewer, facts, "admin", "admin", deed)
    : require(viewer, facts, "member", "publish", deed);
  return { artifact, by: viewer } as MarkGrant;
}

/** ROLE-2: description, icon, labels. */
export function grantChangeSettings(viewer: Viewer, facts: ArtifactFacts | null): SettingsGrant {
  return {
    artifact: require(viewer, facts, "member", "write", "change this artifact"),
    by: viewer,
  } as SettingsGrant;
}

/** ROLE-3: archive, visibility, delete. */
export function grantManage(viewer: Viewer, facts: ArtifactFacts | null, deed: string): SettingsGrant {
  return { artifact: require(viewer, facts, "admin", "admin", deed), by: viewer } as SettingsGrant;
}

/**
 * ROLE-2: make an artifact of this name; null: of a name that is not yet chosen.
 * @throws Problem "role_missing", "scope_missing", "sign_in_required"; "reach_missing" when a token's pattern does not reach the name
 */
export function requireCreate(
  viewer: Viewer,
  ref: { kind: ArtifactKind; project: string | null; name: string } | null,
): void {
  const deed = "create an artifact";
  if (ref) requireRoleIn(viewer, ref.project, "member", deed);
  else if (!isAtLeastSomewhere(viewer, "member")) requireRole(viewer, "member", deed);
  requireApiScope(viewer, "write", deed);
  requirePushScope(viewer);
  if (ref === null || matchesPattern(viewer.pattern, repositoryName(ref))) return;
  throw new Problem("reach_missing", { detail: `The token reaches ${viewer.pattern} only.` });
}

/** ROLE-3: whoever may change visibility may also begin with `public`. @throws Problem "role_missing", "scope_missing" */
export function requireMakePublic(viewer: Viewer, project: string | null): void {
  requireRoleIn(viewer, project, "admin", "make an artifact public");
  requireApiScope(viewer, "admin", "make an artifact public");
}

/** Drafts and commits are the organization's own, also of a public artifact (ROLE-1, ROLE-13). */
export function requireDraftSeen(viewer: Viewer, facts: ArtifactFacts | null): ArtifactFacts {
  const artifact = requireSeen(viewer, facts);
  requireRole(viewer, "viewer", "read the draft");
  if (artifact.sourceType === "git") return artifact;
  throw new Problem("read_only_source", { hint: "Duplicate it into an artifact that is written here." });
}

/** Whether the viewer may make an artifact somewhere: pages ask before they offer it. */
export function mayCreate(viewer: Viewer): boolean {
  return isAtLeastSomewhere(viewer, "member") && hasApiScope(viewer, "write");
}

/** Whether the viewer may make artifacts in this project; null: outside of all, and in projects that are not there yet. */
export function mayCreateIn(viewer: Viewer, project: string | null): boolean {
  return isAtLeastIn(viewer, project, "member") && hasApiScope(viewer, "write");
}

/** ROLE-5. @throws Problem "sign_in_required", "role_missing", "scope_missing" */
export function requireCreateProject(viewer: Viewer): void {
  requireRole(viewer, "admin", "create a project");
  requireApiScope(viewer, "admin", "create a project");
}

/** Whether the viewer may make a project with settings of its own; the first thing in one makes it too. */
export function mayCreateProject(viewer: Viewer): boolean {
  return isAtLeastIn(viewer, null, "admin") && hasApiScope(viewer, "admin");
}

/** What the viewer may do here; pages show the rest as not allowed, with the reason (CAT-12). */
export function permissionsOf(viewer: Viewer, facts: ArtifactFacts): Permissions {
  const member = isAtLeastIn(viewer, facts.project, "member");
  const admin = isAtLeastIn(viewer, facts.project, "admin") && hasApiScope(viewer, "admin");
  const open = !facts.archived && facts.sourceType === "git";
  return {
    edit: member && hasApiScope(viewer, "write") && open,
    publish: member && hasApiScope(viewer, "publish") && open,
    changeSettings: member && hasApiScope(viewer, "write"),
    archive: admin,
    changeVisibility: admin,
    delete: admin,
    deprecate: member && hasApiScope(viewer, "publish"),
    yank: admin,
  };
}
