import { unstable_rethrow } from "next/navigation";
import { mayCreate } from "#lib/catalog/policy.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { log } from "#lib/log/log.ts";
import { getOrganization } from "#lib/organization/queries.ts";
import { asProblem } from "#lib/problems/problem.ts";
import { readCatalog } from "./catalog-data.ts";

export type ShellData = {
  counts: Record<ArtifactKind, number>;
  organization: string;
  /** null for whoever is not signed in. */
  viewer: { name: string; email: string; accountHref: string } | null;
  mayCreate: boolean;
};

/**
 * What the shell says. Null where it cannot be read, as while PostgreSQL is away: the shell then stands without names and
 * counts, and the page inside it says what failed.
 */
export async function readShell(): Promise<ShellData | null> {
  try {
    const { viewer, counts } = await readCatalog();
    const { name: organization } = await getOrganization(viewer);
    const { name, email } = viewer.actor;
    const person =
      viewer.role === null ? null : { name, email: email ?? "", accountHref: "/settings/account" };
    return { counts, organization, viewer: person, mayCreate: mayCreate(viewer) };
  } catch (error) {
    unstable_rethrow(error);
    log.error({ err: asProblem(error) }, "the shell could not be read");
    return null;
  }
}
