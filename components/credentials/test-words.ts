import type { TestResult, TestStep } from "#lib/credentials/schema.ts";

export const stepWords: Record<TestStep, string> = {
  name: "Name resolved",
  tls: "TLS",
  challenge: "Challenge",
  login: "Login",
  tags: "Tags listed",
  manifest: "Manifest read",
  clock: "Clock",
};

/** The same, where a sentence goes on to them. */
const failedAt: Partial<Record<TestStep, string>> = {
  name: "the name",
  tags: "tags",
  manifest: "the manifest",
};

/** "Failed at Login", "Every step passed". */
export function summaryWords({ lines, state }: TestResult): string {
  const failed = lines.find((line) => line.state === "failed");
  if (failed) return `Failed at ${failedAt[failed.step] ?? stepWords[failed.step]}`;
  const cautions = lines.filter((line) => line.state === "caution").length;
  if (state === "ok" && cautions > 0)
    return cautions === 1 ? "Passed, with one caution" : `Passed, with ${cautions} cautions`;
  return "Every step passed";
}

/** What is copied: the lines as text, for whoever runs the registry. */
export function resultAsText({ lines, testedAt, repository }: TestResult): string {
  const about = [`Tested at ${testedAt}`, ...(repository ? [`Repository ${repository}`] : [])];
  const steps = lines.map(
    ({ step, state, says, ms }) => `${stepWords[step]}: ${state}. ${says}${ms === null ? "" : ` (${ms} ms)`}`,
  );
  return [...about, ...steps].join("\n");
}

/** "4,812 of 5,000 requests left" */
export function headroomWords({ rateLimit }: TestResult): string | null {
  if (!rateLimit) return null;
  const { limit, remaining, windowSeconds } = rateLimit;
  const count = (value: number) => value.toLocaleString("en-GB");
  const per = windowSeconds
    ? `, counted over ${windowSeconds >= 3600 ? `${Math.round(windowSeconds / 3600)} h` : `${Math.round(windowSeconds / 60)} min`}`
    : "";
  return `Rate limit as the registry states it: ${count(remaining)} of ${count(limit)} requests left${per}.`;
}
