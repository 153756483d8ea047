import { Ban, type LucideIcon, PencilLine, TriangleAlert, Undo2 } from "lucide-react";
import { MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { type MarkDeed, markDeeds, STATE_AFTER } from "./mark-deeds.ts";

const icons: Record<MarkDeed, LucideIcon> = { deprecate: TriangleAlert, yank: Ban, lift: Undo2 };

type MarkItemsProps = { artifact: ArtifactView; version: VersionView; onChoose: (deed: MarkDeed) => void };

/** What can be done with a version's mark, as rows of a menu. */
export function MarkItems({ artifact, version, onChoose }: MarkItemsProps) {
  return (
    <MenuGroup label={`Version ${version.version}`}>
      {markDeeds(artifact, version).map(({ deed, label, notAllowed }) => {
        const isChange = STATE_AFTER[deed] === version.lifecycle.state;
        return (
          <MenuItem
            key={deed}
            icon={isChange ? PencilLine : icons[deed]}
            tone={deed === "yank" && !isChange ? "danger" : "plain"}
            notAllowed={notAllowed}
            onPress={() => onChoose(deed)}
          >
            {label}
          </MenuItem>
        );
      })}
    </MenuGroup>
  );
}
