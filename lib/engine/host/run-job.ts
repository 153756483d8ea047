import type { EngineJob } from "./engine-job.ts";
import { lintTree } from "./lint-tree.ts";
import { renderTree } from "./render-tree.ts";
import type { ThreadModules } from "./thread-modules.ts";
import { VirtualTree } from "./virtual-tree.ts";

/** Does a piece of work with the modules of its thread. */
export function runJob(job: EngineJob, modules: ThreadModules): unknown {
  switch (job.op) {
    case "render":
      return renderTree(job.input, modules, job.isFresh);
    case "lint":
      return lintTree(job.input, modules, job.isFresh);
    case "info":
      return modules.info(job.name);
    case "module": {
      const tree = new VirtualTree();
      for (const { folder, entries } of job.mounts) tree.mount(folder, entries);
      const { request, isFresh } = job;
      return modules.ask(job.name, { tree, request, isFresh, isFrozen: false });
    }
  }
}
