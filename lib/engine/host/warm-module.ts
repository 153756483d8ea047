import {
  type ModuleAnswer,
  type ModuleInfo,
  type ModuleRequest,
  moduleAnswerSchema,
  moduleRequestSchema,
} from "../schema.ts";
import { type EngineLimits, sayLimit } from "./engine-limits.ts";
import { LimitReached } from "./engine-stop.ts";
import { ModuleInstance, type RunEnd } from "./module-instance.ts";
import type { RunSettings } from "./module-run.ts";
import { seededRandom, trueRandom } from "./random-source.ts";
import { frozenClock, trueClock } from "./run-clock.ts";
import type { VirtualTree } from "./virtual-tree.ts";
import { WARM_UPS } from "./warm-up.ts";

export type ModuleName = "helm" | "kustomize";

/** What a module was asked over a tree, and how. */
export type Question = {
  tree: VirtualTree;
  request: ModuleRequest;
  /** An instance made for this question (ENG-32), rather than the warm one. */
  isFresh: boolean;
  /** Wall clock fixed and randomness seeded (ENG-36). */
  isFrozen: boolean;
};

/** What came back: the module's answer and what it printed, or why it did not come to an end. */
export type Reply =
  | { kind: "answered"; answer: ModuleAnswer; output: Uint8Array; stderr: string }
  | { kind: "limit"; limit: LimitReached["limit"]; message: string }
  | { kind: "crashed"; message: string };

/** An instance that grew beyond this is not worth its memory. */
const RECYCLE_MIB = 200;
/** What starting, warming up and a common artifact take; measured, and no more than what it costs to make zero again. */
const ROOM_MIB: Record<ModuleName, number> = { helm: 32, kustomize: 80 };
const MOST_ROOM_MIB = 112;
// A module's monotonic clock never goes back: it starts, warms up, and then runs, with true time always later.
const WARM_UP_FROM_NS = 1_000_000n;
const FROZEN_FROM_NS = 1_000_000_000n;
const FROZEN_SEED = 20_260_101;
const NEWLINE = 10;
const TOO_DEEP =
  "The depth limit was reached: it calls itself, or is nested, deeper than the engine's stack allows, and was stopped.";

/** A module with a warm instance, whose state is put back before each question: fresh state at warm speed (ENG-31). */
export class WarmModule {
  readonly #name: ModuleName;
  readonly #module: WebAssembly.Module;
  readonly #limits: EngineLimits;
  #warm: ModuleInstance | null = null;
  #roomMib: number;
  #info: ModuleInfo | null = null;

  constructor(name: ModuleName, module: WebAssembly.Module, limits: EngineLimits) {
    this.#name = name;
    this.#module = module;
    this.#limits = limits;
    this.#roomMib = ROOM_MIB[name];
  }

  /** Makes the warm instance, where there is none. */
  prepare(): ModuleInstance {
    this.#warm ??= this.#makeWarm();
    return this.#warm;
  }

  /** What the module says of itself. */
  get info(): ModuleInfo {
    this.prepare();
    if (!this.#info) throw new Error(`The ${this.#name} module does not say what it is.`);
    return this.#info;
  }

  ask({ tree, request, isFresh, isFrozen }: Question): Reply {
    const input = encodeRequest(request);
    const settings: RunSettings = {
      input,
      maxOutputBytes: this.#limits.outputBytes,
      clock: isFrozen ? frozenClock(FROZEN_FROM_NS) : trueClock,
      random: isFrozen ? seededRandom(FROZEN_SEED) : trueRandom,
    };
    // Frozen randomness includes the order of Go's maps, which only instances with the same past share.
    if (isFresh) return this.#read((isFrozen ? this.#makeWarm() : this.#makeInstance()).run(tree, settings));
    const instance = this.prepare();
    instance.putStateBack();
    const end = instance.run(tree, settings);
    if (!this.#isWorthKeeping(instance, end)) this.#warm = null;
    return this.#read(end);
  }

  /** An artifact that needed more room gets an instance that has it, as far as that is sensible. */
  #isWorthKeeping({ memoryMib }: ModuleInstance, { thrown }: RunEnd): boolean {
    if (thrown !== null || memoryMib > RECYCLE_MIB) return false;
    if (memoryMib <= this.#roomMib || this.#roomMib === MOST_ROOM_MIB) return true;
    this.#roomMib = Math.min(Math.ceil(memoryMib * 1.25), MOST_ROOM_MIB);
    return false;
  }

  #makeInstance(): ModuleInstance {
    return new ModuleInstance(this.#module, this.#limits.memoryMib, this.#roomMib);
  }

  #makeWarm(): ModuleInstance {
    const instance = this.#makeInstance();
    for (const { makeTree, request } of WARM_UPS[this.#name]) {
      const settings = {
        input: encodeRequest(request),
        maxOutputBytes: this.#limits.outputBytes,
        clock: frozenClock(WARM_UP_FROM_NS),
        random: seededRandom(FROZEN_SEED),
      };
      const end = this.#read(instance.run(makeTree(), settings));
      if (end.kind !== "answered" || end.answer.exitCode !== 0)
        throw new Error(
          `The ${this.#name} module does not start: ${end.kind === "answered" ? end.stderr : end.message}`,
        );
      this.#info ??= end.answer.info ?? null;
    }
    instance.keepState();
    return instance;
  }

  #read({ output, errorText, thrown }: RunEnd): Reply {
    if (thrown !== null) return this.#explain(thrown, errorText);
    const lineEnd = output.indexOf(NEWLINE);
    const line = new TextDecoder().decode(output.subarray(0, Math.max(lineEnd, 0)));
    const answer = moduleAnswerSchema.parse(JSON.parse(line));
    return {
      kind: "answered",
      answer,
      output: output.subarray(lineEnd + 1),
      stderr: errorText + answer.stderr,
    };
  }

  #explain(thrown: unknown, errorText: string): Reply {
    if (isStackOut(thrown, errorText)) return { kind: "limit", limit: "memory", message: TOO_DEEP };
    const limit = limitOf(thrown, errorText);
    if (limit) return { kind: "limit", limit, message: sayLimit(limit, this.#limits) };
    const text = errorText.trim() || String(thrown);
    return { kind: "crashed", message: `The engine broke: ${text.split("\n", 1)[0]}` };
  }
}

function encodeRequest(request: ModuleRequest): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(moduleRequestSchema.parse(request)));
}

/** Go says in its last words that memory ran out. */
function limitOf(thrown: unknown, errorText: string): LimitReached["limit"] | null {
  if (thrown instanceof LimitReached) return thrown.limit;
  return /out of memory|cannot allocate memory/.test(errorText) ? "memory" : null;
}

/** A stack that ran out is the JavaScript engine's own error, and comes sooner in a browser than in Node. */
function isStackOut(thrown: unknown, errorText: string): boolean {
  return thrown instanceof RangeError || /stack overflow|stack exceeds/.test(errorText);
}
