import { noTabs, type OpenTabs, openTab, renameTabs } from "./open-tabs.ts";
import { editText, openWorkspace, type SavedFile, type WorkingFile, type Workspace } from "./workspace.ts";

/** Everything the editor screen knows about files, as one immutable value. */
export type EditorState = {
  readonly workspace: Workspace;
  /** Texts of the saved draft that were loaded, by their saved path. */
  readonly savedTexts: ReadonlyMap<string, string>;
  /** Saved files that are not texts, or could not be loaded: why they are not opened. */
  readonly unopened: ReadonlyMap<string, Unopened>;
  /** Folders that were made here and hold nothing yet; git does not keep such. */
  readonly emptyFolders: ReadonlySet<string>;
  readonly tabs: OpenTabs;
  /** How often a file's text was changed by other means than typing. */
  readonly revisions: ReadonlyMap<string, number>;
  readonly reveal: { readonly path: string; readonly line: number; readonly column: number } | null;
};

export type Unopened = { readonly why: "binary" } | { readonly why: "failed"; readonly detail: string };

export function startEditor(commit: string | null, saved: readonly SavedFile[]): EditorState {
  return {
    workspace: openWorkspace(commit, saved),
    savedTexts: new Map(),
    unopened: new Map(),
    emptyFolders: new Set(),
    tabs: noTabs,
    revisions: new Map(),
    reveal: null,
  };
}

/** The text of a working file; null while it is not loaded, or is no text. */
export function textOf(state: EditorState, file: WorkingFile): string | null {
  if (file.content.kind === "text") return file.content.text;
  if (file.content.kind === "bytes" || file.origin === null) return null;
  return state.savedTexts.get(file.origin) ?? null;
}

export function typeText(state: EditorState, path: string, text: string): EditorState {
  const origin = state.workspace.files.get(path)?.origin;
  const saved = origin ? state.savedTexts.get(origin) : undefined;
  return { ...state, workspace: editText(state.workspace, path, text, saved) };
}

/** Changes files by other means than typing: what is on the screen follows. */
export function changeFiles(state: EditorState, change: (workspace: Workspace) => Workspace): EditorState {
  const workspace = change(state.workspace);
  const revisions = new Map(state.revisions);
  for (const [path, file] of workspace.files) {
    if (state.workspace.files.get(path) !== file) revisions.set(path, (revisions.get(path) ?? 0) + 1);
  }
  const tabs = renameTabs(state.tabs, (path) => (workspace.files.has(path) ? path : null));
  const emptyFolders = new Set(
    [...state.emptyFolders].filter(
      (folder) => ![...workspace.files.keys()].some((path) => path.startsWith(`${folder}/`)),
    ),
  );
  return { ...state, workspace, revisions, tabs, emptyFolders };
}

export function openFile(state: EditorState, path: string, line?: number, column = 1): EditorState {
  if (!state.workspace.files.has(path)) return state;
  const reveal = line === undefined ? null : { path, line, column };
  return { ...state, tabs: openTab(state.tabs, path), reveal };
}

export function keepSavedText(state: EditorState, path: string, text: string): EditorState {
  return { ...state, savedTexts: new Map(state.savedTexts).set(path, text) };
}
