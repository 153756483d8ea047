import { useCallback, useState } from "react";
import { notify } from "#components/ui/toast.tsx";
import type { ScaffoldTemplate } from "#lib/catalog/schema.ts";
import type { EditorDoors } from "./editor-doors.ts";
import type { EditorStore } from "./editor-store.ts";
import type { Resolution } from "./merge-drafts.ts";
import { adopt, importArchive, type SaveResult, saveDraft, scaffoldDraft } from "./save-draft.ts";
import { changesToSave, suggestedMessage } from "./workspace-changes.ts";

export type OpenConflicts = Extract<SaveResult, { kind: "conflict" }>;

export type DraftSave = {
  isSaving: boolean;
  conflict: OpenConflicts | null;
  /** @returns whether everything is saved now; @param message the suggested one where it is left out */
  save: (message?: string) => Promise<boolean>;
  /** The same on the way to something else: a success needs no words. */
  saveQuietly: () => Promise<boolean>;
  importArchive: (archive: File) => Promise<void>;
  scaffold: (template: ScaffoldTemplate) => Promise<void>;
  decide: (resolutions: ReadonlyMap<string, Resolution>) => void;
  decideLater: () => void;
  /** Opens the choice for a copy that was kept on an older commit. */
  meet: (conflict: OpenConflicts) => void;
};

/** Runs saves one at a time, and the choice that follows when somebody else saved the same files. */
export function useDraftSave(store: EditorStore, doors: EditorDoors, flush: () => void): DraftSave {
  const [isSaving, setIsSaving] = useState(false);
  const [conflict, setConflict] = useState<OpenConflicts | null>(null);

  const run = useCallback(async (deed: () => Promise<SaveResult>, isQuiet = false): Promise<boolean> => {
    setIsSaving(true);
    try {
      const result = await deed();
      const isDone = result.kind === "saved" || result.kind === "nothing";
      if (result.kind === "conflict") setConflict(result);
      else if (!(isDone && isQuiet)) tell(result);
      return isDone;
    } catch (error) {
      const detail = error instanceof Error ? error.message : "The server did not answer.";
      notify({ title: "Not saved", detail: `${detail} What you typed is still here.`, tone: "danger" });
      return false;
    } finally {
      setIsSaving(false);
    }
  }, []);

  const save = useCallback(
    (message?: string, isQuiet = false) => {
      flush();
      const suggested = suggestedMessage(changesToSave(store.get().workspace));
      return run(() => saveDraft(store, doors, message?.trim() || suggested), isQuiet);
    },
    [store, doors, flush, run],
  );

  const decide = (resolutions: ReadonlyMap<string, Resolution>) => {
    if (!conflict) return;
    flush();
    adopt(store, conflict.newer, resolutions);
    const leavesMarks = conflict.conflicts.some(
      (each) => resolutions.get(each.path)?.choice === "merge" && (each.merged?.clashes ?? 0) > 0,
    );
    setConflict(null);
    if (leavesMarks) return;
    const isTheirs = changesToSave(store.get().workspace).length === 0;
    if (isTheirs) notify({ title: "The draft is here as they saved it." });
    else void save();
  };

  const bringArchive = async (archive: File) => {
    flush();
    await run(() => importArchive(store, doors, archive));
  };

  const startFromScaffold = async (template: ScaffoldTemplate) => {
    await run(() => scaffoldDraft(store, doors, template));
  };

  return {
    isSaving,
    conflict,
    save,
    saveQuietly: () => save(undefined, true),
    importArchive: bringArchive,
    scaffold: startFromScaffold,
    decide,
    decideLater: () => setConflict(null),
    meet: setConflict,
  };
}

function tell(result: Exclude<SaveResult, { kind: "conflict" }>): void {
  switch (result.kind) {
    case "nothing":
      notify({ title: "Nothing to save: every file is as it was saved.", tone: "info" });
      return;
    case "saved":
      notify({
        title: `Saved as ${result.commit.slice(0, 7)}`,
        detail: result.onTopOfOthers ? "Somebody else saved meanwhile; both changes are in." : undefined,
      });
      return;
    case "refused":
      notify({ title: result.title, detail: result.detail, tone: "danger" });
  }
}
