import { type BroughtFile, type EditorDoors, readBytes, toBase64 } from "./editor-doors.ts";
import { changeFiles, keepSavedText, openFile, textOf, type Unopened } from "./editor-state.ts";
import type { EditorStore } from "./editor-store.ts";
import { joinPath, refusePath, refuseSize } from "./file-path.ts";
import { isKustomization } from "./kustomization-names.ts";
import type { FileMove } from "./kustomize-resources.ts";
import {
  type Content,
  deleteFiles,
  filesUnder,
  movedPath,
  movePath,
  putFile,
  restoreFiles,
  type WorkingFile,
} from "./workspace.ts";

/** What a deed needs of the kustomizations, read before it, so that it is done whole or not at all. */
type Kustomizations = {
  readonly add: (kustomization: string, path: string) => void;
  /** Lets every kustomization of the tree follow what happened to files. @returns those that changed */
  readonly follow: (moves: readonly FileMove[]) => { path: string; before: string }[];
};
type Removal =
  | { readonly kind: "removed"; readonly undo: () => void }
  | { readonly kind: "refused"; readonly detail: string };

// It reads YAML, which the text's first key does without.
const resources = () => import("./kustomize-resources.ts");

/** What one can do with the files of the draft. Each deed leaves the kustomizations in step (GOH-37). */
export class DraftFiles {
  private readonly store: EditorStore;
  private readonly doors: EditorDoors;

  constructor(store: EditorStore, doors: EditorDoors) {
    this.store = store;
    this.doors = doors;
  }

  readonly open = (path: string, line?: number, column?: number): void => {
    this.store.update((state) => openFile(state, path, line, column));
    void this.load(path);
  };

  /** Loads the saved text of a file, once. @returns null for a file that is no text, or could not be loaded */
  readonly load = async (path: string): Promise<string | null> => {
    const state = this.store.get();
    const file = state.workspace.files.get(path);
    if (!file) return null;
    const known = textOf(state, file);
    if (known !== null || file.origin === null || file.content.kind !== "saved") return known;
    return this.loadSaved(file.origin);
  };

  private async loadSaved(origin: string): Promise<string | null> {
    try {
      const loaded = await this.doors.loadFile(origin);
      if (loaded.kind === "text") {
        this.store.update((now) => keepSavedText(now, origin, loaded.text));
        return loaded.text;
      }
      this.leaveUnopened(origin, { why: "binary" });
    } catch (error) {
      const detail = error instanceof Error ? error.message : "The server did not answer.";
      this.leaveUnopened(origin, { why: "failed", detail });
    }
    return null;
  }

  private leaveUnopened(path: string, reason: Unopened): void {
    this.store.update((now) => ({ ...now, unopened: new Map(now.unopened).set(path, reason) }));
  }

  /**
   * @param kustomization where it is listed as a resource; null for a file that is none
   * @returns why it was not made, or null when it was
   */
  readonly make = async (
    path: string,
    content: Content,
    kustomization: string | null,
  ): Promise<string | null> => {
    const read = kustomization === null ? null : await this.readKustomizations([kustomization]);
    if (typeof read === "string") return read;
    this.put(path, content);
    this.open(path);
    if (kustomization !== null) read?.add(kustomization, path);
    return null;
  };

  readonly makeFolder = (path: string): void => {
    this.store.update((state) => ({ ...state, emptyFolders: new Set(state.emptyFolders).add(path) }));
  };

  /** Moves a file or folder; open tabs follow. @returns why it cannot be moved there, or null when it was */
  readonly move = async (from: string, to: string): Promise<string | null> => {
    const refused = refusePath(this.store.get().workspace, to, from);
    if (refused) return refused;
    const read = await this.readKustomizations();
    if (typeof read === "string") return read;
    const { workspace } = this.store.get();
    const refusal = refusePath(workspace, to, from);
    if (refusal) return refusal;
    const moved = filesUnder(workspace, from);
    this.store.update((state) => {
      const paths = state.tabs.paths.map((path) => movedPath(path, from, to));
      const active = state.tabs.active === null ? null : movedPath(state.tabs.active, from, to);
      const folders = [...state.emptyFolders].map((folder) => movedPath(folder, from, to));
      const withTabs = { ...state, tabs: { paths, active }, emptyFolders: new Set(folders) };
      const after = changeFiles(withTabs, (now) => movePath(now, from, to));
      return { ...after, tabs: { paths, active } };
    });
    read.follow(moved.map(({ path }) => ({ from: path, to: movedPath(path, from, to) })));
    return null;
  };

