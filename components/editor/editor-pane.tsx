"use client";
import { ArrowRightToLine, ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { Fragment, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FailedState } from "#components/ui/failed-state.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type CodeLanguage, languageNames, languageOf } from "#lib/engine/findings/code-language.ts";
import type { TextProblem } from "#lib/engine/findings/text-problem.ts";
import type { Finding } from "#lib/engine/schema.ts";
import type { ArtifactKindName } from "./editor-artifact.ts";
import { type EditorState, textOf } from "./editor-state.ts";
import type { Place } from "./use-code-editor.ts";
import { useCodeTheme } from "./use-code-theme.ts";

const CodeEditor = dynamic(() => import("./code-editor.tsx").then((module) => module.CodeEditor), {
  ssr: false,
  loading: () => <Loading />,
});

type EditorPaneProps = {
  state: EditorState;
  kind: ArtifactKindName;
  readOnly: string | null;
  problems: readonly TextProblem[];
  findings: readonly Finding[];
  onEdit: (path: string, text: string) => void;
  onPlace: (place: Place) => void;
  onRetry: (path: string) => void;
  registerFlush: (flush: () => void) => void;
  registerFocus: (focus: () => void) => void;
  /** Shows what the cursor's line renders to. */
  onShowOutput: () => void;
  /** The ways to begin, where there is no file at all. */
  emptyDraft: ReactNode;
};

/** The shown file: its path, and Monaco on its text; or why there is no text to show. */
export function EditorPane(props: EditorPaneProps) {
  const { state, kind } = props;
  const path = state.tabs.active;
  const theme = useCodeTheme();
  const file = path === null ? undefined : state.workspace.files.get(path);
  if (!file && state.workspace.files.size === 0 && props.readOnly === null) return props.emptyDraft;
  if (!file) return <NoFile isEmpty={state.workspace.files.size === 0} />;
  const text = textOf(state, file);
  const language = languageOf(file.path, kind);
  const reveal = state.reveal?.path === file.path ? state.reveal : null;
  return (
    <>
      <PathLine path={file.path} language={language} onShowOutput={props.onShowOutput} />
      <div
        id="editor-panel"
        role="tabpanel"
        aria-label={file.path}
        className="bg-code-bg relative min-h-0 flex-1"
      >
        {text === null ? (
          <NoText state={state} path={file.path} origin={file.origin} onRetry={props.onRetry} />
        ) : (
          <CodeEditor
            file={{ path: file.path, text, language, revision: state.revisions.get(file.path) ?? 0 }}
            readOnly={props.readOnly}
            theme={theme}
            problems={props.problems}
            findings={props.findings}
            reveal={reveal}
            openPaths={state.tabs.paths}
            onEdit={props.onEdit}
            onPlace={props.onPlace}
            registerFlush={props.registerFlush}
            registerFocus={props.registerFocus}
          />
        )}
      </div>
    </>
  );
}

type PathLineProps = { path: string; language: CodeLanguage; onShowOutput: () => void };

function PathLine({ path, language, onShowOutput }: PathLineProps) {
  return (
    <div className="border-line bg-code-bg text-ink-muted text-small flex h-6.5 shrink-0 items-center gap-1.5 border-b px-3.5">
      <span className="flex min-w-0 items-center gap-1 overflow-hidden whitespace-nowrap">
        {path.split("/").map((part, index, parts) => (
          <Fragment key={parts.slice(0, index + 1).join("/")}>
            {index > 0 ? <Icon of={ChevronRight} size="chip" tone="faint" /> : null}
            {part}
          </Fragment>
        ))}
      </span>
      <span className="flex-1" />
      <span className="text-ink-faint max-sm:hidden">{languageNames[language]}</span>
      <IconButton
        label="Show what this line renders to"
        icon={ArrowRightToLine}
        size="small"
        keyHint="F4"
        onClick={onShowOutput}
      />
    </div>
  );
}

type NoTextProps = {
  state: EditorState;
  path: string;
  origin: string | null;
  onRetry: (path: string) => void;
};

function NoText({ state, path, origin, onRetry }: NoTextProps) {
  const reason = origin === null ? undefined : state.unopened.get(origin);
  const isBytes = state.workspace.files.get(path)?.content.kind === "bytes";
  if (reason?.why === "binary" || isBytes) {
    return (
      <Centered>
        <EmptyState title="A binary file" as="h2" framed={false}>
          It is part of the draft and will be published as it is. It cannot be edited here; upload another one
          under its name to replace it.
        </EmptyState>
      </Centered>
    );
  }
  if (reason?.why === "failed") {
    return (
      <Centered>
        <FailedState
          title={`Could not load ${path}`}
          framed={false}
          actions={<Button onClick={() => onRetry(path)}>Try again</Button>}
        >
          {reason.detail} All other files can still be edited and saved.
        </FailedState>
      </Centered>
    );
  }
  return <Loading />;
}

function NoFile({ isEmpty }: { isEmpty: boolean }) {
  return (
    <Centered>
      <EmptyState title={isEmpty ? "No files yet" : "No file is open"} framed={false}>
        {isEmpty
          ? "Nobody has put a file into this draft."
          : "Choose one in the list of files. Arrows and Enter do the same."}
      </EmptyState>
    </Centered>
  );
}

function Centered({ children }: { children: ReactNode }) {
  return (
    <div className="bg-code-bg flex min-h-0 flex-1 flex-col justify-center overflow-auto p-6">{children}</div>
  );
}

function Loading() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3 p-5">
      <span className="sr-only">Loading the editor</span>
      <Skeleton width="third" />
      <Skeleton width="half" />
      <Skeleton width="quarter" />
      <Skeleton width="most" />
      <Skeleton width="half" />
    </div>
  );
}
