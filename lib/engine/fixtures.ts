import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { compiledModule } from "./engine-files.ts";
import { EngineLane, type LaneSettings } from "./engine-lane.ts";
import { type KubernetesSchemas, kubernetesSchemasSchema } from "./findings/kubernetes-schemas.ts";
import type { EngineLimits } from "./host/engine-limits.ts";
import { NORMAL_LIMITS } from "./host/engine-limits.ts";
import { modulesOf } from "./host/modules-of.ts";
import { ThreadModules } from "./host/thread-modules.ts";
import { failureOfEnd, unfinishedRender } from "./host/unfinished.ts";
import type { RenderFailure } from "./schema.ts";
import type { RenderInput, RenderOutcome, TreeEntry } from "./types.ts";
/** A file of a tree, from its text. */
export const fileOf = (name: string, text: string): TreeEntry => ({
  path: name,
  bytes: new TextEncoder().encode(text),
});

/** A render that ended well with this output. */
export const renderedAs = (output: string | Uint8Array): RenderOutcome => ({
  kind: "rendered",
  output: typeof output === "string" ? new TextEncoder().encode(output) : output,
  stderr: "",
  exitCode: 0,
  engine: null,
  renderMs: 0,
});

/** A render that ended in a failure. */
export const failedWith = (
  failure: Pick<RenderFailure, "cause" | "message"> & Partial<RenderFailure>,
): RenderOutcome => ({
  kind: "failed",
  failure: { limit: null, path: null, line: null, column: null, ...failure },
  stderr: `Error: ${failure.message}\n`,
  exitCode: 1,
  engine: null,
  renderMs: 0,
});

const folder = path.resolve(import.meta.dirname, "../../engine/kubernetes");
const known = new Map<string, KubernetesSchemas>();

/** The schemas of a minor, from the committed file. */
export async function schemasOf(minor: string): Promise<KubernetesSchemas> {
  const packed = readFileSync(path.join(folder, `${minor}.json.br`));
  const schemas =
    known.get(minor) ??
    kubernetesSchemasSchema.parse(JSON.parse(brotliDecompressSync(packed).toString("utf8")));
  known.set(minor, schemas);
  return schemas;
}

/** The line, from one, on which the n-th occurrence of a text stands. */
export function lineIn(text: string, part: string, nth = 1): number {
  const lines = text.split("\n").flatMap((line, index) => (line.includes(part) ? [index + 1] : []));
  const found = lines[nth - 1];
  if (found === undefined) throw new Error(`"${part}" does not stand in the text ${nth} times`);
  return found;
}

/** Files of a tree, by path; a link is what it leads to. */
export function entriesOf(files: Record<string, string | Uint8Array | { link: string }>): TreeEntry[] {
  return Object.entries(files).map(([path, one]) => {
    if (typeof one === "string") return { path, bytes: new TextEncoder().encode(one) };
    return one instanceof Uint8Array ? { path, bytes: one } : { path, link: one.link };
  });
}

export const CHART_YAML = "apiVersion: v2\nname: demo\nversion: 1.0.0\n";

/** A chart called `demo` with these files beside its Chart.yaml. */
export function chartOf(files: Record<string, string | Uint8Array | { link: string }>): RenderInput {
  return { kind: "chart", files: entriesOf({ "Chart.yaml": CHART_YAML, ...files }) };
}

export function baseOf(files: Record<string, string | { link: string }>): RenderInput {
  return { kind: "kustomize-base", files: entriesOf(files) };
}

/** The committed modules, warm, in the thread of the test. */
export async function openModules(limits: Partial<EngineLimits> = {}): Promise<ThreadModules> {
  const all = { ...NORMAL_LIMITS, ...limits };
  const modules = new ThreadModules(all, () => {});
  const [helm, kustomize] = await Promise.all([
    compiledModule("helm", all.memoryMib),
    compiledModule("kustomize", all.memoryMib),
  ]);
  await modules.prepare(["helm", "kustomize"], { helm, kustomize });
  return modules;
}

/** One lane with one thread, and limits of its own. */
export function openLane(
  limits: Partial<EngineLimits> = {},
  settings: Partial<Omit<LaneSettings, "limits">> = {},
): EngineLane {
  return new EngineLane({
    name: "normal",
    threads: 1,
    mostWaiting: 8,
    idleMs: 60_000,
    ...settings,
    limits: { ...NORMAL_LIMITS, ...limits },
  });
}

/** Renders in a lane, as `renderFiles` does in the lanes of the process. */
export async function renderIn(
  lane: EngineLane,
  input: RenderInput,
  how: { person?: string; signal?: AbortSignal; isFresh?: boolean } = {},
): Promise<RenderOutcome> {
  const { isFresh = false, ...who } = how;
  const end = await lane.run({ op: "render", input, isFresh } as const, modulesOf(input.kind), who);
  return end.kind === "done" ? end.result : unfinishedRender(failureOfEnd(end, lane.limits), 0);
}

/** What was printed, or the message of the failure behind its cause. */
export function said(outcome: RenderOutcome): string {
  if (outcome.kind === "rendered") return new TextDecoder().decode(outcome.output);
  return `${outcome.failure.limit ?? outcome.failure.cause}: ${outcome.failure.message}`;
}
