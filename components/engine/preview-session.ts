import type { EditorStore } from "#components/editor/editor-store.ts";
import type { ModuleInfo } from "#lib/engine/schema.ts";
import type { TreeEntry } from "#lib/engine/types.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { type LazyEngine, lazyEngine } from "./lazy-engine.ts";
import { OutputReader } from "./output-reader.ts";
import type { PreviewOptions } from "./preview-options.ts";
import { openPreview, type PreviewStore } from "./preview-store.ts";
import { type ContentDoors, WorkingTree } from "./working-tree.ts";

/** Whether all bytes of the draft are here. */
export type FilesState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly detail: string };

type SessionGiven = {
  kind: ArtifactKind;
  editor: EditorStore;
  doors: ContentDoors;
  options: PreviewOptions;
};

/** All that runs behind the preview of one open editor: engine, renders, and the reader of outputs. */
export class PreviewSession {
  readonly kind: ArtifactKind;
  readonly store: PreviewStore;
  readonly reader = new OutputReader();
  private readonly engine: LazyEngine;
  private readonly editor: EditorStore;
  private readonly tree: WorkingTree;
  private readonly listeners = new Set<() => void>();
  private readonly stops: (() => void)[];
  private files: FilesState = { kind: "loading" };
  private isBehind = true;
  private entries: readonly TreeEntry[] | null = null;
  private info: ModuleInfo | null = null;
  private kubeVersions: readonly string[] = [];

  constructor({ kind, editor, doors, options }: SessionGiven) {
    this.kind = kind;
    this.editor = editor;
    this.tree = new WorkingTree(doors);
    this.engine = lazyEngine(kind);
    this.store = openPreview(kind, this.engine, options);
    this.stops = [editor.subscribe(() => this.follow()), this.store.subscribe(() => this.showOutput())];
    this.follow();
    void this.readInfo();
  }

  readonly readFiles = (): FilesState => this.files;
  /** Whether bytes of the working files are on their way. */
  readonly readBehind = (): boolean => this.isBehind;
  /** The working files with their bytes, as far as all are known; null before. */
  readonly readEntries = (): readonly TreeEntry[] | null => this.entries;
  readonly readVersions = (): ModuleInfo | null => this.info;
  readonly readKubeVersion = (): string | null => this.store.read().options.kubeVersion;
  readonly readKubeVersions = (): readonly string[] => this.kubeVersions;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asks once more for files that could not be had. */
  readonly retryFiles = (): void => {
    this.setFiles({ kind: "loading" });
    this.follow();
  };

  close(): void {
    for (const stop of this.stops) stop();
    this.store.close();
    this.engine.close();
    this.reader.close();
    this.listeners.clear();
  }

  /** @param loaded paths that were just brought: one that is missing still is not to be had */
  private follow(loaded: readonly string[] = []): void {
    if (this.files.kind === "failed") return;
    const state = this.editor.get();
    const read = this.tree.read(state);
    if ("entries" in read) {
      this.setEntries(read.entries);
      return;
    }
    const gone = read.missing.find((path) => loaded.includes(path));
    if (gone !== undefined) {
      this.setFiles({ kind: "failed", detail: `${gone} is not in the saved draft any more.` });
      return;
    }
    this.setBehind();
    this.tree.load(state, read.missing).then(
      () => this.follow(read.missing),
      (error: unknown) =>
        this.setFiles({
          kind: "failed",
          detail: error instanceof Error ? error.message : "The server did not answer.",
        }),
    );
  }

  private showOutput(): void {
    const { lastGood, options } = this.store.read();
    if (lastGood) this.reader.show(this.kind, lastGood, options);
  }

  private async readInfo(): Promise<void> {
    try {
      await this.engine.ready;
      this.kubeVersions = await this.engine.kubeVersions();
      if (this.kind !== "manifest-bundle")
        this.info = await this.engine.info(this.kind === "chart" ? "helm" : "kustomize");
      this.tell();
    } catch {
      // Why there is no engine stands in the preview's own state.
    }
  }

  private setEntries(entries: readonly TreeEntry[]): void {
    this.store.setFiles(entries);
    if (entries === this.entries && this.files.kind === "ready" && !this.isBehind) return;
    this.isBehind = false;
    this.entries = entries;
    this.files = { kind: "ready" };
    this.tell();
  }

  private setBehind(): void {
    if (this.isBehind) return;
    this.isBehind = true;
    this.tell();
  }

  private setFiles(files: FilesState): void {
    if (files.kind === this.files.kind) return;
    this.files = files;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
