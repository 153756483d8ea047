import type { Reporter, Suite, TestError } from "@playwright/test/reporter";
import { type Failed, type Skipped, tellTally } from "./tally.ts";

/** Playwright's side of the tally; see e2e/vitest/tally-reporter.ts for the other. */
export default class TallyReporter implements Reporter {
  private suite: Suite | undefined;
  private readonly errors: TestError[] = [];
  private begun = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite;
  }

  /** An error outside any test: a file that cannot be loaded, a build that failed. */
  onError(error: TestError): void {
    this.errors.push(error);
  }

  onTestBegin(): void {
    this.begun += 1;
  }

  onEnd(): void {
    if (this.begun === 0 && this.errors.length === 0) return; // `--list`
    const tests = this.suite?.allTests() ?? [];
    const skipped: Skipped[] = [];
    const flaky: string[] = [];
    const failed: Failed[] = this.errors.map((error) => ({ test: "outside any test", error: error.message }));
    let passed = 0;
    for (const test of tests) {
      const outcome = test.outcome();
      const name = test.titlePath().filter(Boolean).join(" > ");
      // A test that was never begun (its file broke off) was not asked for a skip: it counts as failed.
      const asked = test.annotations.find((one) => one.type === "skip" || one.type === "fixme");
      // Green at its second try in CI: named at the end, and no failure of the change.
      if (outcome === "flaky") flaky.push(name);
      if (outcome === "expected" || outcome === "flaky") passed += 1;
      else if (outcome === "skipped" && asked) skipped.push({ test: name, reason: asked.description });
      else failed.push({ test: name, error: test.results.at(-1)?.error?.message });
    }
    tellTally("playwright", { passed, failed, skipped, flaky });
  }

  printsToStdio(): boolean {
    return false;
  }
}
