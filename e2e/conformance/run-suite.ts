import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { runProgram } from "../server.ts";

// The official suites end with 0 also when they could not read their settings, so nothing here asks for their exit: what
// counts is what their reports say, and a report that says nothing is an error.

/** Where a suite pushes: `localhost:port`, a token that may pull and push, two repositories that nobody else uses. */
export type Target = { host: string; token: string; repositories: [string, string] };

export type Counts = {
  passed: number;
  failed: number;
  /** Not run: by the suite's own choice, or because the settings leave it out. */
  skipped: number;
  total: number;
  /** The first failed tests with what the suite says about them. */
  failures: string[];
};

async function withReports<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "chartroom-conformance-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The number that the suite of 2026 prints in its table behind `label`, dots and a colon. */
function readCount(printed: string, label: string): number {
  const [, digits] = new RegExp(`^ {2}${label}\\.+: +(\\d+)$`, "m").exec(printed) ?? [];
  if (!digits) throw new Error(`The suite has printed no count "${label}":\n${printed.slice(-2000)}`);
  return Number(digits);
}

/**
 * The suite of the distribution specification's main branch.
 * @param settings more of its `OCI_…` variables
 */
export function runSuite(program: string, target: Target, settings: Record<string, string>): Promise<Counts> {
  return withReports(async (folder) => {
    const { stdout, stderr } = await runProgram(program, [], {
      cwd: folder,
      env: {
        OCI_REGISTRY: target.host,
        OCI_TLS: "disabled",
        OCI_REPO1: target.repositories[0],
        OCI_REPO2: target.repositories[1],
        OCI_USERNAME: "org-token",
        OCI_PASSWORD: target.token,
        OCI_RESULTS_DIR: folder,
        ...settings,
      },
    });
    const printed = `${stderr}\n${stdout}`;
    const failed = readCount(printed, "FAIL") + readCount(printed, "Error");
    return {
      passed: readCount(printed, "Pass"),
      failed,
      skipped: readCount(printed, "Skip") + readCount(printed, "Disabled"),
      total: readCount(printed, "Total"),
      failures: printed
        .split("\n")
        .filter((line) => /: (FAIL|Error)$|^ +- /.test(line))
        .slice(0, 40),
    };
  });
}

const WORKFLOWS = ["PULL", "PUSH", "CONTENT_DISCOVERY", "CONTENT_MANAGEMENT"];
const legacySummarySchema = z
  .string()
  .transform((text) => /(\d+) Passed.*?(\d+) Failed.*?(\d+) Pending.*?(\d+) Skipped/.exec(text))
  .transform((found) =>
    z.tuple([z.number(), z.number(), z.number(), z.number()]).parse(found?.slice(1).map(Number)),
  );

/** The suite of v1.1.1, in all four workflows. */
export function runLegacySuite(program: string, target: Target): Promise<Counts> {
  return withReports(async (folder) => {
    const { stdout } = await runProgram(program, ["-ginkgo.no-color"], {
      cwd: folder,
      env: {
        OCI_ROOT_URL: `http://${target.host}`,
        OCI_NAMESPACE: target.repositories[0],
        OCI_CROSSMOUNT_NAMESPACE: target.repositories[1],
        OCI_AUTOMATIC_CROSSMOUNT: "1",
        OCI_USERNAME: "org-token",
        OCI_PASSWORD: target.token,
        OCI_HIDE_SKIPPED_WORKFLOWS: "1",
        OCI_REPORT_DIR: folder,
        ...Object.fromEntries(WORKFLOWS.map((name) => [`OCI_TEST_${name}`, "1"])),
      },
    });
    const [passed, failed, pending, skipped] = legacySummarySchema.parse(stdout);
    const report = await readFile(path.join(folder, "junit.xml"), "utf8");
    const failures = [
      ...report.matchAll(/<testcase name="([^"]*)"[^>]*status="(?:failed|panicked|timedout)"/g),
    ];
    return {
      passed,
      failed,
      skipped: pending + skipped,
      total: passed + failed + pending + skipped,
      failures: failures.map(([, name]) => name ?? ""),
    };
  });
}
