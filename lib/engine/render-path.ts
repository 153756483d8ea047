import { realpathSync } from "node:fs";
import path from "node:path";
import { mountBase } from "./disk/mount-base.ts";
import { mountChart } from "./disk/mount-chart.ts";
import { kindOfPath } from "./disk/path-kind.ts";
import { DiskBudget, readFolder } from "./disk/read-folder.ts";
import { renderBundle } from "./host/render-bundle.ts";
import type { PathEngine } from "./path-engine.ts";
import { outcomeOfReply, type PathOutcome, type PathRequest } from "./path-outcome.ts";
import { type TemplateOptionsInput, templateOptionsSchema } from "./schema.ts";

/**
 * What `helm template`, `kustomize build` or the order of a bundle's files make of a path: the kind is told by the files.
 * Of the disk, only what the path and the options name is read, and what a base's kustomization files refer to.
 * @throws DiskRefusal where nothing is there, or too much
 */
export async function renderPath(
  engine: PathEngine,
  request: PathRequest<TemplateOptionsInput>,
): Promise<PathOutcome> {
  const place = path.resolve(request.cwd, request.target);
  const kind = kindOfPath(place, request.target);
  switch (kind) {
    case "chart":
      return templateChart(engine, request);
    case "kustomize-base":
      return buildBase(engine, request);
    case "manifest-bundle":
      return orderBundle(request);
  }
}

/** A folder's documents in the order of its files, held against PUB-9. */
export function orderBundle({ cwd, target }: Pick<PathRequest<unknown>, "cwd" | "target">): PathOutcome {
  const kind = "manifest-bundle";
  const mounts = readFolder(path.resolve(cwd, target), { budget: new DiskBudget() }, "");
  const rendered = renderBundle(mounts.flatMap(({ entries }) => entries));
  const { stderr, exitCode } = rendered;
  return rendered.kind === "rendered"
    ? { kind, output: rendered.output, stderr, exitCode, failure: null }
    : { kind, output: new Uint8Array(), stderr, exitCode, failure: rendered.failure };
}

/** `helm template` of a path, whatever lies there. */
export async function templateChart(
  engine: PathEngine,
  request: PathRequest<TemplateOptionsInput>,
): Promise<PathOutcome> {
  const { cwd, target } = request;
  const options = templateOptionsSchema.parse(request.options);
  const mounts = mountChart(request, new DiskBudget());
  const reply = await engine.ask("helm", mounts, { op: "template", cwd, path: target, options });
  return outcomeOfReply("chart", reply, mounts[0]?.entries ?? []);
}

/** `kustomize build` of a folder. */
export async function buildBase(
  engine: PathEngine,
  { cwd, target }: Pick<PathRequest<unknown>, "cwd" | "target">,
): Promise<PathOutcome> {
  const place = path.resolve(cwd, target);
  const root = realpathSync(place);
  const mounts = [...mountBase(root, new DiskBudget()), { folder: cwd, entries: [] }];
  // Kustomize resolves links in a base's path before anything else, and this tree has none there.
  const asked = { op: "build", cwd, path: root === place ? target : root } as const;
  const reply = await engine.ask("kustomize", mounts, asked);
  return outcomeOfReply("kustomize-base", reply, mounts[0]?.entries ?? []);
}
