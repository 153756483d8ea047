import { FolderTree } from "lucide-react";
import { Tile } from "#components/ui/tile.tsx";

/** A project, as its tile. */
export function ProjectTile({ size }: { size?: "small" | "large" }) {
  return <Tile icon={FolderTree} tone="neutral" size={size} />;
}
