import type { Reporter, SerializedError, TestCase, TestModule, Vitest } from "vitest/node";
import { type Failed, type Skipped, tellTally } from "../tally.ts";

/** Says of each skipped test why, and adds the run to the tally that `.ci/run` sums. */
export class TallyReporter implements Reporter {
  /** With `-t` most tests are not asked for. */
  private isFiltered = false;

  onInit({ config }: Vitest): void {
    this.isFiltered = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const skipped: Skipped[] = [];
    const failed = unhandled.map((error) => failure("outside any test", [error]));
    let passed = 0;
    for (const module of modules) {
      const failedTests: TestCase[] = [];
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") passed += 1;
        // Without a reason it was not asked for: a hook before it failed.
        else if (result.state === "skipped" && result.note)
          skipped.push({ test: nameOf(test), reason: result.note });
        else if (result.state !== "skipped" || !this.isFiltered) failedTests.push(test);
      }
      failed.push(...failuresOf(module, failedTests));
    }
    const flaky = modules.flatMap((module) =>
      [...module.children.allTests()].filter((test) => test.diagnostic()?.flaky),
    );
    tellTally("vitest", { passed, failed, skipped, flaky: flaky.map(nameOf) });
  }
}

function failuresOf(module: TestModule, tests: readonly TestCase[]): Failed[] {
  // The errors of the file and of its groups belong to no test: of a hook, or of what cannot be loaded.
  const errors = [module, ...module.children.allSuites()].flatMap((one) => one.errors());
  // A file that cannot be loaded has no tests, and a hook of a file can fail beside its tests.
  if (!module.ok() && tests.length === 0) return [failure(module.relativeModuleId, errors)];
  return tests.map((test) => {
    const own = test.result().errors ?? [];
    return failure(nameOf(test), own.length > 0 ? own : errors);
  });
}

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId}: ${test.fullName}`;
}

function failure(test: string, errors: readonly SerializedError[]): Failed {
  return { test, error: errors.map((one) => one.stack ?? one.message).join("\n") };
}
