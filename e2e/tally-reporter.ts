import type { Reporter, Suite } from "@playwright/test/reporter";
import { type Skipped, tellTally } from "./tally.ts";

/** Playwright's side of the tally; see e2e/vitest/tally-reporter.ts for the other. */
export default class TallyReporter implements Reporter {
  private suite: Suite | undefined;
  private errors = 0;
  private begun = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite;
  }

  /** An error outside any test: a file that cannot be loaded, a build that failed. */
  onError(): void {
    this.errors += 1;
  }

  onTestBegin(): void {
    this.begun += 1;
  }

  onEnd(): void {
    if (this.begun === 0 && this.errors === 0) return; // `--list`
    const tests = this.suite?.allTests() ?? [];
    const skipped: Skipped[] = [];
    let passed = 0;
    let failed = 0;
    for (const test of tests) {
      const outcome = test.outcome();
      // A test that was never begun (its file broke off) was not asked for a skip: it counts as failed.
      const asked = test.annotations.find((one) => one.type === "skip" || one.type === "fixme");
      // Flaky: green at its second try in CI. The list of results names it; it is no failure of the change.
      if (outcome === "expected" || outcome === "flaky") passed += 1;
      else if (outcome === "skipped" && asked)
        skipped.push({ test: test.titlePath().filter(Boolean).join(" > "), reason: asked.description });
      else failed += 1;
    }
    tellTally("playwright", { passed, failed: failed + this.errors, skipped });
  }

  printsToStdio(): boolean {
    return false;
  }
}
