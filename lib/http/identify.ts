import { findMembership } from "#lib/auth/queries.ts";
import { NO_PROJECTS, type Role, type Viewer } from "#lib/auth/types.ts";
import { anonymousViewer, refuseHeldBack } from "#lib/auth/viewer.ts";
import { env } from "#lib/env/env.ts";
import { Problem } from "#lib/problems/problem.ts";
import { actingRole, SCOPE_ROLES } from "#lib/tokens/policy.ts";
import type { ApiTokenFacts, RegistryTokenFacts } from "#lib/tokens/types.ts";
import { verifyApiToken, verifyRegistryToken } from "#lib/tokens/verify-token.ts";

type Login = { scheme: "basic" | "bearer"; secret: string };

const LOGIN = /^(basic|bearer) +([\w.~+/=-]+) *$/i;

/** @returns "none" for an empty user name with an empty password, which is how skopeo says anonymous (OCI-28) */
function parseBasic(encoded: string): Login | "none" | null {
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0) return null;
  if (text === ":") return "none";
  return { scheme: "basic", secret: text.slice(colon + 1) };
}

function parseLogin(authorization: string | null): Login | "none" | null {
  if (authorization === null) return "none";
  const [, scheme = "", value = ""] = LOGIN.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "basic") return parseBasic(value);
  return scheme ? { scheme: "bearer", secret: value } : null;
}

/** A push makes and changes artifacts, as a member would; a pull only reads. The scope itself is checked at the door. */
const registryRole = (scope: RegistryTokenFacts["scope"]): Role => (scope === "pull" ? "viewer" : "member");

function registryViewer(token: RegistryTokenFacts, requestId: string): Viewer {
  return {
    orgId: token.orgId,
    orgSlug: token.orgSlug,
    role: registryRole(token.scope),
    projects: NO_PROJECTS,
    actor: { kind: "registry-token", id: token.id, name: token.name, email: null },
    door: "oci",
    apiScope: null,
    registryScope: token.scope,
    pattern: token.pattern,
    endsAt: token.endsAt,
    requestsPerMinute: token.requestsPerMinute,
    requestId,
  };
}

/** It names the page where whoever may see it finds which tokens there are, and which of them have ended (GOH-68). */
function invalidRegistryToken(detail?: string): Problem {
  const tokens = new URL("/settings/registry/tokens", env().CHARTROOM_PUBLIC_URL).href;
  return new Problem("registry_token_invalid", { facts: { tokens }, ...(detail ? { detail } : {}) });
}

/**
 * Who calls the registry: Basic with the token as password (the user name says nothing) or Bearer with the token; without
 * either, or with both empty, an anonymous viewer (OCI-26…28).
 * @throws Problem "registry_token_invalid" for anything else, also where the repository is public (OCI-27)
 */
export async function identifyRegistryCaller(
  authorization: string | null,
  requestId: string,
): Promise<Viewer> {
  const login = parseLogin(authorization);
  if (login === "none") return anonymousViewer("oci", requestId);
  if (login?.secret.startsWith("cra_"))
    throw invalidRegistryToken(
      "this is an API token; the registry takes registry tokens, which begin with crt_",
    );
  const token = login && (await verifyRegistryToken(login.secret));
  if (!token) throw invalidRegistryToken();
  return registryViewer(token, requestId);
}

type ApiActor = Pick<Viewer, "role" | "projects" | "actor">;

/**
 * Does at most what whoever it acts for, or who made it, may at this moment; where they have left, it does nothing.
 * @throws Problem "second_factor_required" where the organization asks for what they have not
 */
async function apiActor(token: ApiTokenFacts): Promise<ApiActor | null> {
  const { id, scope, userId, makerId } = token;
  const kind = "api-token";
  const service = { kind, id, name: token.name, email: null } as const;
  if (makerId === null) return { role: SCOPE_ROLES[scope], projects: NO_PROJECTS, actor: service };
  const person = await findMembership(makerId, token.orgId);
  if (!person) return null;
  refuseHeldBack(person);
  const role = actingRole(scope, person.role);
  const projects = new Map(
    [...person.projects].map(([project, given]) => [project, actingRole(scope, given)]),
  );
  if (userId === null) return { role, projects, actor: service };
  return { role, projects, actor: { kind, id, name: person.name, email: person.email } };
}

const invalid = (details: { detail?: string; hint?: string } = {}) =>
  new Problem("token_invalid", {
    ...details,
    headers: { "WWW-Authenticate": 'Bearer realm="Chartroom API"' },
  });

/**
 * Who calls the API with a token.
 * @returns null when the request carries no credentials at all
 * @throws Problem "token_invalid" when it carries some that do not hold, "second_factor_required"
 */
export async function identifyApiToken(
  authorization: string | null,
  requestId: string,
): Promise<Viewer | null> {
  const login = parseLogin(authorization);
  if (login === "none") return null;
  if (login?.secret.startsWith("crt_"))
    throw invalid({
      detail: "This is a registry token; the API takes API tokens.",
      hint: "Send an API token, which begins with cra_, as Authorization: Bearer.",
    });
  const token = login?.scheme === "bearer" ? await verifyApiToken(login.secret) : null;
  const who = token && (await apiActor(token));
  if (!token || !who) throw invalid({ hint: "Send an API token that holds as Authorization: Bearer cra_…" });
  return {
    orgId: token.orgId,
    orgSlug: token.orgSlug,
    ...who,
    door: "api",
    apiScope: token.scope,
    registryScope: null,
    pattern: null,
    requestId,
  };
}
