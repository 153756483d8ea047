"use client";
import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cx } from "#components/ui/cx.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { ChangedFile, DiffMode, LanguageOfPath } from "./changed-file.ts";
import { ChangedFiles } from "./changed-files.tsx";
import { FileDiff } from "./file-diff.tsx";
import { useChangeKeys } from "./use-change-keys.ts";

type DiffViewProps = {
  files: readonly ChangedFile[];
  unchangedCount: number;
  /** What could not be loaded, in sentences: shown above what is there. */
  partial: readonly string[];
  languageOf: LanguageOfPath;
  /** Marks for the reader's own use; without it there are none. */
  seen?: { paths: ReadonlySet<string>; onToggle: (path: string) => void } | undefined;
  /** The pane scrolls inside a dialog; else the page does. */
  contained?: boolean | undefined;
  /** What is compared, where it is not files. */
  things?: { one: string; many: string } | undefined;
  /** A name for the reader in place of the path. */
  titleOf?: ((path: string) => string) | undefined;
};

const FILES_AT_ONCE = 50;
const FILES = { one: "file", many: "files" };

/**
 * Everything that changed between two sets of files: the files at the left, their lines at the right. `n` and `p` go from
 * change to change. It is computed here from both texts; no editor is loaded.
 */
export function DiffView(props: DiffViewProps) {
  const { files, unchangedCount, partial, languageOf, seen, contained, titleOf, things = FILES } = props;
  const [view, setView] = useState<DiffMode>("unified");
  const [ignoreWhitespace, setIgnoreWhitespace] = useState(false);
  const [limit, setLimit] = useState(FILES_AT_ONCE);
  const pane = useRef<HTMLDivElement>(null);
  const { position, go } = useChangeKeys(pane);
  return (
    <div className={contained ? "flex min-h-0 flex-1 flex-col" : "flex flex-col"}>
      {partial.map((sentence) => (
        <Banner key={sentence} tone="caution" title="Not everything is here.">
          {sentence}
        </Banner>
      ))}
      <div className="border-line flex flex-wrap items-center gap-2 border-b px-3 py-1.5">
        <span className="text-ink-muted flex-1">{sayCounts(files.length, unchangedCount, things)}</span>
        <span role="status" className="text-ink-muted text-small">
          {position ? `Change ${position.at} of ${position.of}` : ""}
        </span>
        <IconButton
          label="Previous change"
          keyHint="p"
          icon={ChevronUp}
          size="small"
          onClick={() => go(-1)}
        />
        <IconButton label="Next change" keyHint="n" icon={ChevronDown} size="small" onClick={() => go(1)} />
        <Checkbox checked={ignoreWhitespace} onCheckedChange={(checked) => setIgnoreWhitespace(checked)}>
          Ignore whitespace
        </Checkbox>
        <span className="max-lg:hidden">
          <Segmented
            label="View"
            value={view}
            options={[
              { value: "unified", label: "Unified" },
              { value: "split", label: "Split" },
            ]}
            onValueChange={setView}
          />
        </span>
      </div>
      <div className="flex min-h-0 flex-1">
        <div
          className={cx(
            "w-62 shrink-0 border-line border-r bg-surface max-lg:hidden",
            contained && "overflow-y-auto",
          )}
        >
          <ChangedFiles
            files={files}
            label={`Changed ${things.many}`}
            titleOf={titleOf}
            seen={seen?.paths}
            onGo={(path) => goToFile(pane.current, path)}
          />
        </div>
        <div ref={pane} className={cx("min-w-0 flex-1", contained && "overflow-y-auto")}>
          {files.slice(0, limit).map((file) => (
            <FileDiff
              key={file.path}
              file={file}
              name={titleOf?.(file.path)}
              language={languageOf(file.path)}
              view={view}
              ignoreWhitespace={ignoreWhitespace}
              contained={contained}
              after={seen ? <Seen path={file.path} seen={seen} /> : null}
            />
          ))}
          {files.length > limit ? (
            <Rest>
              {limit} of {files.length} {things.many} are shown.{" "}
              <button type="button" className="link" onClick={() => setLimit(limit + FILES_AT_ONCE)}>
                Show more
              </button>
            </Rest>
          ) : null}
          {files.length === 0 && partial.length === 0 ? (
            <Rest>{sayNothing(unchangedCount, things)}</Rest>
          ) : null}
        </div>
      </div>
    </div>
  );
}

function Seen({ path, seen }: { path: string; seen: NonNullable<DiffViewProps["seen"]> }) {
  return (
    <Checkbox checked={seen.paths.has(path)} onCheckedChange={() => seen.onToggle(path)}>
      Seen
    </Checkbox>
  );
}

function Rest({ children }: { children: ReactNode }) {
  return <p className="text-ink-muted px-4 py-5">{children}</p>;
}

function goToFile(pane: HTMLElement | null, path: string): void {
  const file = pane?.querySelector<HTMLElement>(`[data-file="${CSS.escape(path)}"]`);
  file?.scrollIntoView({ block: "start" });
  file?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
}

type Things = { one: string; many: string };

function sayCounts(changed: number, unchanged: number, { one, many }: Things): string {
  const rest = unchanged === 0 ? "" : `, ${unchanged} unchanged`;
  return `${changed} ${changed === 1 ? `${one} changes` : `${many} change`}${rest}`;
}

function sayNothing(unchanged: number, { one, many }: Things): string {
  if (unchanged === 0) return `There are no ${many} on either side.`;
  if (unchanged === 1) return `Nothing changes: the one ${one} is the same on both sides.`;
  return `Nothing changes: all ${unchanged} ${many} are the same on both sides.`;
}
