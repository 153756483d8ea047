import { z } from "zod";

/** Lowest first: each role may what those before it may (ROLE rows). */
export const ROLES = ["viewer", "member", "admin", "owner"] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.output<typeof roleSchema>;

/** Lowest first: each scope of an API token has those before it. */
export const API_SCOPES = ["read", "write", "publish", "admin"] as const;
export const apiScopeSchema = z.enum(API_SCOPES);
export type ApiScope = z.output<typeof apiScopeSchema>;

export const REGISTRY_SCOPES = ["pull", "push", "pull+push"] as const;
export const registryScopeSchema = z.enum(REGISTRY_SCOPES);
export type RegistryScope = z.output<typeof registryScopeSchema>;

/** Through which door something was done, as lists show it. */
export type Door = "portal" | "api" | "oci" | "cli";

/** Who does something, as the audit log and "published by" name them. */
export type Actor = {
  kind: "user" | "registry-token" | "api-token" | "system" | "anonymous";
  id: string;
  name: string;
  /** Of people: the author line of a commit. */
  email: string | null;
};

/** Lowest first. Inside its project each is a role of the organization: viewer, member, admin (ROLE-11). */
export const PROJECT_ROLES = ["reporter", "developer", "maintainer"] as const;
export const projectRoleSchema = z.enum(PROJECT_ROLES);
export type ProjectRole = z.output<typeof projectRoleSchema>;
/** By the project's name. */
export type ProjectRoles = ReadonlyMap<string, Role>;
/** Of strangers, tokens of a service and everybody who is a member of no project. */
export const NO_PROJECTS: ProjectRoles = new Map();

/** Whoever asks, with what they may reach. Made per request by `lib/auth` and `lib/http`; never stored. */
export type Viewer = {
  orgId: string;
  orgSlug: string;
  /** Null: not signed in, so only what is public is there. */
  role: Role | null;
  /** What membership of a project gives there, by the project's name: it only adds to the role (ROLE-11). */
  projects: ProjectRoles;
  actor: Actor;
  door: Door;
  /** Of an API token: how far it goes, on top of the role. Null: a person in the browser, or no API token. */
  apiScope: ApiScope | null;
  /** Of a registry token. Null: no registry token. */
  registryScope: RegistryScope | null;
  /** Glob over repository names that a registry token is limited to; null: every repository of the organization. */
  pattern: string | null;
  /** When a registry token's secret ends, where it does. */
  endsAt?: Date | null;
  /** A registry token's own budget, where it has one (NB-28). */
  requestsPerMinute?: number | null;
  requestId: string;
};

/** A person who does something to an account, whatever organization they look at. */
export type PersonAsking = Pick<Viewer, "actor" | "door" | "requestId">;

/** Whoever has just proved who they are: the id of the person, and the epoch at that moment. */
export type ProvenPerson = {
  sub: string;
  epoch: number;
  /** Whether a code of the second factor was shown, too. */
  hasShownCode?: true;
};

/** How a session began: by password, by the provider of OpenID Connect, or by a link that works once. */
export const signInMethodSchema = z.enum(["password", "openid", "link"]);
export type SignInMethod = z.output<typeof signInMethodSchema>;

/** All that a cookie says: who, of which epoch, and in which session. Role and organization are read for each request. */
export const sessionClaimsSchema = z.object({
  sub: z.string().min(1),
  epoch: z.number().int(),
  /** Of the row in `Session`. */
  sid: z.string().min(1),
});
export type SessionClaims = z.output<typeof sessionClaimsSchema>;

/** How people sign in on this server. */
export type SignInWays = { password: boolean; openId: { name: string } | null };
