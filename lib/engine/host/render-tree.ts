import { type ModuleRequest, templateOptionsSchema } from "../schema.ts";
import type { RenderInput, RenderOutcome } from "../types.ts";
import { renderBundle } from "./render-bundle.ts";
import { failureOfLimit, failureOfModule } from "./render-failure.ts";
import type { ThreadModules } from "./thread-modules.ts";
import { VirtualTree } from "./virtual-tree.ts";
import type { Reply } from "./warm-module.ts";

/** Where an artifact lies in the tree; the module's current folder is there, so that messages name files from there. */
export const ARTIFACT_FOLDER = "/work/artifact";
/** Where values files lie that are not the artifact's own. */
export const VALUES_FOLDER = "/values";

/** Renders an artifact. What its files do wrong is part of the outcome, never thrown. */
export function renderTree(input: RenderInput, modules: ThreadModules, isFresh: boolean): RenderOutcome {
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  if (input.kind === "manifest-bundle")
    return { ...renderBundle(input.files), engine: null, renderMs: took() };
  const name = input.kind === "chart" ? "helm" : "kustomize";
  const tree = new VirtualTree();
  tree.mount(ARTIFACT_FOLDER, input.files);
  const request = input.kind === "chart" ? requestTemplate(input, tree) : requestBuild();
  const isFrozen = input.isFrozen ?? false;
  const reply = modules.ask(name, { tree, request, isFresh, isFrozen });
  return { ...outcomeOf(reply, input), engine: { name, version: modules.version(name) }, renderMs: took() };
}

/** Mounts values that are not the artifact's own. @returns their paths, in order */
export function mountValues(tree: VirtualTree, values: RenderInput["extraValues"] = []): string[] {
  // A name may stand twice: each lies in a folder of its own.
  return values.map(({ name, text }, index) => {
    const folder = `${VALUES_FOLDER}/${index}`;
    const path = name.split("/").at(-1) || "values.yaml";
    tree.mount(folder, [{ path, bytes: new TextEncoder().encode(text) }]);
    return `${folder}/${path}`;
  });
}

function requestTemplate(input: RenderInput, tree: VirtualTree): ModuleRequest {
  const options = templateOptionsSchema.parse(input.options ?? {});
  const valueFiles = [...options.valueFiles, ...mountValues(tree, input.extraValues)];
  const isFrozen = input.isFrozen ?? false;
  return { op: "template", cwd: ARTIFACT_FOLDER, path: ".", isFrozen, options: { ...options, valueFiles } };
}

const requestBuild = (): ModuleRequest => ({ op: "build", cwd: ARTIFACT_FOLDER, path: "." });

type Ended = RenderOutcome extends infer O
  ? O extends RenderOutcome
    ? Omit<O, "engine" | "renderMs">
    : never
  : never;

function outcomeOf(reply: Reply, input: RenderInput): Ended {
  if (reply.kind !== "answered") {
    const failure = failureOfLimit(reply);
    return { kind: "failed", failure, stderr: `Error: ${failure.message}\n`, exitCode: 1 };
  }
  const { answer, output, stderr } = reply;
  if (answer.exitCode === 0) return { kind: "rendered", output, stderr, exitCode: 0 };
  return { kind: "failed", failure: failureOfModule(answer, input), stderr, exitCode: answer.exitCode };
}
