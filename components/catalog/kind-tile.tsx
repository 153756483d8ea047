import { Layers, type LucideIcon, Map as MapIcon, Package } from "lucide-react";
import { Tile, type TileTone } from "#components/ui/tile.tsx";

export type ArtifactKindName = "chart" | "kustomize-base" | "manifest-bundle";

export const kindLooks: Record<ArtifactKindName, { icon: LucideIcon; tone: TileTone; label: string }> = {
  chart: { icon: MapIcon, tone: "blue", label: "Chart" },
  "kustomize-base": { icon: Layers, tone: "violet", label: "Kustomize base" },
  "manifest-bundle": { icon: Package, tone: "sepia", label: "Manifest bundle" },
};

type KindTileProps = {
  kind: ArtifactKindName;
  size?: "small" | "default" | "large" | undefined;
  /** false where the kind's word stands beside it. */
  named?: boolean | undefined;
};

/** The kind of an artifact as its tile. On mixed lists the word stands beside it. */
export function KindTile({ kind, size, named = true }: KindTileProps) {
  const { icon, tone, label } = kindLooks[kind];
  return <Tile icon={icon} tone={tone} size={size} label={named ? label : undefined} />;
}
