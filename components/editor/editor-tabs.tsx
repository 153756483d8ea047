"use client";
import { Ellipsis, FileCode, FileText, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { FindingCounts } from "#components/engine/count-findings.ts";
import { WorstCount } from "#components/engine/worst-count.tsx";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { folderOf, nameOf } from "./file-path.ts";
import type { OpenTabs } from "./open-tabs.ts";

type EditorTabsProps = {
  tabs: OpenTabs;
  unsaved: ReadonlyMap<string, unknown>;
  problemCounts: ReadonlyMap<string, FindingCounts>;
  onShow: (path: string) => void;
  onClose: (path: string) => void;
  onCloseOthers: (path: string) => void;
  onMove: (path: string, to: number) => void;
};

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Open files. Arrows choose, Delete closes, Alt and arrows reorder; by mouse drag them. */
export function EditorTabs(props: EditorTabsProps) {
  const { tabs, unsaved, problemCounts, onShow, onClose, onCloseOthers, onMove } = props;
  const row = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const { paths, active } = tabs;
  const show = (path: string | undefined) => {
    if (path === undefined) return;
    onShow(path);
    row.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(path)}"]`)?.focus();
  };
  const press = (event: KeyboardEvent, path: string) => {
    const deed = deedOf(event, path);
    if (!deed) return;
    event.preventDefault();
    deed();
  };
  const deedOf = (event: KeyboardEvent, path: string): (() => void) | null => {
    const at = paths.indexOf(path);
    const step = STEPS[event.key];
    if (step !== undefined && event.altKey) return () => onMove(path, at + step);
    if (step !== undefined) return () => show(paths[(at + step + paths.length) % paths.length]);
    if (event.key === "Home") return () => show(paths[0]);
    if (event.key === "End") return () => show(paths.at(-1));
    return event.key === "Delete" ? () => onClose(path) : null;
  };
  return (
    <div className="border-line bg-ground flex h-9 shrink-0 border-b">
      <div
        ref={row}
        role="tablist"
        aria-label="Open files"
        className="no-scrollbar flex min-w-0 overflow-x-auto"
      >
        {paths.map((path, at) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: dragging is the mouse's way; Alt and arrows are the keyboard's
          <div
            key={path}
            role="presentation"
            draggable
            onDragStart={() => setDragged(path)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              if (dragged !== path) onMove(dragged, at);
            }}
            className={cx(
              "group flex items-center border-line border-r text-label",
              path === active
                ? "-mb-px border-t-2 border-t-mark bg-code-bg text-ink"
                : "text-ink-muted hover:text-ink",
              dragged === path && "opacity-60",
            )}
          >
            <button
              type="button"
              role="tab"
              data-tab={path}
              aria-selected={path === active}
              aria-controls="editor-panel"
              tabIndex={path === active ? 0 : -1}
              title={path}
              onClick={() => onShow(path)}
              onKeyDown={(event) => press(event, path)}
              onAuxClick={(event) => event.button === 1 && onClose(path)}
              className="flex h-full items-center gap-1.75 pr-1 pl-3 whitespace-nowrap"
            >
              <Icon of={/\.(?:ya?ml|tpl|json)$/.test(path) ? FileCode : FileText} size="badge" tone="faint" />
              {nameOf(path)}
              {isAmbiguous(path, paths) ? <span className="text-ink-faint">{folderOf(path)}</span> : null}
              <WorstCount counts={problemCounts.get(path)} />
              {unsaved.has(path) ? <span className="sr-only">, not saved</span> : null}
            </button>
            <TabEnd path={path} isUnsaved={unsaved.has(path)} isActive={path === active} onClose={onClose} />
          </div>
        ))}
      </div>
      {active === null ? null : (
        <span className="flex items-center px-1">
          <Menu
            trigger={<IconButton label={`More for the tab ${nameOf(active)}`} icon={Ellipsis} size="small" />}
          >
            <MenuItem onPress={() => onClose(active)} keyHint="Del">
              Close
            </MenuItem>
            <MenuItem onPress={() => onCloseOthers(active)} notAllowed={paths.length < 2 && "no others"}>
              Close others
            </MenuItem>
            <MenuItem onPress={() => onMove(active, paths.indexOf(active) - 1)} keyHint="Alt ←">
              Move left
            </MenuItem>
            <MenuItem onPress={() => onMove(active, paths.indexOf(active) + 1)} keyHint="Alt →">
              Move right
            </MenuItem>
          </Menu>
        </span>
      )}
    </div>
  );
}

type TabEndProps = { path: string; isUnsaved: boolean; isActive: boolean; onClose: (path: string) => void };

/** A dot while the file is unsaved; the cross for the mouse. The keyboard closes with Delete on the tab. */
function TabEnd({ path, isUnsaved, isActive, onClose }: TabEndProps) {
  return (
    <span className="relative flex h-full w-6 shrink-0 items-center justify-center pr-1">
      {isUnsaved ? (
        <span className="bg-mark size-1.75 rounded-full group-hover:hidden" title="Not saved" />
      ) : null}
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        data-close={path}
        title={`Close ${nameOf(path)}`}
        onClick={() => onClose(path)}
        className={cx(
          "size-5 items-center justify-center rounded-chip text-ink-faint hover:bg-hover hover:text-ink",
          isUnsaved || !isActive ? "hidden group-hover:flex" : "flex",
        )}
      >
        <X size={13} strokeWidth={1.75} aria-hidden />
      </button>
    </span>
  );
}

function isAmbiguous(path: string, paths: readonly string[]): boolean {
  return paths.some((other) => other !== path && nameOf(other) === nameOf(path));
}
