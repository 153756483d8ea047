"use client";
import { type ReactNode, type Ref, useCallback, useImperativeHandle, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { countFindings } from "#components/engine/count-findings.ts";
import { PreviewColumn } from "#components/engine/preview-column.tsx";
import { useEditorPreview } from "#components/engine/use-editor-preview.ts";
import { useFindings } from "#components/engine/use-findings.ts";
import { cx } from "#components/ui/cx.ts";
import { lazyPart } from "#components/ui/lazy-part.tsx";
import { changeMarks, type Reference } from "./change-marks.ts";
import { useCompletion } from "./completion/use-completion.ts";
import { DraftFiles } from "./draft-files.ts";
import type { EditorArtifact } from "./editor-artifact.ts";
import { EditorBar } from "./editor-bar.tsx";
import type { DraftNow, EditorDoors } from "./editor-doors.ts";
import { EditorFoot } from "./editor-foot.tsx";
import { EditorNotices } from "./editor-notices.tsx";
import { EditorPane } from "./editor-pane.tsx";
import { startEditor, textOf, typeText } from "./editor-state.ts";
import { EditorStore, useEditorState } from "./editor-store.ts";
import { EditorTabs } from "./editor-tabs.tsx";
import { FilesSide, type FilesSideHandle } from "./files-side.tsx";
import { firstFile } from "./first-file.ts";
import { closeOtherTabs, closeTab, moveTab } from "./open-tabs.ts";
import { goIntoProblems, ProblemsPanel } from "./problems-panel.tsx";
import { StatusFindings } from "./status-findings.tsx";
import { useAfterText } from "./use-after-text.ts";
import type { Place } from "./use-code-editor.ts";
import { useDraftSave } from "./use-draft-save.ts";
import { useEditorKeys } from "./use-editor-keys.ts";
import { useKeptCopy } from "./use-kept-copy.ts";
import { useKeptTabs, writeAddress } from "./use-kept-tabs.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";
import { useLoadActive } from "./use-load-active.ts";
import { useProblemList } from "./use-problem-list.ts";
import { useReturnedCopy } from "./use-returned-copy.ts";
import { unsavedChanges } from "./workspace.ts";
import { changesToSave, suggestedMessage } from "./workspace-changes.ts";

// Not of the first view: their code comes with their first use.
const EmptyDraft = lazyPart(() => import("./empty-draft.tsx").then((file) => file.EmptyDraft));
const ConflictDialog = lazyPart(() => import("./conflict-dialog.tsx").then((file) => file.ConflictDialog));

/** The same deeds, for what stands over the screen. */
export type EditorScreenHandle = { openPath: (path: string, line?: number, column?: number) => void };

export type EditorScreenProps = {
  ref?: Ref<EditorScreenHandle>;
  artifact: EditorArtifact;
  draft: DraftNow;
  /** The latest version, which marks in the tree compare with. */
  reference: Reference | null;
  /** Hold it stable: the screen keeps it. */
  doors: EditorDoors;
  /** Why nothing can be changed here; null where it can. */
  readOnly: string | null;
  /** What to do instead, such as a duplicate. */
  readOnlyAction?: ReactNode;
  cannotPublish: string | false;
  /** When and by whom the draft was saved last. */
  lastSave: ReactNode;
  onReview: () => void;
};

/** The editor of a draft: files, tabs, text, problems, save. Everything on it is reachable by keyboard alone. */
export function EditorScreen(props: EditorScreenProps) {
  const { artifact, doors, readOnly, reference } = props;
  const [store] = useState(() => new EditorStore(startEditor(props.draft.commit, props.draft.files)));
  const [files] = useState(() => new DraftFiles(store, doors));
  useImperativeHandle(props.ref, () => ({ openPath: files.open }), [files]);
  const state = useEditorState(store, (all) => all);
  const { workspace, tabs } = state;
  const [place, setPlace] = useState<Place | null>(null);
  const [isTreeOpen, setIsTreeOpen] = useState(false);
  const [areProblemsOpen, setAreProblemsOpen] = useState(true);
  const flushRef = useRef<() => void>(() => undefined);
  const focusRef = useRef<() => void>(() => undefined);
  const filesSide = useRef<FilesSideHandle>(null);
  const problemsPanel = useRef<HTMLElement>(null);
  const flush = useCallback(() => flushRef.current(), []);

  const draftSave = useDraftSave(store, doors, flush);
  const returnedCopy = useReturnedCopy(store, doors, readOnly !== null, draftSave.meet);
  const keep = useKeptCopy({ store, keptAs: artifact.keptAs, onReturn: returnedCopy.onReturn, flush });
  const hasUnsaved = useCallback(() => {
    flush();
    return unsavedChanges(store.get().workspace).size > 0;
  }, [store, flush]);
  useLeaveGuard(hasUnsaved);
  useKeptTabs(store, artifact.keptAs, firstFile(props.draft));

  const unsaved = useMemo(() => unsavedChanges(workspace), [workspace]);
  const marks = useMemo(() => changeMarks(workspace, reference), [workspace, reference]);
  const { isAfterText, tellTextUp } = useAfterText(state);
  const previewing = useEditorPreview({
    mayBegin: isAfterText,
    store,
    files,
    artifact,
    doors,
    focusText: () => focusRef.current(),
  });
  const textPlace = useTextPlace(tabs.active, place);
  useCompletion(artifact.kind, previewing.session, previewing.openPath);
  const found = useFindings(artifact.kind, previewing.session);
  const active = tabs.active === null ? undefined : workspace.files.get(tabs.active);
  const activeText = active ? textOf(state, active) : null;
  const problemList = useProblemList(state, artifact.kind, found.state.findings, {
    openPath: previewing.openPath,
    openOutput: previewing.openOutput,
    place: activeText === null ? null : place,
    mayBegin: isAfterText,
  });
  useLoadActive(active?.path ?? null, activeText === null, files);

  const review = async () => {
    if (props.cannotPublish) return;
    if (!hasUnsaved() || (await draftSave.saveQuietly())) props.onReview();
  };
  const save = (message?: string) => {
    if (readOnly === null) void draftSave.save(message);
  };
  useEditorKeys({
    save: () => save(),
    review: () => void review(),
    nextProblem: problemList.step,
    listProblems: () => {
      if (problemsPanel.current?.contains(document.activeElement)) focusRef.current();
      else {
        flushSync(() => setAreProblemsOpen(true));
        goIntoProblems(problemsPanel.current);
      }
    },
  });

  return (
    <div className="h-page bg-surface flex flex-col">
      <EditorBar
        artifact={artifact}
        latest={reference?.tag ?? null}
        changedCount={marks.size}
        unsavedCount={unsaved.size}
        suggestion={suggestedMessage(changesToSave(workspace))}
        isSaving={draftSave.isSaving}
        readOnly={readOnly}
        cannotPublish={props.cannotPublish}
        onSave={save}
        onReview={() => void review()}
        onToggleTree={() => setIsTreeOpen(!isTreeOpen)}
        isPreviewShown={previewing.isShown}
        onTogglePreview={() => previewing.column.toggle(!previewing.isShown)}
      />
      <EditorNotices
        readOnly={readOnly}
        readOnlyAction={props.readOnlyAction}
        returned={unsaved.size > 0 ? returnedCopy.returned : null}
        onDiscard={returnedCopy.discard}
        onKeep={returnedCopy.keep}
      />
      <div className="relative flex min-h-0 flex-1">
        <div
          className={cx(
            "flex w-58 shrink-0 flex-col border-line border-r bg-ground max-sm:absolute max-sm:inset-0 max-sm:z-10 max-sm:w-full",
            !isTreeOpen && "max-sm:hidden",
          )}
        >
          <FilesSide
            ref={filesSide}
            state={state}
            files={files}
            kind={artifact.kind}
            marks={marks}
            unsaved={unsaved}
            problemCounts={problemList.counts}
            readOnly={readOnly !== null}
            onOpened={() => setIsTreeOpen(false)}
            onArchive={(archive) => void draftSave.importArchive(archive)}
          />
          <div className="border-line text-ink-muted text-small border-t px-3 py-1.5">{props.lastSave}</div>
        </div>
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="relative flex min-h-0 flex-1">
            <div className="flex min-w-0 flex-1 flex-col">
              <EditorTabs
                tabs={tabs}
                unsaved={unsaved}
                problemCounts={problemList.counts}
                onShow={files.open}
                onClose={(path) => store.update((all) => ({ ...all, tabs: closeTab(all.tabs, path) }))}
                onCloseOthers={(path) =>
                  store.update((all) => ({ ...all, tabs: closeOtherTabs(all.tabs, path) }))
                }
                onMove={(path, to) => store.update((all) => ({ ...all, tabs: moveTab(all.tabs, path, to) }))}
              />
              <EditorPane
                state={state}
                kind={artifact.kind}
                readOnly={readOnly}
                problems={problemList.typedInActive}
                findings={problemList.foundInActive}
                onEdit={(path, text) => store.update((all) => typeText(all, path, text))}
                onPlace={(now) => {
                  setPlace(now);
                  if (store.get().tabs.active !== null) writeAddress(store.get().tabs.active, now.line);
                }}
                onRetry={(path) => void files.load(path)}
                registerFlush={(next) => {
                  flushRef.current = next;
                }}
                registerFocus={(next) => {
                  focusRef.current = next;
                  tellTextUp();
                }}
                onShowOutput={previewing.showInOutput}
                emptyDraft={
                  <EmptyDraft
                    kind={artifact.kind}
                    isNew={workspace.saved.size === 0}
                    isWorking={draftSave.isSaving}
                    onScaffold={(template) => void draftSave.scaffold(template)}
                    onNewFile={() => filesSide.current?.newFile()}
                    onChooseFiles={(chosen) => filesSide.current?.chooseFiles(chosen)}
                    onDropFiles={(transfer) => filesSide.current?.dropFiles(transfer)}
                  />
                }
              />
            </div>
            <PreviewColumn
              artifact={artifact}
              editor={store}
              running={previewing.running}
              place={textPlace}
              register={previewing.register}
              openPath={previewing.openPath}
              onNewSample={readOnly === null ? previewing.makeSample : null}
              onFold={previewing.column.close}
              isOpen={previewing.column.isOpen}
              width={previewing.column.width}
              onResize={previewing.column.resize}
            />
          </div>
          <ProblemsPanel
            ref={problemsPanel}
            state={found.state}
            findings={problemList.findings}
            shown={problemList.shown}
            view={problemList.view}
            onView={problemList.setView}
            current={problemList.current}
            doorOf={problemList.doorOf}
            kind={artifact.kind}
            minors={found.minors}
            onMinors={found.chooseMinors}
            isOpen={areProblemsOpen}
            onToggle={() => setAreProblemsOpen(!areProblemsOpen)}
            onRetry={found.retry}
          />
        </div>
      </div>
      <EditorFoot
        kind={artifact.kind}
        state={state}
        place={place}
        unsavedCount={unsaved.size}
        keep={keep}
        findings={
          <StatusFindings
            state={found.state}
            counts={countFindings(problemList.findings)}
            onShow={() => setAreProblemsOpen(true)}
          />
        }
      />
      {draftSave.conflict ? (
        <ConflictDialog
          kind={artifact.kind}
          conflicts={draftSave.conflict.conflicts}
          isTaken={(path) => workspace.files.has(path)}
          onClose={draftSave.decideLater}
          onDecide={draftSave.decide}
        />
      ) : null}
    </div>
  );
}

/** The same object as long as the line is the same: what is drawn for a line is not drawn for each column. */
function useTextPlace(path: string | null, place: Place | null) {
  const line = place?.line ?? null;
  return useMemo(() => (path === null || line === null ? null : { path, line }), [path, line]);
}
