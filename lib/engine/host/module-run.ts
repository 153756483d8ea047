import { LimitReached } from "./engine-stop.ts";
import { OpenFiles } from "./open-files.ts";
import type { RandomSource } from "./random-source.ts";
import type { RunClock } from "./run-clock.ts";
import type { VirtualTree } from "./virtual-tree.ts";

/** What one run may do, and what it starts from. */
export type RunSettings = {
  input: Uint8Array;
  /** Both standard streams together, and files it writes, each. */
  maxOutputBytes: number;
  clock: RunClock;
  random: RandomSource;
};

/** One run of a module: its files, its three standard streams, and how much it has printed and written. */
export class ModuleRun {
  readonly files: OpenFiles;
  readonly settings: RunSettings;
  readonly #streams = { 1: [] as Uint8Array[], 2: [] as Uint8Array[] };
  #inputAt = 0;
  #printed = 0;
  #written = 0;

  constructor(tree: VirtualTree, settings: RunSettings) {
    this.files = new OpenFiles(tree);
    this.settings = settings;
  }

  readInput(length: number): Uint8Array {
    const part = this.settings.input.subarray(this.#inputAt, this.#inputAt + length);
    this.#inputAt += part.length;
    return part;
  }

  /** @throws LimitReached beyond the output that is allowed */
  print(stream: 1 | 2, bytes: Uint8Array): void {
    this.#printed += bytes.length;
    if (this.#printed > this.settings.maxOutputBytes) throw new LimitReached("output");
    this.#streams[stream].push(bytes.slice());
  }

  /** Counts what is written to files. @throws LimitReached beyond what is allowed */
  countWritten(length: number): void {
    this.#written += length;
    if (this.#written > this.settings.maxOutputBytes * 4) throw new LimitReached("output");
  }

  output(): Uint8Array {
    return joinBytes(this.#streams[1]);
  }

  errorText(): string {
    return new TextDecoder().decode(joinBytes(this.#streams[2]));
  }
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
