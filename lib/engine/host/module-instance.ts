import { GuestMemory } from "./guest-memory.ts";
import { ModuleRun, type RunSettings } from "./module-run.ts";
import { seededRandom } from "./random-source.ts";
import { frozenClock } from "./run-clock.ts";
import { VirtualTree } from "./virtual-tree.ts";
import { wasiImports } from "./wasi.ts";

/** What a run left: its standard streams, as far as it came. */
export type RunEnd = { output: Uint8Array; errorText: string; thrown: unknown };

/** Before its first run and between two, a module does the same in every instance: nothing in it is random. */
const atRest = (): RunSettings => ({
  input: new Uint8Array(),
  maxOutputBytes: 1024 ** 2,
  clock: frozenClock(0n),
  random: seededRandom(0),
});
const EXPORTED_GLOBAL = /^__g\d+$/;
const MIB = 1024 ** 2;
const PAGE_BYTES = 65_536;
const PAGES_PER_MIB = MIB / PAGE_BYTES;

/**
 * One instance of a module. After a run that threw it must be dropped. Its whole state, which is its memory and its
 * mutable globals, can be kept and put back (ENG-31): Go's stack pointer is one of the globals.
 */
export class ModuleInstance {
  readonly #exports: WebAssembly.Exports;
  readonly #memory: WebAssembly.Memory;
  #run: ModuleRun;
  #kept: { memory: Uint8Array; globals: ReadonlyMap<WebAssembly.Global, unknown> } | null = null;

  /**
   * @param memoryLimitMib the maximum that is written into the module; Go's own limit lies a little below
   * @param roomMib memory from the start. What Go finds there it uses; what it asks for later, it asks for again after each
   *   time that its state is put back, since that includes how much it has had.
   */
  constructor(module: WebAssembly.Module, memoryLimitMib: number, roomMib: number) {
    this.#run = new ModuleRun(new VirtualTree(), atRest());
    const environment = [
      "PWD=/",
      "TMPDIR=/tmp",
      "GOGC=400",
      `GOMEMLIMIT=${Math.floor(memoryLimitMib * 0.86)}MiB`,
    ];
    let guest: GuestMemory | null = null;
    const memory = () => {
      guest ??= new GuestMemory(this.#memory);
      return guest;
    };
    const host = { args: ["engine"], environment, memory, run: () => this.#run };
    const instance = new WebAssembly.Instance(module, wasiImports(host));
    this.#exports = instance.exports;
    const { memory: exported, _initialize: initialize } = instance.exports;
    if (!(exported instanceof WebAssembly.Memory)) throw new Error("The module exports no memory.");
    this.#memory = exported;
    const missing = roomMib * PAGES_PER_MIB - exported.buffer.byteLength / PAGE_BYTES;
    if (missing > 0) exported.grow(missing);
    callExport(initialize, "_initialize");
  }

  get memoryMib(): number {
    return this.#memory.buffer.byteLength / MIB;
  }

  /** Runs the module once over a tree. It never throws: what was thrown inside is part of how it ended. */
  run(tree: VirtualTree, settings: RunSettings): RunEnd {
    const run = new ModuleRun(tree, settings);
    this.#run = run;
    let thrown: unknown = null;
    try {
      callExport(this.#exports.run, "run");
    } catch (error) {
      thrown = error;
    }
    this.#run = new ModuleRun(new VirtualTree(), atRest());
    return { output: run.output(), errorText: run.errorText(), thrown };
  }

  keepState(): void {
    const globals = new Map<WebAssembly.Global, unknown>();
    for (const [name, value] of Object.entries(this.#exports)) {
      if (EXPORTED_GLOBAL.test(name) && value instanceof WebAssembly.Global) globals.set(value, value.value);
    }
    if (globals.size === 0) throw new Error("The module exports none of its globals.");
    this.#kept = { memory: copyOfUsed(new Uint8Array(this.#memory.buffer)), globals };
  }

  /** Puts back what `keepState` kept; memory that was not used then is zero, as new memory is. */
  putStateBack(): void {
    if (!this.#kept) throw new Error("No state is kept.");
    const memory = new Uint8Array(this.#memory.buffer);
    memory.set(this.#kept.memory);
    memory.fill(0, this.#kept.memory.length);
    for (const [global, value] of this.#kept.globals) global.value = value;
  }
}

/** The pages up to the last that is not zero throughout. */
function copyOfUsed(memory: Uint8Array): Uint8Array {
  const words = new Int32Array(memory.buffer);
  let last = words.length - 1;
  while (last >= 0 && words[last] === 0) last -= 1;
  const used = (last + 1) * words.BYTES_PER_ELEMENT;
  return memory.slice(0, Math.ceil(used / PAGE_BYTES) * PAGE_BYTES);
}

function callExport(exported: WebAssembly.ExportValue | undefined, name: string): void {
  if (typeof exported !== "function") throw new Error(`The module exports no ${name}.`);
  exported();
}
