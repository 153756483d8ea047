import { defineConfig, devices } from "@playwright/test";
import { chromiumLaunch } from "./e2e/chromium.ts";

/** A trace is made of every step and page: in CI only of what is tried again. */
const trace = process.env.CI ? "on-first-retry" : "retain-on-failure";
/** A browser on a shared machine may be held up; what fails three times is broken. Clients and soak get one try. */
const browserRetries = process.env.CI ? 2 : 0;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  reporter: [["list"], ["./e2e/tally-reporter.ts"]],
  workers: 2,
  // A file's tests share a server and run in order; files run side by side.
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // Nothing is timed by these: two cores carry two browsers, two servers, their databases and the engine in each of them.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: { launchOptions: chromiumLaunch, trace, screenshot: "only-on-failure" },
  projects: [
    { name: "start", testMatch: "start.setup.ts" },
    // Before the browsers, who fill what these leave: one of each at a time, and half of it is waiting.
    { name: "soak", dependencies: ["start"], testMatch: "soak/**/*.spec.ts", workers: 1 },
    { name: "scale", dependencies: ["start"], testMatch: "scale/**/*.spec.ts", workers: 1 },
    // No setup before it: where neither suite is named, all of it is skipped and nothing needs to start.
    { name: "conformance", testMatch: "conformance/**/*.spec.ts", workers: 1 },
    { name: "clients", dependencies: ["start"], testMatch: "clients/**/*.spec.ts" },
    {
      name: "desktop",
      dependencies: ["start"],
      testMatch: "browser/**/*.spec.ts",
      retries: browserRetries,
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    {
      name: "phone",
      dependencies: ["start"],
      testMatch: "browser/**/*.spec.ts",
      retries: browserRetries,
      grep: /@phone/,
      use: { ...devices["Desktop Chrome"], viewport: { width: 390, height: 844 }, hasTouch: true },
    },
  ],
});
