"use client";
import { ChevronDown } from "lucide-react";
import { Icon } from "#components/ui/icon.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { MenuCheck } from "#components/ui/menu-check.tsx";

type KubeVersionsMenuProps = {
  known: readonly string[];
  usual: readonly string[];
  chosen: readonly string[];
  onChoose: (minors: readonly string[]) => void;
};

/** Which Kubernetes versions the rendered objects are checked against. */
export function KubeVersionsMenu({ known, usual, chosen, onChoose }: KubeVersionsMenuProps) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="rounded-control border-line-strong bg-raised text-label hover:bg-hover flex h-6.5 items-center gap-1.5 border px-2.25 whitespace-nowrap max-sm:h-9"
        >
          <span className="text-ink-muted">Kubernetes</span> {sayChosen(chosen, known)}
          <Icon of={ChevronDown} size="badge" tone="faint" />
        </button>
      }
    >
      <MenuGroup label="Check rendered objects against">
        {known.map((minor) => (
          <MenuCheck
            key={minor}
            checked={chosen.includes(minor)}
            onCheckedChange={(checked) =>
              onChoose(checked ? [...chosen, minor] : chosen.filter((one) => one !== minor))
            }
          >
            Kubernetes {minor}
          </MenuCheck>
        ))}
      </MenuGroup>
      <MenuGroup>
        <MenuItem onPress={() => onChoose(usual)}>Back to {sayChosen(usual, known)}</MenuItem>
      </MenuGroup>
    </Menu>
  );
}

/** "1.29–1.32" where they follow each other, "1.25, 1.32" where not, "none". */
export function sayChosen(chosen: readonly string[], known: readonly string[]): string {
  const first = chosen[0];
  const last = chosen.at(-1);
  if (first === undefined || last === undefined) return "none";
  const span = known.indexOf(last) - known.indexOf(first) + 1;
  if (chosen.length > 2 && span === chosen.length) return `${first}–${last}`;
  return chosen.length > 3 ? `${chosen.length} versions` : chosen.join(", ");
}
