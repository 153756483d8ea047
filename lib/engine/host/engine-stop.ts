import type { EngineLimit } from "../schema.ts";

/** Thrown out of a module that met a limit of its host. */
export class LimitReached extends Error {
  override name = "LimitReached";
  readonly limit: EngineLimit;

  constructor(limit: EngineLimit) {
    super(`limit: ${limit}`);
    this.limit = limit;
  }
}

/** Thrown out of a module that ended by itself: Go's runtime does so after a fatal error. */
export class ModuleExit extends Error {
  override name = "ModuleExit";

  constructor(code: number) {
    super(`exit ${code}`);
  }
}
