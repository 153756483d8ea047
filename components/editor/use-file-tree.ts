import {
  dragAndDropFeature,
  hotkeysCoreFeature,
  keyboardDragAndDropFeature,
  selectionFeature,
  syncDataLoaderFeature,
  type TreeInstance,
} from "@headless-tree/core";
import { useTree } from "@headless-tree/react";
import { useEffect, useRef } from "react";
import { folderOf, joinPath, nameOf } from "./file-path.ts";
import { ROOT, type TreeNode } from "./tree-nodes.ts";

export type TreeDeeds = {
  onOpen: (path: string) => void;
  onMove: (from: string, to: string) => void;
  onRename: (path: string) => void;
  onDelete: (path: string) => void;
  /** Files and folders dropped from outside, into a folder of the tree. */
  onDropFiles: (transfer: DataTransfer, folder: string) => void;
};

type Options = TreeDeeds & {
  nodes: ReadonlyMap<string, TreeNode>;
  current: string | null;
  readOnly: boolean;
  /** While a search is on, every folder is open. */
  allOpen: boolean;
};

const MISSING: TreeNode = { path: "", name: "", isFolder: false, isGone: true, children: [] };

/** Runs the tree: arrows, type-ahead, drag and drop by mouse and by keyboard, F2 and Delete. */
export function useFileTree(options: Options): TreeInstance<TreeNode> {
  const latest = useRef(options);
  latest.current = options;
  const folder = (node: TreeNode) => (node.isFolder ? node.path : folderOf(node.path));
  const tree = useTree<TreeNode>({
    rootItemId: ROOT,
    initialState: { expandedItems: topFolders(options) },
    getItemName: (item) => item.getItemData().name,
    isItemFolder: (item) => item.getItemData().isFolder,
    dataLoader: {
      getItem: (path) => latest.current.nodes.get(path) ?? MISSING,
      getChildren: (path) => [...(latest.current.nodes.get(path)?.children ?? [])],
    },
    onPrimaryAction: (item) => {
      const { isFolder, isGone, path } = item.getItemData();
      if (!isFolder && !isGone) latest.current.onOpen(path);
    },
    canReorder: false,
    canDrag: (items) => !latest.current.readOnly && items.every((item) => !item.getItemData().isGone),
    canDrop: (items, target) => {
      const to = folder(target.item.getItemData());
      return items.every((item) => {
        const { path } = item.getItemData();
        return folderOf(path) !== to && to !== path && !to.startsWith(`${path}/`);
      });
    },
    onDrop: (items, target) => {
      const to = folder(target.item.getItemData());
      for (const item of items) {
        const { path } = item.getItemData();
        latest.current.onMove(path, joinPath(to, nameOf(path)));
      }
    },
    canDragForeignDragObjectOver: (transfer) => !latest.current.readOnly && transfer.types.includes("Files"),
    canDropForeignDragObject: (transfer) => !latest.current.readOnly && transfer.types.includes("Files"),
    onDropForeignDragObject: (transfer, target) =>
      latest.current.onDropFiles(transfer, folder(target.item.getItemData())),
    hotkeys: {
      customOpen: {
        hotkey: "Enter",
        preventDefault: true,
        handler: (event, of) => openRow(of, pathUnder(event, of)),
      },
      customRename: {
        hotkey: "F2",
        handler: (event, of) => latest.current.onRename(pathUnder(event, of)),
      },
      customDelete: {
        hotkey: "Delete",
        handler: (event, of) => latest.current.onDelete(pathUnder(event, of)),
      },
    },
    features: [
      syncDataLoaderFeature,
      selectionFeature,
      hotkeysCoreFeature,
      dragAndDropFeature,
      keyboardDragAndDropFeature,
    ],
  });

  const { nodes, current, allOpen } = options;
  // headless-tree keeps what it has read; it is told when there is something new.
  // biome-ignore lint/correctness/useExhaustiveDependencies: nodes is what the loader reads
  useEffect(() => tree.rebuildTree(), [tree, nodes]);

  useEffect(() => {
    if (!allOpen) return;
    tree.applySubStateUpdate(
      "expandedItems",
      [...nodes.values()].flatMap((node) => (node.isFolder ? node.path : [])),
    );
    tree.rebuildTree();
  }, [tree, nodes, allOpen]);

  useEffect(() => {
    if (current === null) return;
    const above = foldersAbove(current);
    tree.applySubStateUpdate("expandedItems", (open) => [...new Set([...open, ...above])]);
    tree.applySubStateUpdate("selectedItems", [current]);
    tree.applySubStateUpdate("focusedItem", current);
    tree.rebuildTree();
  }, [tree, current]);

  return tree;
}

/** The row that the key was pressed on. The tree's own idea of focus lags behind where focus was set by other means. */
function pathUnder(event: KeyboardEvent, tree: TreeInstance<TreeNode>): string {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-path]") : null;
  return row?.dataset.path ?? tree.getFocusedItem().getItemData().path;
}

function openRow(tree: TreeInstance<TreeNode>, path: string): void {
  const item = tree.getItemInstance(path);
  if (!item.isFolder()) item.primaryAction();
  else if (item.isExpanded()) item.collapse();
  else item.expand();
}

function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}

function topFolders({ nodes }: Options): string[] {
  const top = nodes.get(ROOT)?.children ?? [];
  // `charts/` holds other people's charts: open it when one wants to look into them.
  return [ROOT, ...top.filter((path) => nodes.get(path)?.isFolder && path !== "charts")];
}
