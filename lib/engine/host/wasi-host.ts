import type { Errno } from "./errno.ts";
import type { GuestMemory } from "./guest-memory.ts";
import type { ModuleRun } from "./module-run.ts";

/** A call as a module makes it. Which parameters it has is WASI's to say, for each call. */
export type WasiCall = (...parameters: never[]) => Errno;

/** What the calls work on. The memory is known once the module is instantiated; the run changes with each. */
export type WasiHost = {
  args: readonly string[];
  /** `NAME=value` */
  environment: readonly string[];
  memory: () => GuestMemory;
  run: () => ModuleRun;
};
