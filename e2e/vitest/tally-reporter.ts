import type { Reporter, TestModule } from "vitest/node";
import { type Skipped, tellTally } from "../tally.ts";

/** Says of each skipped test why, and adds the run to the tally that `.ci/run` sums. */
export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const skipped: Skipped[] = [];
    let passed = 0;
    let failed = unhandled.length;
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") passed += 1;
        // Without a reason it was not asked for: a hook before it failed.
        else if (result.state === "skipped" && result.note)
          skipped.push({ test: `${module.relativeModuleId}: ${test.fullName}`, reason: result.note });
        else failedHere += 1;
      }
      // A file that cannot be loaded has no tests, and a hook of a file can fail beside its tests.
      failed += module.ok() ? failedHere : Math.max(failedHere, 1);
    }
    tellTally("vitest", { passed, failed, skipped });
  }
}
