"use client";
import { useCallback, useMemo, useRef } from "react";
import { useCodeTheme } from "#components/editor/use-code-theme.ts";
import { cx } from "#components/ui/cx.ts";
import { lazyPart } from "#components/ui/lazy-part.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { LineRange } from "./output-messages.ts";
import type { PreviewSession } from "./preview-session.ts";
import { numberedBy, shownRanges } from "./shown-lines.ts";
import type { OutputHandle } from "./use-links.ts";

const OutputEditor = lazyPart(
  () => import("#components/editor/output-editor.tsx").then((module) => module.OutputEditor),
  { meanwhile: () => <OutputLoading /> },
);

type PreviewOutputProps = {
  session: PreviewSession;
  /** Lines of the whole that are shown; null where all are. */
  shown: readonly LineRange[] | null;
  isStale: boolean;
  linked: readonly LineRange[];
  reveal: (LineRange & { readonly isFocused: boolean }) | null;
  /** @param line of the whole output */
  onGo: (line: number) => void;
  register: (handle: OutputHandle) => void;
};

/** The output's text. Lines keep the numbers that they have in the whole. */
export function PreviewOutput({
  session,
  shown,
  isStale,
  linked,
  reveal,
  onGo,
  register,
}: PreviewOutputProps) {
  const theme = useCodeTheme();
  const attach = useCallback<PreviewSession["reader"]["attach"]>(
    (onEdit) => session.reader.attach(onEdit),
    [session],
  );
  const numberOf = useMemo(() => numberedBy(shown), [shown]);
  const latestNumber = useRef(numberOf);
  latestNumber.current = numberOf;
  const marks = useMemo(() => shownRanges(shown, linked), [shown, linked]);
  const target = useMemo(() => {
    const [range] = reveal ? shownRanges(shown, [reveal]) : [];
    return range && reveal ? { ...range, isFocused: reveal.isFocused } : null;
  }, [shown, reveal]);
  return (
    <div className={cx("bg-code-bg relative min-h-1/4 flex-1", isStale && "opacity-90")}>
      <OutputEditor
        label="Rendered output"
        theme={theme}
        attach={attach}
        numberOf={numberOf}
        linked={marks}
        reveal={target}
        onGo={(line) => onGo(numberOf(line))}
        register={({ focus, hasFocus, line }) =>
          register({ focus, hasFocus, wholeLine: () => latestNumber.current(line()) })
        }
      />
    </div>
  );
}

export function OutputLoading() {
  return (
    <div aria-busy="true" className="bg-code-bg flex flex-1 flex-col gap-3 p-5">
      <span className="sr-only">Rendering</span>
      <Skeleton width="third" />
      <Skeleton width="half" />
      <Skeleton width="quarter" />
      <Skeleton width="most" />
      <Skeleton width="half" />
    </div>
  );
}
