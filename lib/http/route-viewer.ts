import { organizationOf } from "#lib/auth/asked-organization.ts";
import { hasApiScope } from "#lib/auth/policy.ts";
import { findOrganizationBySlug } from "#lib/auth/queries.ts";
import { requireNotHeldBack, viewer as sessionViewer, signedInPerson } from "#lib/auth/session.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { anonymousViewer } from "#lib/auth/viewer.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { RouteAuth } from "./endpoint.ts";
import { identifyApiToken } from "./identify.ts";
import { requireSameOrigin } from "./same-origin.ts";

const isRead = (method: string) => method === "GET" || method === "HEAD";

async function byToken(
  auth: RouteAuth,
  authorization: string,
  request: Request,
  requestId: string,
): Promise<Viewer> {
  const asked = organizationOf(request.url);
  const viewer = await identifyApiToken(authorization, requestId);
  if (!viewer) return anonymousViewer("api", requestId, asked); // Credentials that are empty are none.
  await requireOrganization(viewer, asked);
  if (auth === "anyone") return viewer;
  if (!auth.token)
    throw new Problem("scope_missing", {
      detail: "No API token can do this; a person does it in the browser.",
    });
  if (hasApiScope(viewer, auth.token)) return viewer;
  throw new Problem("scope_missing", {
    detail: `The API token has scope ${viewer.apiScope}; this needs ${auth.token}.`,
    hint: `Create an API token with scope ${auth.token}.`,
  });
}

async function byCookie(request: Request, requestId: string): Promise<Viewer> {
  if (!request.headers.has("cookie")) return anonymousViewer("api", requestId, organizationOf(request.url));
  const viewer = await sessionViewer();
  if (viewer.role !== null && !isRead(request.method)) requireSameOrigin(request);
  return { ...viewer, requestId };
}

/** What a stranger is told, alike for what is missing and for what is not public (CAT-34). */
export function signInRequired(cause?: unknown): Problem {
  return new Problem("sign_in_required", {
    hint: "Sign in, or send Authorization: Bearer <API token>.",
    cause,
  });
}

/** `?org=` names the organization that is meant; whoever is not in it gets the answer for one that is not there. */
async function requireOrganization(viewer: Viewer, asked: string | null): Promise<void> {
  if (asked === null || asked === viewer.orgSlug) return;
  // It may have had this slug before.
  const org = await findOrganizationBySlug(asked);
  if (org?.id !== viewer.orgId) throw new Problem("organization_unknown");
}

/** Signed in, and looking at an organization that the person is no member of. */
async function isMemberElsewhere(request: Request): Promise<boolean> {
  return request.headers.has("cookie") && Boolean((await signedInPerson())?.memberships.length);
}

/**
 * Who asks: the API token's bearer, else whoever is signed in, else a stranger.
 * @throws Problem "token_invalid", "sign_in_required", "scope_missing", "origin_refused", "organization_unknown",
 *   "second_factor_required"
 */
export async function routeViewer(auth: RouteAuth, request: Request, requestId: string): Promise<Viewer> {
  const authorization = request.headers.get("authorization");
  const viewer =
    authorization === null
      ? await byCookie(request, requestId)
      : await byToken(auth, authorization, request, requestId);
  if (auth === "anyone") return viewer;
  if (viewer.role === null && request.headers.has("cookie")) await requireNotHeldBack();
  if (viewer.role === null && (await isMemberElsewhere(request))) throw new Problem("organization_unknown");
  if (viewer.role === null || (authorization === null && !auth.session)) throw signInRequired();
  return viewer;
}
