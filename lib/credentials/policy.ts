import { requireApiScope, requireRole } from "#lib/auth/policy.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { addMs } from "#lib/clock/clock.ts";
import { type CredentialState, STALE_DAYS } from "./schema.ts";

/** ROLE-5: logins of the organization are an admin's. @throws Problem "sign_in_required", "role_missing", "scope_missing" */
export function requireManageCredentials(viewer: Viewer, deed: string): void {
  requireRole(viewer, "admin", deed);
  requireApiScope(viewer, "admin", deed);
}

/** CAT-32: what the last test of the password that is kept says today. */
export function credentialState(
  last: { state: "ok" | "failed"; testedAt: string } | null,
  now: Date,
): CredentialState {
  if (!last) return "not-tested";
  if (last.state === "failed") return "failed";
  return new Date(last.testedAt) < addMs(now, -STALE_DAYS * 86_400_000) ? "stale" : "ok";
}

/** Of several that could speak for a repository, the one whose path spells out most of its name (GOH-62). */
export function chooseCredential<Row extends { path: string }>(
  rows: readonly Row[],
  repository: string,
): Row | null {
  const matching = rows.filter(
    ({ path }) => path === "" || repository === path || repository.startsWith(`${path}/`),
  );
  return matching.toSorted((a, b) => b.path.length - a.path.length)[0] ?? null;
}
