import type { ReactNode } from "react";
import { kindWords } from "#components/catalog/kind-words.ts";
import { PortalShell } from "#components/catalog/portal-shell.tsx";
import { viewer as currentViewer } from "#lib/auth/session.ts";
import { countArtifacts } from "#lib/catalog/count-artifacts.ts";
import { mayCreate } from "#lib/catalog/policy.ts";
import { catalogAddress } from "#lib/ids/addresses.ts";
import { ARTIFACT_KINDS } from "#lib/ids/ids.ts";
import { getOrganization } from "#lib/organization/queries.ts";
import { signOut } from "../(entry)/sign-out/sign-out.ts";

/** The shell around every page of the portal. It guards nothing: each page asks who is looking. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  const [counts, organization] = await Promise.all([countArtifacts(viewer), getOrganization(viewer)]);
  const isSignedIn = viewer.role !== null;
  return (
    <PortalShell
      homeHref="/charts"
      organization={isSignedIn ? { name: organization.name, href: "/charts", others: [] } : null}
      viewer={
        isSignedIn
          ? { name: viewer.actor.name, email: viewer.actor.email ?? "", accountHref: "/settings/account" }
          : null
      }
      nav={ARTIFACT_KINDS.map((kind) => ({
        label: kindWords[kind].title,
        href: catalogAddress(kind),
        count: counts[kind],
      }))}
      {...(isSignedIn ? { settingsHref: "/settings" } : {})}
      signInHref="/sign-in"
      signOut={signOut}
      mayCreate={mayCreate(viewer)}
    >
      {children}
    </PortalShell>
  );
}
