"use client";
import { AssistiveTreeDescription } from "@headless-tree/react";
import { FilePlus2, FolderPlus, Search, Upload, X } from "lucide-react";
import { type DragEvent, useMemo, useRef, useState } from "react";
import type { FindingCounts } from "#components/engine/count-findings.ts";
import { cx } from "#components/ui/cx.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import type { ChangeMark } from "./change-marks.ts";
import { FileRow, type RowDeeds } from "./file-row.tsx";
import { buildTree, ROOT, searchPaths } from "./tree-nodes.ts";
import { type TreeDeeds, useFileTree } from "./use-file-tree.ts";

type FileTreeProps = {
  paths: readonly string[];
  emptyFolders: ReadonlySet<string>;
  /** What became of each path since the version compared with. Deleted ones stay in sight. */
  changes: ReadonlyMap<string, ChangeMark>;
  unsaved: ReadonlyMap<string, unknown>;
  problemCounts: ReadonlyMap<string, FindingCounts>;
  current: string | null;
  readOnly: boolean;
  deeds: TreeDeeds & RowDeeds & { onChooseFiles: (files: File[]) => void };
};

/** The files of the draft: search, make, rename, move, duplicate, delete, upload; by mouse and by keyboard alone. */
export function FileTree(props: FileTreeProps) {
  const { paths, emptyFolders, changes, unsaved, problemCounts, current, readOnly, deeds } = props;
  const [search, setSearch] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const nodes = useMemo(() => {
    const gone = [...changes].flatMap(([path, change]) => (change === "D" ? path : []));
    if (!search) return buildTree(paths, emptyFolders, gone);
    return buildTree(searchPaths(paths, search), [], searchPaths(gone, search));
  }, [paths, emptyFolders, changes, search]);
  const tree = useFileTree({ nodes, current, readOnly, allOpen: Boolean(search), ...deeds });
  const rows = tree.getItems().filter((item) => item.getId() !== ROOT);
  const dropOutside = (event: DragEvent) => {
    if (readOnly || !event.dataTransfer.types.includes("Files") || event.defaultPrevented) return;
    event.preventDefault();
    if (event.type === "drop") deeds.onDropFiles(event.dataTransfer, ROOT);
  };
  return (
    <>
      <div className="border-line flex h-9 shrink-0 items-center gap-0.5 border-b pr-1.5 pl-3">
        <h2 className="flex-1 font-bold">Files</h2>
        <IconButton
          label={search === null ? "Search files" : "Close the search"}
          icon={search === null ? Search : X}
          size="small"
          onClick={() => setSearch(search === null ? "" : null)}
        />
        {readOnly ? null : (
          <>
            <IconButton
              label="New file"
              icon={FilePlus2}
              size="small"
              onClick={() => deeds.onNewFile(ROOT)}
            />
            <IconButton
              label="New folder"
              icon={FolderPlus}
              size="small"
              onClick={() => deeds.onNewFolder(ROOT)}
            />
            <IconButton
              label="Upload files"
              icon={Upload}
              size="small"
              onClick={() => chooser.current?.click()}
            />
            <input
              ref={chooser}
              type="file"
              multiple
              hidden
              aria-label="Files to upload"
              onChange={(event) => {
                deeds.onChooseFiles([...(event.target.files ?? [])]);
                event.target.value = "";
              }}
            />
          </>
        )}
      </div>
      {search === null ? null : (
        <div className="border-line border-b p-1.5">
          <SearchInput
            label="Search files"
            kind="filter"
            size="small"
            autoFocus
            value={search}
            placeholder="Name or folder"
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => event.key === "Escape" && setSearch(null)}
          />
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the ground below the rows takes dropped files too */}
      <div className="min-h-0 flex-1 overflow-auto py-1" onDragOver={dropOutside} onDrop={dropOutside}>
        <AssistiveTreeDescription tree={tree} className="sr-only" />
        <div {...tree.getContainerProps("Files")} className={cx(rows.length === 0 && "hidden")}>
          {rows.map((item) => (
            <FileRow
              key={item.getId()}
              item={item}
              isCurrent={item.getId() === current}
              readOnly={readOnly}
              deeds={deeds}
              change={changes.get(item.getId())}
              isUnsaved={unsaved.has(item.getId()) && !item.getItemData().isGone}
              problems={problemCounts.get(item.getId())}
            />
          ))}
        </div>
        {rows.length === 0 ? (
          <p className="text-ink-muted text-small px-3 py-2">
            {search
              ? `No file matches “${search}”.`
              : "No files yet. Make one, or drop files and folders here."}
          </p>
        ) : null}
      </div>
    </>
  );
}
