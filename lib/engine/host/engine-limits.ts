import type { EngineLimit } from "../schema.ts";

/** What one job may take. */
export type EngineLimits = { timeMs: number; memoryMib: number; outputBytes: number };

export const OUTPUT_BYTES = 20_000_000;

/** The limits of the browser, and of the server's normal lane unless a setting says otherwise (ENG-33, ENG-34). */
export const NORMAL_LIMITS: EngineLimits = { timeMs: 10_000, memoryMib: 512, outputBytes: OUTPUT_BYTES };

/** The sentence for a limit that was reached. It says nothing about the artifact: a limit is no verdict. */
export function sayLimit(limit: EngineLimit, limits: EngineLimits): string {
  switch (limit) {
    case "time":
      return `The time limit was reached: it took longer than ${limits.timeMs / 1000} seconds and was stopped.`;
    case "memory":
      return `The memory limit was reached: it needed more than ${limits.memoryMib} MiB and was stopped.`;
    case "output":
      return `The output limit was reached: it printed more than ${limits.outputBytes / 1_000_000} MB and was stopped.`;
    case "busy":
      return "The engine is busy: too many renders are waiting.";
  }
}
