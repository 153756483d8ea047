"use client";
import { ArrowRight, Binary, ChevronDown, ChevronRight, FileWarning } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { CodeLanguage } from "#lib/engine/findings/code-language.ts";
import { ChangeLetter } from "./change-letter.tsx";
import { type ChangedFile, type ComparedFile, compareFile, type DiffMode } from "./changed-file.ts";
import { DiffLinesTable } from "./diff-lines-table.tsx";

type FileDiffProps = {
  file: ChangedFile;
  language: CodeLanguage;
  view: DiffMode;
  ignoreWhitespace: boolean;
  /** In place of the path, where the path stands elsewhere. */
  title?: string | undefined;
  /** What it is called, where that is not its path. */
  name?: string | undefined;
  /** Inside a pane that scrolls; else its head stays below the bar of the page. */
  contained?: boolean | undefined;
  /** At the right end of the head, such as "Seen". */
  after?: ReactNode;
};

/** One changed file: a head that folds it, and its lines, or the reason why there are none. */
export function FileDiff(props: FileDiffProps) {
  const { file, language, view, ignoreWhitespace, title, name = file.path, contained, after } = props;
  const [isOpen, setIsOpen] = useState(true);
  const compared = useMemo(() => compareFile(file, ignoreWhitespace), [file, ignoreWhitespace]);
  return (
    <section aria-label={name} data-file={file.path} className="border-line bg-raised border-b">
      <div
        className={cx(
          "border-line bg-raised sticky z-1 flex min-h-9 flex-wrap items-center gap-2 border-b px-2.5",
          contained ? "top-0" : "top-bar",
        )}
      >
        <IconButton
          label={`${isOpen ? "Fold" : "Open"} ${name}`}
          icon={isOpen ? ChevronDown : ChevronRight}
          size="small"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        />
        <ChangeLetter change={file.change} />
        <h3 className="min-w-0 truncate font-bold">{title ?? name}</h3>
        {file.from !== null && file.from !== file.path ? (
          <span className="text-ink-muted text-small flex items-center gap-1">
            from {file.from}
            <Icon of={ArrowRight} size="chip" />
          </span>
        ) : null}
        <span className="flex-1" />
        <Counts compared={compared} />
        {after}
      </div>
      {isOpen ? <Body file={file} compared={compared} language={language} view={view} /> : null}
    </section>
  );
}

function Counts({ compared }: { compared: ComparedFile }) {
  if (compared.kind !== "lines") return null;
  return (
    <span className="text-micro">
      {compared.added > 0 ? <span className="text-added-ink">+{compared.added}</span> : null}{" "}
      {compared.removed > 0 ? <span className="text-removed-ink">−{compared.removed}</span> : null}
      <span className="sr-only">
        {compared.added} lines added, {compared.removed} removed
      </span>
    </span>
  );
}

type BodyProps = Pick<FileDiffProps, "file" | "language" | "view"> & { compared: ComparedFile };

function Body({ file, compared, language, view }: BodyProps) {
  switch (compared.kind) {
    case "binary":
      return (
        <Note icon={Binary}>Binary file{sizes(file)}. Its bytes differ; there are no lines to show.</Note>
      );
    case "too-large":
      return (
        <Note icon={FileWarning}>Too large to compare line by line{sizes(file)}. The file did change.</Note>
      );
    case "too-different":
      return (
        <Note icon={FileWarning}>
          These texts differ so much that comparing them takes too long{sizes(file)}. The file did change.
        </Note>
      );
    case "lines":
      break;
  }
  if (compared.added + compared.removed === 0) {
    return <Note>{file.change === "renamed" ? "Moved, with the same content." : nothingSaid(file)}</Note>;
  }
  return (
    <DiffLinesTable
      lines={compared.lines}
      language={language}
      view={view}
      caption={`Changes of ${file.path}`}
    />
  );
}

function nothingSaid(file: ChangedFile): string {
  if (file.before === file.after) return "The same on both sides.";
  return file.change === "added" || file.change === "removed" ? "An empty file." : "Only blanks differ.";
}

function sizes({ beforeSize, afterSize }: ChangedFile): string {
  const said = [beforeSize, afterSize].flatMap((size) => (size === null ? [] : formatBytes(size)));
  return said.length > 0 ? `, ${said.join(" before, ")}${said.length > 1 ? " now" : ""}` : "";
}

function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function Note({ icon, children }: { icon?: typeof Binary; children: ReactNode }) {
  return (
    <p className="bg-code-bg text-ink-muted flex items-center gap-2 px-4 py-3">
      {icon ? <Icon of={icon} tone="faint" /> : null}
      {children}
    </p>
  );
}
