import { DEFAULT_KUBE_VERSIONS } from "./findings/kube-versions.ts";
import { tellUnfinished } from "./findings/unfinished-check.ts";
import { failureOfEnd } from "./host/unfinished.ts";
import { lintFiles } from "./lint.ts";
import { limitsOf, runInEngine } from "./pool.ts";
import { type EngineHow, renderFiles } from "./render.ts";
import { type RenderedSamples, renderSamples } from "./render-samples.ts";
import type { Finding, LintOptionsInput, TemplateOptionsInput } from "./schema.ts";
import type { LintOutcome, RenderInput, RenderOutcome } from "./types.ts";

/**
 * `kubeVersions`: the minors to check for; without them, the one that is rendered for, or the default ones. `withSamples`:
 * a chart is rendered with each of its own `ci/*-values.yaml` as well, and findings say which of them show them.
 */
export type CheckInput = RenderInput & { kubeVersions?: readonly string[]; withSamples?: boolean };

/** All that is known of an artifact's files: what they render to, what lint says (of charts), and the findings. */
export type CheckedArtifact = { render: RenderOutcome; lint: LintOutcome | null; findings: Finding[] };

const NO_SAMPLES: RenderedSamples = { samples: [], leftOut: [] };

/**
 * Renders and lints on fresh instances and finds what people should know, all in threads of the pool. Whatever the files
 * do is part of the outcome, a limit that they reach too.
 * @throws Problem "engine_busy" where too many wait, or this person does; the signal's reason when it is stopped
 */
export async function checkArtifact(input: CheckInput, how: EngineHow = {}): Promise<CheckedArtifact> {
  const { kubeVersions, withSamples = false, ...toRender } = input;
  const { kind, files, options } = toRender;
  const fresh = { ...how, isFresh: true };
  const render = await renderFiles(toRender, fresh);
  const lint = kind === "chart" ? await lintFiles({ files, options: lintOptionsOf(options) }, fresh) : null;
  const { samples, leftOut } = withSamples ? await renderSamples(toRender, how) : NO_SAMPLES;
  const only = options?.kubeVersion === undefined ? null : [options.kubeVersion];
  const asked = {
    kind,
    files,
    render,
    lint,
    valueFiles: options?.valueFiles ?? [],
    samples,
    kubeVersions: kubeVersions ?? only ?? DEFAULT_KUBE_VERSIONS,
  };
  const end = await runInEngine({ op: "find", input: asked } as const, [], how);
  const findings =
    end.kind === "done" ? end.result : [tellUnfinished(failureOfEnd(end, limitsOf(how)).message)];
  return { render, lint, findings: [...findings, ...leftOut] };
}

/** What both commands know under the same names. */
function lintOptionsOf(options: TemplateOptionsInput = {}): LintOptionsInput {
  const { namespace, kubeVersion, skipSchemaValidation, valueFiles } = options;
  const { setJson, set, setString, setFile, setLiteral } = options;
  const shared = { namespace, kubeVersion, skipSchemaValidation, valueFiles };
  return { ...shared, setJson, set, setString, setFile, setLiteral };
}
