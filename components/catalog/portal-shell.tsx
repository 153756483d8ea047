"use client";
import { Building2, FolderTree, LogOut, Plus, SlidersHorizontal } from "lucide-react";
import { type ComponentProps, type ReactNode, startTransition } from "react";
import { CommandPalette } from "#components/layout/command-palette.tsx";
import { KeepOrganization } from "#components/layout/keep-organization.tsx";
import type { PaletteGroup, PaletteItem } from "#components/layout/palette-types.ts";
import { Shell } from "#components/layout/shell.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { KeptQueryProvider } from "#components/ui/kept-query.tsx";
import { MenuItem } from "#components/ui/menu.tsx";
import { Tile } from "#components/ui/tile.tsx";
import { api } from "#lib/browser/api.ts";
import { artifactAddress, newArtifactAddress, projectAddress, versionAddress } from "#lib/ids/addresses.ts";
import { ARTIFACT_KINDS, type ArtifactKind, apiPath, apiRoot, displayName } from "#lib/ids/ids.ts";
import { KindTile, kindLooks } from "./kind-tile.tsx";
import { kindWords } from "./kind-words.ts";

type PortalShellProps = Omit<
  ComponentProps<typeof Shell>,
  "palette" | "accountItems" | "newOrganizationHref"
> & {
  mayCreate: boolean;
  mayCreateOrganizations: boolean;
  /** A server action: it goes to the sign-in page by itself. */
  signOut: () => Promise<void>;
  /** The organization that every address says, where there are several. */
  kept: { slug: string; cookie: string | null } | null;
  children: ReactNode;
};

const HITS = 6;

// Loaded with the first search: the bar stands on every page, and no page needs them before.
const shapes = () => import("#lib/catalog/schema.ts");
const artifactsShape = async () => {
  const { pageOf, artifactViewSchema } = await shapes();
  return pageOf(artifactViewSchema);
};
const versionsShape = async () => {
  const { pageOf, versionViewSchema } = await shapes();
  return pageOf(versionViewSchema);
};

async function searchKind(kind: ArtifactKind, text: string, signal: AbortSignal) {
  const query = { q: text, limit: HITS, sort: text ? "name" : "changed" };
  return (await api.get(`/api/v2/${apiRoot(kind)}`, artifactsShape, { signal, query })).items;
}

/** `@`: the versions of the artifacts that match. */
async function searchVersions(text: string, signal: AbortSignal): Promise<PaletteGroup[]> {
  const [word = "", tag = ""] = text.trim().split(/\s+/);
  const found = (await Promise.all(ARTIFACT_KINDS.map((kind) => searchKind(kind, word, signal)))).flat();
  return Promise.all(
    found.slice(0, HITS).map(async (artifact) => {
      const query = { limit: 20 };
      const page = await api.get(`${apiPath(artifact)}/versions`, versionsShape, {
        signal,
        query,
      });
      return {
        heading: displayName(artifact),
        items: page.items
          .filter((version) => version.version.includes(tag))
          .map((version) => ({
            id: versionAddress(artifact, version.version),
            label: `${displayName(artifact)} ${version.version}`,
            href: versionAddress(artifact, version.version),
            icon: <KindTile kind={artifact.kind} size="small" />,
          })),
      };
    }),
  );
}

async function search(text: string, mode: "all" | "versions", signal: AbortSignal): Promise<PaletteGroup[]> {
  if (mode === "versions") return searchVersions(text, signal);
  const groups = await Promise.all(
    ARTIFACT_KINDS.map(async (kind) => ({
      heading: kindWords[kind].title,
      items: (await searchKind(kind, text, signal)).map((artifact) => ({
        id: artifactAddress(artifact),
        label: displayName(artifact),
        href: artifactAddress(artifact),
        icon: <KindTile kind={kind} size="small" />,
        ...(artifact.latest ? { detail: artifact.latest } : {}),
      })),
    })),
  );
  return groups.filter((group) => group.items.length > 0);
}

/** What is found everywhere, and the organization's projects for whoever is in it (GL-2). */
async function searchWithProjects(text: string, mode: "all" | "versions", signal: AbortSignal) {
  const groups = search(text, mode, signal);
  if (mode === "versions" || text.trim() === "") return groups;
  const { searchProjects } = await import("#lib/organization/project-client.ts");
  const items = (await searchProjects(text, HITS, signal)).map(({ name, title }) => ({
    id: projectAddress(name),
    label: name,
    href: projectAddress(name),
    icon: <Tile icon={FolderTree} size="small" label="Project" />,
    ...(title && title !== name ? { detail: title } : {}),
  }));
  return items.length > 0 ? [...(await groups), { heading: "Projects", items }] : groups;
}

function commandsOf(nav: PortalShellProps["nav"], mayCreate: boolean, isSignedIn: boolean): PaletteItem[] {
  const pages = nav.map((item) => ({ id: item.href, label: item.label, href: item.href }));
  const creations = ARTIFACT_KINDS.map((kind) => ({
    id: newArtifactAddress(kind),
    label: `New ${kindWords[kind].one}`,
    href: newArtifactAddress(kind),
    icon: <Icon of={kindLooks[kind].icon} tone="faint" />,
    after: <Icon of={Plus} tone="faint" />,
  }));
  const settings = [
    "Registry limits:/registry/limits",
    "Registry tokens:/settings/registry/tokens",
    "Repository policies:/settings/registry/policies",
    "Organization:/settings/organization",
    "Members:/settings/members",
    "Audit log:/settings/audit",
    "Your account:/settings/account",
  ].map((line) => {
    const [label = "", href = ""] = line.split(":");
    return { id: href, label, href, icon: <Icon of={SlidersHorizontal} tone="faint" /> };
  });
  return [...pages, ...(mayCreate ? creations : []), ...(isSignedIn ? settings : [])];
}

/** The other organizations; going to one makes the shell anew. */
function switchesOf(organization: PortalShellProps["organization"]): PaletteItem[] {
  return (organization?.others ?? []).map(({ name, href }) => ({
    id: `switch:${href}`,
    label: `Switch to ${name}`,
    run: () => location.assign(href),
    icon: <Icon of={Building2} tone="faint" />,
  }));
}

const NEW_ORGANIZATION = "/organizations/new";
const newOrganization: PaletteItem = {
  id: NEW_ORGANIZATION,
  label: "New organization",
  href: NEW_ORGANIZATION,
  icon: <Icon of={Building2} tone="faint" />,
  after: <Icon of={Plus} tone="faint" />,
};

/** The shell with what this product searches and does; the shell itself knows neither. */
export function PortalShell({
  mayCreate,
  mayCreateOrganizations,
  signOut,
  kept,
  children,
  ...bar
}: PortalShellProps) {
  const isMember = bar.settingsHref !== undefined;
  const scope = bar.organization?.name ?? "what is public";
  const commands = [
    ...commandsOf(bar.nav, mayCreate, isMember),
    ...switchesOf(bar.organization),
    ...(mayCreateOrganizations ? [newOrganization] : []),
  ];
  return (
    <KeptQueryProvider kept={kept && { name: "org", value: kept.slug }}>
      {kept ? <KeepOrganization {...kept} /> : null}
      <Shell
        {...bar}
        newOrganizationHref={mayCreateOrganizations ? NEW_ORGANIZATION : undefined}
        accountItems={
          <MenuItem icon={LogOut} onPress={() => startTransition(() => signOut())}>
            Sign out
          </MenuItem>
        }
        palette={
          <CommandPalette scope={scope} search={isMember ? searchWithProjects : search} commands={commands} />
        }
      >
        {children}
      </Shell>
    </KeptQueryProvider>
  );
}
