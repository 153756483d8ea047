import type { Mount } from "./disk/read-folder.ts";
import { compiledModule } from "./engine-files.ts";
import { VirtualTree } from "./host/virtual-tree.ts";
import { type ModuleName, type Reply, WarmModule } from "./host/warm-module.ts";
import type { ModuleRequest } from "./schema.ts";

export type PathEngineHow = {
  /** A new instance for each question; otherwise one whose state is put back. */
  isFresh: boolean;
};

/** What a command may take: there is nobody else whose share it could use up, and Ctrl-C ends it. */
const COMMAND_LIMITS = { timeMs: Number.POSITIVE_INFINITY, memoryMib: 2560, outputBytes: 1_000_000_000 };

/** Asks the modules in this very thread, over folders of the disk. For commands and tests: nothing ends a long render. */
export class PathEngine {
  readonly #isFresh: boolean;
  readonly #modules = new Map<ModuleName, Promise<WarmModule>>();

  constructor({ isFresh }: PathEngineHow) {
    this.#isFresh = isFresh;
  }

  async ask(name: ModuleName, mounts: readonly Mount[], request: ModuleRequest): Promise<Reply> {
    const tree = new VirtualTree();
    for (const { folder, entries } of mounts) tree.mount(folder, entries);
    const module = await this.#open(name);
    return module.ask({ tree, request, isFresh: this.#isFresh, isFrozen: false });
  }

  #open(name: ModuleName): Promise<WarmModule> {
    let module = this.#modules.get(name);
    if (!module) {
      module = compiledModule(name, COMMAND_LIMITS.memoryMib).then(
        (compiled) => new WarmModule(name, compiled, COMMAND_LIMITS),
      );
      this.#modules.set(name, module);
    }
    return module;
  }
}
