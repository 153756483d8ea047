"use client";
import { SlidersHorizontal, SquareTerminal } from "lucide-react";
import { KindTile } from "#components/catalog/kind-tile.tsx";
import { VersionChip } from "#components/catalog/version-chip.tsx";
import { CommandPalette } from "#components/layout/command-palette.tsx";
import type { PaletteGroup } from "#components/layout/palette-types.ts";
import { Icon } from "#components/ui/icon.tsx";

const FOUND: PaletteGroup[] = [
  {
    heading: "Artifacts",
    items: [
      {
        id: "service",
        label: "payments/service",
        href: "/docs/design",
        icon: <KindTile kind="chart" size="small" named={false} />,
        after: (
          <>
            <VersionChip tag="2.4.0" latest /> Chart
          </>
        ),
      },
      {
        id: "service-base",
        label: "payments/service-base",
        href: "/docs/design",
        icon: <KindTile kind="kustomize-base" size="small" named={false} />,
        after: (
          <>
            <VersionChip tag="1.2.0" /> Kustomize base
          </>
        ),
      },
    ],
  },
  {
    heading: "Values",
    items: [
      {
        id: "port",
        label: "service.port",
        mono: true,
        detail: "in payments/service",
        href: "/docs/design",
        icon: <Icon of={SlidersHorizontal} />,
        after: "8080",
      },
    ],
  },
];

export function PaletteSample() {
  return (
    <CommandPalette
      scope="Northgate"
      search={(text) =>
        Promise.resolve(
          FOUND.map((group) => ({
            ...group,
            items: group.items.filter((item) => text.split(" ").every((word) => item.label.includes(word))),
          })),
        )
      }
      commands={[
        { id: "tokens", label: "Registry tokens", href: "/docs/design", icon: <Icon of={SquareTerminal} /> },
        { id: "members", label: "Members", href: "/docs/design" },
      ]}
    />
  );
}