  /** @returns why it was not copied, or null when it was */
  readonly duplicate = async (path: string, to: string): Promise<string | null> => {
    const content = await this.contentOf(path);
    return content ? this.make(to, content, null) : `${path} could not be read.`;
  };

  private async contentOf(path: string): Promise<Content | null> {
    const file = this.store.get().workspace.files.get(path);
    if (file?.content.kind === "bytes") return file.content;
    const text = await this.load(path);
    return text === null ? null : { kind: "text", text };
  }

  /** Deletes a file or folder. @returns what takes it back, with the kustomizations as they were */
  readonly remove = async (path: string): Promise<Removal> => {
    const read = await this.readKustomizations();
    if (typeof read === "string") return { kind: "refused", detail: read };
    const { workspace, tabs } = this.store.get();
    const gone = filesUnder(workspace, path);
    this.store.update((state) => {
      const emptyFolders = new Set([...state.emptyFolders].filter((folder) => folder !== path));
      const paths = gone.map((file) => file.path);
      return changeFiles({ ...state, emptyFolders }, (now) => deleteFiles(now, paths));
    });
    const rewritten = read.follow(gone.map((file) => ({ from: file.path, to: null })));
    const undo = () => {
      this.bringBack(gone);
      for (const { path: kustomization, before } of rewritten)
        this.put(kustomization, { kind: "text", text: before });
      if (tabs.active !== null && gone.some((file) => file.path === tabs.active)) this.open(tabs.active);
    };
    return { kind: "removed", undo };
  };

  readonly bringBack = (files: readonly WorkingFile[]): void => {
    this.store.update((state) => changeFiles(state, (now) => restoreFiles(now, files)));
  };

  /** Takes back an unsaved deletion. What was deleted with an earlier save is in the history, not here. */
  readonly bringBackSaved = (path: string): void => {
    if (this.store.get().workspace.saved.has(path)) {
      this.bringBack([{ path, origin: path, content: { kind: "saved" } }]);
      this.open(path);
    }
  };

  /** Brings files in from outside. @returns sentences about those that could not be */
  readonly bring = (files: readonly BroughtFile[], folder: string): string[] => {
    const refusals: string[] = [];
    let first: string | null = null;
    for (const { path: within, bytes } of files) {
      const path = joinPath(folder, within);
      const { workspace } = this.store.get();
      const isThere = workspace.files.has(path);
      const refusal =
        (isThere ? null : refusePath(workspace, path)) ?? refuseSize(workspace, path, bytes.length);
      if (refusal) {
        refusals.push(refusal);
        continue;
      }
      const read = readBytes(bytes);
      if (read.kind === "text") first ??= path;
      this.put(
        path,
        read.kind === "text" ? read : { kind: "bytes", base64: toBase64(bytes), size: bytes.length },
      );
    }
    if (first !== null) this.open(first);
    return refusals;
  };

  private put(path: string, content: Content): void {
    this.store.update((state) => changeFiles(state, (now) => putFile(now, path, content)));
  }

  /** Loads these kustomizations, or all, and the code that changes them. @returns why it cannot, as a sentence */
  private async readKustomizations(named?: readonly string[]): Promise<Kustomizations | string> {
    const paths = () => [...this.store.get().workspace.files.keys()].filter(isKustomization);
    const wanted = named ?? paths();
    if (wanted.length === 0) return { add: () => {}, follow: () => [] };
    for (const path of wanted) {
      await this.load(path);
      const reason = this.store.get().unopened.get(path);
      if (reason?.why === "failed" && this.textNow(path) === null)
        return `${path}, which has to follow, could not be loaded. ${reason.detail}`;
    }
    try {
      const { addResource, followFiles } = await resources();
      const rewrite = (path: string, change: (text: string) => string) => {
        const before = this.textNow(path);
        const after = before === null ? null : change(before);
        if (before === null || after === null || after === before) return [];
        this.put(path, { kind: "text", text: after });
        return [{ path, before }];
      };
      return {
        add: (kustomization, path) =>
          rewrite(kustomization, (text) => addResource(text, kustomization, path)),
        follow: (moves) => paths().flatMap((path) => rewrite(path, (text) => followFiles(text, path, moves))),
      };
    } catch {
      return "What keeps kustomization files in step could not be loaded from the server. Try again in a moment.";
    }
  }

  private textNow(path: string): string | null {
    const state = this.store.get();
    const file = state.workspace.files.get(path);
    return file ? textOf(state, file) : null;
  }
}
