import {
  Boxes,
  FileQuestion,
  Layers,
  type LucideIcon,
  Map as MapIcon,
  Package,
  ShieldCheck,
} from "lucide-react";
import type { TileTone } from "#components/ui/tile.tsx";
import type { Content } from "#lib/oci/schema.ts";

/** What people read about each kind of content; the three of the catalog look as they do there. */
export const contentLooks: Record<Content, { icon: LucideIcon; tone: TileTone; one: string; many: string }> =
  {
    chart: { icon: MapIcon, tone: "blue", one: "Chart", many: "Charts" },
    "kustomize-base": { icon: Layers, tone: "violet", one: "Kustomize base", many: "Kustomize bases" },
    "manifest-bundle": { icon: Package, tone: "sepia", one: "Manifest bundle", many: "Manifest bundles" },
    image: { icon: Boxes, tone: "neutral", one: "Image", many: "Images" },
    attached: { icon: ShieldCheck, tone: "neutral", one: "Attached", many: "Signatures and SBOMs" },
    other: { icon: FileQuestion, tone: "neutral", one: "Other", many: "Other artifacts" },
  };
