import type { FromThread, ModuleSource, ModuleSources } from "./engine-job.ts";
import type { EngineLimits } from "./engine-limits.ts";
import { type ModuleName, type Question, type Reply, WarmModule } from "./warm-module.ts";

/** The modules of one thread: compiled when they are needed, and warm from then on. */
export class ThreadModules {
  readonly #limits: EngineLimits;
  readonly #ready = new Map<ModuleName, WarmModule>();
  readonly #post: (message: FromThread) => void;

  constructor(limits: EngineLimits, post: (message: FromThread) => void) {
    this.#limits = limits;
    this.#post = post;
  }

  /** Makes modules ready to be asked. @throws where one cannot be loaded */
  async prepare(names: readonly ModuleName[], sources: ModuleSources): Promise<void> {
    for (const name of names) {
      const source = this.#ready.has(name) ? undefined : sources[name];
      if (source !== undefined)
        this.#ready.set(name, new WarmModule(name, await this.#compile(name, source), this.#limits));
      this.#get(name).prepare();
    }
  }

  /** Asks a module that was prepared. */
  ask(name: ModuleName, question: Question): Reply {
    return this.#get(name).ask(question);
  }

  /** `v4.2.4` */
  version(name: ModuleName): string {
    return this.#get(name).info.version;
  }

  info(name: ModuleName) {
    return this.#get(name).info;
  }

  #get(name: ModuleName): WarmModule {
    const module = this.#ready.get(name);
    if (!module) throw new Error(`The thread was not given ${name}.`);
    return module;
  }

  async #compile(name: ModuleName, source: ModuleSource): Promise<WebAssembly.Module> {
    if (typeof source !== "string") return source;
    // biome-ignore lint/style/noRestrictedGlobals: compileStreaming takes the answer as it comes, not a parsed one.
    const module = await WebAssembly.compileStreaming(fetch(source));
    this.#post({ type: "compiled", name, module });
    return module;
  }
}
