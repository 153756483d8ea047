import { lintOptionsSchema } from "../schema.ts";
import type { LintInput, LintOutcome } from "../types.ts";
import { failureOfLimit, failureOfModule } from "./render-failure.ts";
import { ARTIFACT_FOLDER } from "./render-tree.ts";
import type { ThreadModules } from "./thread-modules.ts";
import { unfinishedLint } from "./unfinished.ts";
import { VirtualTree } from "./virtual-tree.ts";

/** Lints a chart. What its files do wrong is part of the outcome, never thrown. */
export function lintTree(input: LintInput, modules: ThreadModules, isFresh: boolean): LintOutcome {
  const startedAt = performance.now();
  const tree = new VirtualTree();
  tree.mount(ARTIFACT_FOLDER, input.files);
  const options = lintOptionsSchema.parse(input.options ?? {});
  const request = { op: "lint", cwd: ARTIFACT_FOLDER, path: ".", options } as const;
  const reply = modules.ask("helm", { tree, request, isFresh, isFrozen: false });
  const renderMs = performance.now() - startedAt;
  if (reply.kind !== "answered") return unfinishedLint(failureOfLimit(reply), renderMs);
  const { answer, output, stderr } = reply;
  const { exitCode } = answer;
  // That lint has found errors is its verdict, not a failure to come to one.
  const hasVerdict = exitCode === 0 || answer.failure === "lint";
  return {
    isPassed: exitCode === 0,
    output,
    messages: answer.lint ?? [],
    failure: hasVerdict ? null : failureOfModule(answer, input),
    stderr,
    exitCode,
    renderMs,
  };
}
