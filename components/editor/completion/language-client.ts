import type { TreeEntry } from "#lib/engine/types.ts";
import type { ArtifactSource } from "./artifact-source.ts";
import type { ArtifactKindName } from "./language-brain.ts";
import type { Answers, LanguageAnswer, LanguageMessage, QuestionName } from "./messages.ts";

/** A text as it stands in the editor, which may be newer than what the source has. */
export type ShownText = { readonly path: string; readonly version: number; readonly text: () => string };

/** The page's side of the language worker: tells it what changed, and asks. */
export class LanguageClient {
  private readonly worker: Worker;
  private readonly source: ArtifactSource;
  private readonly stop: () => void;
  private readonly waiting = new Map<number, (answer: unknown) => void>();
  private readonly toldVersions = new Map<string, number>();
  private told: readonly TreeEntry[] = [];
  private hasFunctions = false;
  private kubeVersion: string | null = null;
  private serial = 0;

  constructor(kind: ArtifactKindName, source: ArtifactSource) {
    this.worker = new Worker(new URL("../workers/language-worker.ts", import.meta.url), { type: "module" });
    this.source = source;
    this.worker.addEventListener("message", ({ data }: MessageEvent<LanguageAnswer>) => {
      this.waiting.get(data.serial)?.(data.answer);
      this.waiting.delete(data.serial);
    });
    this.tell({ tell: "start", kind });
    this.stop = source.subscribe(() => this.follow());
    this.follow();
  }

  /** @param shown the text that the offset counts in */
  async ask<Name extends QuestionName>(
    name: Name,
    shown: ShownText,
    offset: number,
  ): Promise<Answers[Name] | null> {
    if (this.toldVersions.get(shown.path) !== shown.version) {
      this.toldVersions.set(shown.path, shown.version);
      this.tell({ tell: "text", path: shown.path, text: shown.text() });
    }
    const version = this.source.readKubeVersion();
    if (version !== this.kubeVersion) this.tell({ tell: "kubernetes", version });
    this.kubeVersion = version;
    return this.question(name, shown.path, offset);
  }

  /** The text of a file of the artifact that no editor shows. */
  textOf(path: string): Promise<string | null> {
    return this.question("text", path, 0);
  }

  close(): void {
    this.stop();
    this.worker.terminate();
    for (const answer of this.waiting.values()) answer(null);
    this.waiting.clear();
  }

  private question<Name extends QuestionName>(
    name: Name,
    path: string,
    offset: number,
  ): Promise<Answers[Name] | null> {
    this.serial += 1;
    const serial = this.serial;
    this.tell({ ask: name, serial, path, offset });
    // The worker answers with what the question's name promises: both are built from one file of types.
    return new Promise((resolve) =>
      this.waiting.set(serial, (answer) => resolve(answer as Answers[Name] | null)),
    );
  }

  private follow(): void {
    const entries = this.source.readEntries();
    if (entries && entries !== this.told) {
      const before = new Set(this.told);
      const paths = new Set(entries.map(({ path }) => path));
      const changed = entries.filter((entry) => !before.has(entry));
      const removed = this.told.map(({ path }) => path).filter((path) => !paths.has(path));
      // What the source has now may differ from what an editor told: the next question tells it again.
      for (const { path } of changed) this.toldVersions.delete(path);
      this.told = entries;
      this.tell({ tell: "files", changed, removed });
    }
    const versions = this.hasFunctions ? null : this.source.readVersions();
    if (versions?.name !== "helm") return;
    this.hasFunctions = true;
    this.tell({ tell: "functions", functions: versions.functions });
  }

  private tell(message: LanguageMessage): void {
    this.worker.postMessage(message);
  }
}
