import type { ScaffoldTemplate } from "#lib/catalog/schema.ts";
import type { DraftNow, EditorDoors, SaveOutcome } from "./editor-doors.ts";
import { changeFiles, type EditorState, keepSavedText, openFile, textOf } from "./editor-state.ts";
import type { EditorStore } from "./editor-store.ts";
import { firstFile } from "./first-file.ts";
import {
  type Conflict,
  carryOver,
  findConflicts,
  type MergedText,
  mergeTexts,
  type Resolution,
} from "./merge-drafts.ts";
import { settleSave } from "./settle-save.ts";
import { changesToSave } from "./workspace-changes.ts";

/** A conflict with the texts that one decides by; null where a side has none, or is no text. */
export type OpenConflict = Conflict & {
  readonly baseText: string | null;
  readonly myText: string | null;
  readonly theirText: string | null;
  readonly merged: MergedText | null;
};

export type SaveResult =
  | { readonly kind: "nothing" }
  | { readonly kind: "saved"; readonly commit: string; readonly onTopOfOthers: boolean }
  | { readonly kind: "conflict"; readonly newer: DraftNow; readonly conflicts: readonly OpenConflict[] }
  | { readonly kind: "refused"; readonly title: string; readonly detail: string };

/**
 * Saves all changes as one commit. Where somebody else saved meanwhile and no file is in both saves, ours goes on top of
 * theirs at once; else nothing is saved, and the files in both are handed back to decide about.
 */
export async function saveDraft(
  store: EditorStore,
  doors: EditorDoors,
  message: string,
): Promise<SaveResult> {
  // Twice, because the draft may move again while ours is carried over; a third time somebody is at it like mad.
  for (let attempt = 0; ; attempt += 1) {
    const sent = store.get();
    const changes = changesToSave(sent.workspace);
    if (changes.length === 0) return { kind: "nothing" };
    const outcome = await doors.saveDraft({ parent: sent.workspace.commit, message, changes });
    if (outcome.kind === "refused") return outcome;
    const draft = await doors.loadDraft();
    if (outcome.kind === "saved") {
      store.update((now) => settled(now, sent, draft));
      return { kind: "saved", commit: outcome.commit, onTopOfOthers: attempt > 0 };
    }
    const conflicts = await openConflicts(store, doors, draft);
    if (conflicts.length > 0 || attempt >= 2) return { kind: "conflict", newer: draft, conflicts };
    adopt(store, draft, new Map());
  }
}

/** Takes a newer draft in, with what was decided about the files in both. */
export function adopt(
  store: EditorStore,
  newer: DraftNow,
  resolutions: ReadonlyMap<string, Resolution>,
): void {
  store.update((state) => {
    const before = state.workspace.saved;
    const next = changeFiles(state, (workspace) => carryOver(workspace, newer, resolutions));
    return forgetTexts(next, (path) => before.get(path)?.sha !== next.workspace.saved.get(path)?.sha);
  });
}

/** Makes the files of an archive the draft, as one commit of the server's. */
export async function importArchive(
  store: EditorStore,
  doors: EditorDoors,
  archive: File,
): Promise<SaveResult> {
  const parent = store.get().workspace.commit;
  const outcome: SaveOutcome = await doors.importArchive({
    archive,
    parent,
    message: `Import ${archive.name}`,
  });
  const detail = "Somebody else saved meanwhile. Their draft is here now; import the archive again.";
  return takeIn(store, doors, outcome, { title: "The archive was not imported", detail });
}

/** Fills an empty draft from a template (GOH-21). What was begun here and is not saved stays, on top of it. */
export async function scaffoldDraft(
  store: EditorStore,
  doors: EditorDoors,
  template: ScaffoldTemplate,
): Promise<SaveResult> {
  const outcome = await doors.scaffoldDraft(template);
  const detail = "Somebody else filled the draft meanwhile. Their files are here now.";
  return takeIn(store, doors, outcome, { title: "The scaffold was not used", detail });
}

/** Takes in what the server has made of the draft; a file is shown, where none is. */
async function takeIn(
  store: EditorStore,
  doors: EditorDoors,
  outcome: SaveOutcome,
  moved: { title: string; detail: string },
): Promise<SaveResult> {
  if (outcome.kind === "refused") return outcome;
  const newer = await doors.loadDraft();
  const conflicts = await openConflicts(store, doors, newer);
  if (conflicts.length > 0) return { kind: "conflict", newer, conflicts };
  adopt(store, newer, new Map());
  const first = store.get().tabs.active === null ? firstFile(newer) : null;
  if (first !== null) store.update((state) => openFile(state, first));
  if (outcome.kind === "saved") return { kind: "saved", commit: outcome.commit, onTopOfOthers: false };
  return { kind: "refused", ...moved };
}

/** The files in both, each with the texts of all three sides. */
export async function openConflicts(
  store: EditorStore,
  doors: EditorDoors,
  newer: DraftNow,
): Promise<OpenConflict[]> {
  const state = store.get();
  return Promise.all(
    findConflicts(state.workspace, newer.files).map(async (conflict) => {
      const theirs = conflict.theirs ? await doors.loadFile(conflict.path) : null;
      const theirText = theirs?.kind === "text" ? theirs.text : null;
      const baseText = state.savedTexts.get(conflict.path) ?? null;
      const myText = conflict.mine ? textOf(state, conflict.mine) : null;
      const isMergeable = baseText !== null || !state.workspace.saved.has(conflict.path);
      const merged =
        isMergeable && myText !== null && theirText !== null
          ? mergeTexts(baseText ?? "", myText, theirText)
          : null;
      return { ...conflict, baseText, myText, theirText, merged };
    }),
  );
}

function settled(now: EditorState, sent: EditorState, draft: DraftNow): EditorState {
  if (draft.commit === null) return now;
  const workspace = settleSave(now.workspace, sent.workspace, draft.commit, draft.files);
  let next: EditorState = { ...now, workspace };
  for (const file of sent.workspace.files.values()) {
    const text = textOf(sent, file);
    if (text !== null) next = keepSavedText(next, file.path, text);
  }
  return next;
}

function forgetTexts(state: EditorState, isOld: (path: string) => boolean): EditorState {
  const savedTexts = new Map([...state.savedTexts].filter(([path]) => !isOld(path)));
  const unopened = new Map([...state.unopened].filter(([path]) => !isOld(path)));
  return { ...state, savedTexts, unopened };
}
