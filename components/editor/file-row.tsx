import type { ItemInstance } from "@headless-tree/core";
import {
  ChevronDown,
  ChevronRight,
  Copy,
  Ellipsis,
  FileBraces,
  FileCode,
  FilePlus2,
  FileText,
  FolderPlus,
  type LucideIcon,
  PencilLine,
  Trash2,
} from "lucide-react";
import { type FindingCounts, worstOf } from "#components/engine/count-findings.ts";
import { sayCounts } from "#components/engine/say-finding.ts";
import { WorstCount } from "#components/engine/worst-count.tsx";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { ChangeMark } from "./change-marks.ts";
import type { TreeNode } from "./tree-nodes.ts";

export type RowMarks = {
  change: ChangeMark | undefined;
  isUnsaved: boolean;
  /** Of a folder: those of everything in it. */
  problems: FindingCounts | undefined;
};

export type RowDeeds = {
  onRename: (path: string) => void;
  onDuplicate: (path: string) => void;
  onDelete: (path: string) => void;
  onNewFile: (folder: string) => void;
  onNewFolder: (folder: string) => void;
  onRestore: (path: string) => void;
  /** Whether a deleted file is still in the saved draft, so that it can come back. */
  canRestore: (path: string) => boolean;
};

type FileRowProps = RowMarks & {
  item: ItemInstance<TreeNode>;
  isCurrent: boolean;
  readOnly: boolean;
  deeds: RowDeeds;
};

const INDENT = 14;
const changeWords = { A: "added", M: "modified", D: "deleted", R: "renamed" };
const changeTones = { A: "text-added-ink", M: "text-modified-ink", D: "text-removed-ink", R: "text-info" };

/** One file or folder of the tree, 24 px high. The letters at the right say what became of it; a dot, that it is unsaved. */
export function FileRow({ item, isCurrent, readOnly, deeds, change, isUnsaved, problems }: FileRowProps) {
  const node = item.getItemData();
  const level = item.getItemMeta().level;
  const itemProps = { ...item.getProps(), "aria-label": sayRow(node.name, problems, isUnsaved, change) };
  return (
    <div
      {...itemProps}
      data-path={node.path}
      className={cx(
        "group relative flex h-6 cursor-default select-none items-center gap-1.5 whitespace-nowrap pr-2 max-sm:h-10",
        isCurrent ? "edge edge-mark bg-selected font-medium" : "hover:bg-hover",
        node.isFolder ? "text-ink-muted" : "text-ink",
        item.isDragTarget() && "bg-accent-soft",
      )}
      style={{ paddingLeft: 8 + level * INDENT }}
    >
      <Icon of={iconOf(item)} size="badge" tone="faint" />
      <span className={cx("min-w-0 flex-1 truncate", node.isGone && "text-ink-faint line-through")}>
        {node.name}
      </span>
      {problems ? " " : null}
      <WorstCount counts={problems} />
      {isUnsaved ? " " : null}
      {isUnsaved ? (
        <span className="bg-mark size-1.75 shrink-0 rounded-full" title="Not saved">
          <span className="sr-only">not saved</span>
        </span>
      ) : null}
      {change ? " " : null}
      {change ? (
        <abbr
          title={changeWords[change]}
          className={cx("w-3 text-center font-heavy text-micro no-underline", changeTones[change])}
        >
          {change}
        </abbr>
      ) : null}
      {readOnly ? null : <RowMenu node={node} deeds={deeds} isReachable={item.isFocused()} />}
    </div>
  );
}

/** All that the row shows, in its order. */
function sayRow(
  name: string,
  problems: FindingCounts | undefined,
  isUnsaved: boolean,
  change: ChangeMark | undefined,
): string {
  const worst = worstOf(problems);
  const found = worst && sayCounts({ error: 0, warning: 0, info: 0, [worst.severity]: worst.count });
  return [name, found, isUnsaved && "not saved", change && `${change} ${changeWords[change]}`]
    .filter(Boolean)
    .join(", ");
}

function iconOf(item: ItemInstance<TreeNode>): LucideIcon {
  const { name, isFolder } = item.getItemData();
  if (isFolder) return item.isExpanded() ? ChevronDown : ChevronRight;
  if (/\.(?:ya?ml|tpl)$/.test(name)) return FileCode;
  return /\.json$/.test(name) ? FileBraces : FileText;
}

type RowMenuProps = { node: TreeNode; deeds: RowDeeds; isReachable: boolean };

/** Tab goes from the row to its menu; of all other rows the menu is out of the way. */
function RowMenu({ node, deeds, isReachable }: RowMenuProps) {
  const { path, name, isFolder, isGone } = node;
  return (
    // What happens in the menu is not meant for the row under it.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps events to itself
    <span
      className="absolute right-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-aria-expanded:opacity-100"
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Menu
        trigger={
          <IconButton
            label={`More for ${name}`}
            icon={Ellipsis}
            size="small"
            tabIndex={isReachable ? 0 : -1}
          />
        }
      >
        {isGone ? (
          <MenuItem
            icon={FilePlus2}
            onPress={() => deeds.onRestore(path)}
            notAllowed={!deeds.canRestore(path) && "saved: see the history"}
          >
            Bring back
          </MenuItem>
        ) : (
          <>
            {isFolder ? (
              <>
                <MenuItem icon={FilePlus2} onPress={() => deeds.onNewFile(path)}>
                  New file here
                </MenuItem>
                <MenuItem icon={FolderPlus} onPress={() => deeds.onNewFolder(path)}>
                  New folder here
                </MenuItem>
              </>
            ) : null}
            <MenuItem icon={PencilLine} keyHint="F2" onPress={() => deeds.onRename(path)}>
              Rename or move
            </MenuItem>
            {isFolder ? null : (
              <MenuItem icon={Copy} onPress={() => deeds.onDuplicate(path)}>
                Duplicate
              </MenuItem>
            )}
            <MenuItem icon={Trash2} tone="danger" keyHint="Del" onPress={() => deeds.onDelete(path)}>
              Delete
            </MenuItem>
          </>
        )}
      </Menu>
    </span>
  );
}
