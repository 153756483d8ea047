import path from "node:path";
import { mountChart } from "./disk/mount-chart.ts";
import { kindOfPath } from "./disk/path-kind.ts";
import { DiskBudget } from "./disk/read-folder.ts";
import type { PathEngine } from "./path-engine.ts";
import { outcomeOfReply, type PathOutcome, type PathRequest } from "./path-outcome.ts";
import { renderPath } from "./render-path.ts";
import { type LintOptionsInput, lintOptionsSchema } from "./schema.ts";
import type { LintMessage } from "./types.ts";

const WORDS = { "kustomize-base": "base", "manifest-bundle": "bundle" } as const;

export type PathLint = PathOutcome & { messages: LintMessage[] };

/**
 * What `helm lint` says of a chart. A base has to build and a bundle to hold sound objects: that is told in the same form.
 * @throws DiskRefusal where nothing is there, or too much
 */
export async function lintPath(
  engine: PathEngine,
  request: PathRequest<LintOptionsInput>,
): Promise<PathLint> {
  const kind = kindOfPath(path.resolve(request.cwd, request.target), request.target);
  return kind === "chart" ? lintChart(engine, request) : lintRendered(engine, request, WORDS[kind]);
}

/** `helm lint` of a path, whatever lies there. */
export async function lintChart(
  engine: PathEngine,
  request: PathRequest<LintOptionsInput>,
): Promise<PathLint> {
  const { cwd, target } = request;
  const options = lintOptionsSchema.parse(request.options);
  const mounts = mountChart(request, new DiskBudget());
  const reply = await engine.ask("helm", mounts, { op: "lint", cwd, path: target, options });
  const messages = reply.kind === "answered" ? (reply.answer.lint ?? []) : [];
  return { ...outcomeOfReply("chart", reply, mounts[0]?.entries ?? []), messages };
}

async function lintRendered(
  engine: PathEngine,
  request: PathRequest<LintOptionsInput>,
  word: string,
): Promise<PathLint> {
  const { target, options } = request;
  const { kind, stderr, exitCode, failure } = await renderPath(engine, { ...request, options: {} });
  const lines = [`==> Linting ${target}`];
  const summary = (failed: number) => `1 ${word}(s) linted, ${failed} ${word}(s) failed`;
  if (failure) lines.push(`[ERROR] ${failure.message}`);
  if (!failure && !options.quiet) lines.push("", summary(0));
  const text = !failure && options.quiet ? "" : `${lines.join("\n")}\n${failure ? "\n" : ""}`;
  const warnings = failure ? stderr.slice(0, Math.max(stderr.search(/^Error: /m), 0)) : stderr;
  return {
    kind,
    output: new TextEncoder().encode(text),
    stderr: failure ? `${warnings}Error: ${summary(1)}\n` : warnings,
    exitCode,
    failure,
    messages: failure ? [{ severity: "error", path: failure.path ?? target, text: failure.message }] : [],
  };
}
