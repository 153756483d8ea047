import type { ReactNode } from "react";
import { kindWords } from "#components/catalog/kind-words.ts";
import { PortalShell } from "#components/catalog/portal-shell.tsx";
import { catalogAddress, PROJECTS_ADDRESS } from "#lib/ids/addresses.ts";
import { ARTIFACT_KINDS } from "#lib/ids/ids.ts";
import { signOut } from "../(entry)/sign-out/sign-out.ts";
import { readShell } from "./shell-data.ts";

/** The shell around every page of the portal. It guards nothing: each page asks who is looking. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const shell = await readShell();
  const viewer = shell?.viewer ?? null;
  const kept = shell?.kept ?? null;
  return (
    <PortalShell
      kept={kept}
      homeHref="/charts"
      organization={shell && viewer ? shell.organization : null}
      viewer={viewer}
      nav={[
        ...ARTIFACT_KINDS.map((kind) => ({
          label: kindWords[kind].title,
          href: catalogAddress(kind),
          ...(shell ? { count: shell.counts[kind] } : {}),
        })),
        // Strangers see what is public by kind; projects are the organization's own affair.
        ...(shell?.maySeeSettings ? [{ label: "Projects", href: PROJECTS_ADDRESS }] : []),
        { label: "Registry", href: "/registry" },
      ]}
      {...(shell?.maySeeSettings ? { settingsHref: "/settings" } : {})}
      {...(shell ? { signInHref: "/sign-in" } : {})}
      signOut={signOut}
      mayCreate={shell?.mayCreate ?? false}
      mayCreateOrganizations={shell?.mayCreateOrganizations ?? false}
    >
      {children}
    </PortalShell>
  );
}
