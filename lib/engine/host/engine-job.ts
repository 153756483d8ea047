import type { FindInput } from "../findings/find-problems.ts";
import type { Finding, ModuleInfo, ModuleRequest } from "../schema.ts";
import type { LintInput, LintOutcome, RenderInput, RenderOutcome, TreeEntry } from "../types.ts";
import type { EngineLimits } from "./engine-limits.ts";
import type { ModuleName, Reply } from "./warm-module.ts";

/** A folder of the tree, and what lies in it. */
export type Mount = { folder: string; entries: readonly TreeEntry[] };

/** A piece of work for an engine's thread. `module` asks a module straight, over folders that lie where the caller says. */
export type EngineJob =
  | { op: "render"; input: RenderInput; isFresh: boolean }
  | { op: "lint"; input: LintInput; isFresh: boolean }
  | { op: "info"; name: ModuleName }
  | { op: "module"; name: ModuleName; mounts: readonly Mount[]; request: ModuleRequest; isFresh: boolean };

/** Checks files and what they rendered to: of the server's threads, and of a thread of its own in the browser. */
export type FindJob = {
  op: "find";
  input: Omit<FindInput, "schemas">;
  /** Where a browser loads the schemas of each minor from; the server has them. */
  addresses?: Readonly<Record<string, string>>;
};
/** What a thread of the server does. */
export type ServerJob = EngineJob | FindJob;

/** What each piece of work comes to. */
export type EngineResults = {
  render: RenderOutcome;
  lint: LintOutcome;
  info: ModuleInfo;
  module: Reply;
  find: Finding[];
};
export type ResultOf<J extends { op: string }> = J["op"] extends keyof EngineResults
  ? EngineResults[J["op"]]
  : unknown;

/** A compiled module, or the address to compile it from. */
export type ModuleSource = WebAssembly.Module | string;
export type ModuleSources = Partial<Record<ModuleName, ModuleSource>>;

export type ToThread<J> =
  | { type: "start"; limits: EngineLimits }
  | { type: "warm"; names: readonly ModuleName[]; modules: ModuleSources }
  | { type: "job"; id: number; needs: readonly ModuleName[]; modules: ModuleSources; job: J };

/** `compiled` hands a module on, so that the next thread need not compile it; `started`: from here on time counts. */
export type FromThread =
  | { type: "compiled"; name: ModuleName; module: WebAssembly.Module }
  | { type: "warmed" }
  | { type: "started"; id: number }
  | { type: "done"; id: number; result: unknown }
  | { type: "failed"; id: number | null; message: string };
