"use client";
import { type KeyboardEvent, memo, type PointerEvent, useRef } from "react";
import type { EditorArtifact } from "#components/editor/editor-artifact.ts";
import { cx } from "#components/ui/cx.ts";
import { PreviewPanel, type PreviewPanelProps } from "./preview-panel.tsx";
import type { PreviewHandle } from "./use-editor-preview.ts";
import { type TextPlace, useLinks } from "./use-links.ts";
import { usePreview } from "./use-preview.ts";
import { MIN_COLUMN_WIDTH, maxColumnWidth } from "./use-preview-column.ts";
import type { RunningPreview } from "./use-preview-session.ts";

type PreviewColumnProps = Omit<PreviewPanelProps, "preview" | "links" | "artifact"> & {
  artifact: EditorArtifact;
  running: RunningPreview | null;
  /** Where the text's cursor is. */
  place: TextPlace | null;
  register: (handle: PreviewHandle | null) => void;
  /** Null: wide screens show it, narrow ones do not. */
  isOpen: boolean | null;
  width: number;
  onResize: (width: number) => void;
};

const STEP = 24;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: STEP, ArrowRight: -STEP };

/** The third column of the editor; where there is no room for three, it lies over the text. */
export const PreviewColumn = memo(function PreviewColumn(props: PreviewColumnProps) {
  const { isOpen, width, onResize, running, place, register, ...panel } = props;
  const preview = usePreview(running, panel.artifact.keptAs);
  const links = useLinks(preview, place, panel.openPath, register);
  return (
    <aside
      aria-label="Preview"
      aria-busy={preview?.isBusy ?? true}
      style={{ width }}
      className={cx(
        "border-line bg-surface relative flex min-h-0 shrink-0 flex-col border-l max-lg:absolute max-lg:inset-0 max-lg:z-10 max-lg:w-full! max-lg:border-l-0",
        isOpen === false && "hidden",
        isOpen === null && "max-lg:hidden",
      )}
    >
      <Divider width={width} onResize={onResize} />
      <PreviewPanel {...panel} preview={preview} links={links} />
    </aside>
  );
});

/** Drags the column wider or narrower; arrows do the same. */
function Divider({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const next = step === undefined ? edges()[event.key] : width + step;
    if (next === undefined) return;
    event.preventDefault();
    onResize(next);
  };
  const move = (event: PointerEvent) => {
    if (from.current) onResize(from.current.width + from.current.x - event.clientX);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr>
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the preview"
      aria-valuenow={width}
      aria-valuemin={MIN_COLUMN_WIDTH}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={move}
      onPointerUp={() => {
        from.current = null;
      }}
      className="hover:bg-control/40 absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none max-lg:hidden"
    />
  );
}

const edges = (): Readonly<Record<string, number>> => ({ Home: maxColumnWidth(), End: MIN_COLUMN_WIDTH });
