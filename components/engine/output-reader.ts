import type { TreeEntry } from "#lib/engine/types.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { deltaOf } from "./file-delta.ts";
import type {
  FromOutputDesk,
  LineRange,
  OutputEdit,
  OutputOutline,
  OutputPlace,
  ToOutputDesk,
} from "./output-messages.ts";
import type { OutputView } from "./output-parts.ts";
import type { PreviewOptions } from "./preview-options.ts";
import type { GoodOutput } from "./preview-state.ts";

/** The page's side of the worker that reads outputs. One text view at a time takes its edits. */
export class OutputReader {
  private readonly worker = new Worker(new URL("./workers/output-worker.ts", import.meta.url), {
    type: "module",
  });
  private readonly listeners = new Set<() => void>();
  private readonly places = new Map<number, (place: OutputPlace | null) => void>();
  private readonly ranges = new Map<number, (ranges: readonly LineRange[]) => void>();
  private files: readonly TreeEntry[] = [];
  private shown: Uint8Array | null = null;
  private outline: OutputOutline | null = null;
  private onEdit: ((edit: OutputEdit) => void) | null = null;
  private serial = 0;
  private asked = 0;

  constructor() {
    this.worker.addEventListener("message", ({ data }: MessageEvent<FromOutputDesk>) => this.hear(data));
  }

  readonly read = (): OutputOutline | null => this.outline;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  show(kind: ArtifactKind, { files, output }: GoodOutput, options: PreviewOptions): void {
    if (output === this.shown) return;
    this.serial += 1;
    this.shown = output;
    const { noHooks, skipTests } = options;
    const delta = deltaOf(this.files, files);
    this.files = files;
    this.post({
      type: "output",
      serial: this.serial,
      kind,
      files: delta,
      output,
      options: { noHooks, skipTests },
    });
  }

  choose(view: OutputView, part: string | null): void {
    this.post({ type: "choose", view, part });
  }

  /** Takes the text from its beginning, then every change of it. @returns what stops that */
  attach(onEdit: (edit: OutputEdit) => void): () => void {
    this.onEdit = onEdit;
    this.post({ type: "resend" });
    return () => {
      if (this.onEdit === onEdit) this.onEdit = null;
    };
  }

  /** Where a line of the whole output comes from; null where that is not known. */
  sourceOf(line: number): Promise<OutputPlace | null> {
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve) => {
      this.places.set(id, resolve);
      this.post({ type: "source-of", id, line });
    });
  }

  /** The lines of the whole output that a template, or a line of it, makes. */
  linesOf(path: string, line: number | null): Promise<readonly LineRange[]> {
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve) => {
      this.ranges.set(id, resolve);
      this.post({ type: "lines-of", id, path, line });
    });
  }

  close(): void {
    this.worker.terminate();
    this.listeners.clear();
    this.onEdit = null;
  }

  private post(message: ToOutputDesk): void {
    this.worker.postMessage(message);
  }

  private hear(message: FromOutputDesk): void {
    switch (message.type) {
      case "outline":
        this.outline = message.outline;
        for (const listener of this.listeners) listener();
        break;
      case "edit":
        this.onEdit?.(message.edit);
        break;
      case "place":
        this.places.get(message.id)?.(message.place);
        this.places.delete(message.id);
        break;
      case "lines":
        this.ranges.get(message.id)?.(message.ranges);
        this.ranges.delete(message.id);
    }
  }
}
