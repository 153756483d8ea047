import { execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openModules } from "#lib/engine/fixtures.ts";
import { renderTree } from "#lib/engine/host/render-tree.ts";
import type { ThreadModules } from "#lib/engine/host/thread-modules.ts";
import type { RenderInput, TreeEntry } from "#lib/engine/types.ts";
import { noCorpus, readCases } from "../../clients/corpus.ts";
import { atMost, median, report } from "../figures.ts";
import { native, nativeCpuMs, noNative } from "./native-cpu.ts";

const ROUNDS = 2;
/** So often, or as often as fits: a chart that makes keys takes seconds each time. */
const RUNS = { least: 2, most: 8, fitMs: 5_000 };
const WARM = { most: 25, fitMs: 8_000 };

type SpeedCase = { name: string; folder: string; kind: "chart" | "kustomize-base"; atMostRatio: number };

/** ENG-52: user and system time of a warm render beside the native program's, in turns. */
export async function benchSpeed(): Promise<void> {
  if (noNative !== "") {
    report(`speed beside native: not run. ${noNative}`, "");
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "chartroom-engine-bench-"));
  try {
    const modules = await openModules();
    for (const one of await makeCases(folder)) await benchCase(one, modules);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchCase(one: SpeedCase, modules: ThreadModules): Promise<void> {
  const input: RenderInput = { kind: one.kind, files: await readTree(one.folder) };
  const program = one.kind === "chart" ? native.helm : native.kustomize;
  const args = one.kind === "chart" ? ["template", "release-name", one.folder] : ["build", one.folder];
  const warmMs = warmUp(modules, input);
  const runs = Math.max(RUNS.least, Math.min(RUNS.most, Math.floor(RUNS.fitMs / warmMs)));
  const theirs: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    theirs.push(nativeCpuMs(program, args, runs));
    ours.push(ourCpuMs(modules, input, runs));
  }
  const ratio = median(ours) / median(theirs);
  const figures = `${median(ours).toFixed(0)} / ${median(theirs).toFixed(0)} ms`;
  report(`${one.name}: CPU of ours / native, ${ROUNDS} × ${runs} runs`, figures);
  report(
    `${one.name}: ratio`,
    ratio.toFixed(2),
    atMost(ratio, one.atMostRatio, `${one.atMostRatio} × native`),
  );
}

/** The JavaScript engine compiles hot code anew while it runs. @returns ms of the last run */
function warmUp(modules: ThreadModules, input: RenderInput): number {
  const startedAt = performance.now();
  let lastMs = 0;
  for (let run = 0; run < WARM.most && performance.now() - startedAt < WARM.fitMs; run += 1)
    lastMs = ourCpuMs(modules, input, 1);
  return Math.max(lastMs, 1);
}

function ourCpuMs(modules: ThreadModules, input: RenderInput, runs: number): number {
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run += 1) {
    const outcome = renderTree(input, modules, false);
    if (outcome.kind !== "rendered") throw new Error(outcome.failure.message);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / runs;
}

async function makeCases(folder: string): Promise<SpeedCase[]> {
  execFileSync(native.helm, ["create", path.join(folder, "created")], { stdio: "ignore" });
  const overlay = await writeOverlay(path.join(folder, "overlay"));
  const cases: SpeedCase[] = [
    { name: "helm create", folder: path.join(folder, "created"), kind: "chart", atMostRatio: 0.5 },
    { name: "overlay", folder: overlay, kind: "kustomize-base", atMostRatio: 0.5 },
  ];
  const charts = heaviestCharts();
  if (charts.length === 0) report(`the heaviest public charts: not run. ${noCorpus}`, "");
  for (const chart of charts) cases.push({ ...chart, kind: "chart", atMostRatio: 2.5 });
  return cases;
}

/**
 * The charts of the corpus that take native helm longest: of all, and of those that make no keys. Making a key takes as long
 * as chance has it, and Go's arithmetic for it is assembly in native programs only.
 */
function heaviestCharts(): { name: string; folder: string }[] {
  const timed = readCases()
    .filter(({ kind, expectation }) => kind === "chart" && expectation === "renders")
    .map(({ id, folder, features }) => ({
      id,
      folder,
      makesKeys: features.includes("genCert"),
      ms: nativeCpuMs(native.helm, ["template", "release-name", folder], 1),
    }))
    .sort((a, b) => b.ms - a.ms);
  const found = [timed.find(({ makesKeys }) => makesKeys), timed.find(({ makesKeys }) => !makesKeys)];
  return found.flatMap((one) =>
    one ? [{ name: `${one.id}${one.makesKeys ? " (makes keys)" : ""}`, folder: one.folder }] : [],
  );
}

/** A base with three workloads, and an overlay with patches of both forms. It is one tree, the overlay at its root. */
async function writeOverlay(folder: string): Promise<string> {
  const names = ["web", "api", "worker"];
  const deployment = (name: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec:\n  selector: {matchLabels: {app: ${name}}}\n  template:\n    metadata: {labels: {app: ${name}}}\n    spec: {containers: [{name: ${name}, image: "example/${name}:1"}]}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {app: ${name}}, ports: [{port: 80}]}\n`;
  const patch = (name: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {replicas: 3, template: {spec: {containers: [{name: ${name}, resources: {limits: {memory: 1Gi}}}]}}}\n`;
  const files: Record<string, string> = {
    "kustomization.yaml": `resources: [base]\nnamespace: prod\nnamePrefix: prod-\nimages: [{name: example/web, newTag: "2"}]\nconfigMapGenerator: [{name: settings, literals: [a=b]}]\npatches:\n${names.map((name) => `- path: ${name}-patch.yaml\n`).join("")}- target: {kind: Service}\n  patch: |-\n    - {op: add, path: /metadata/labels/tier, value: front}\n`,
    "base/kustomization.yaml": `resources: [${names.map((name) => `${name}.yaml`).join(", ")}]\nlabels: [{pairs: {team: a}}]\n`,
  };
  for (const name of names) {
    files[`base/${name}.yaml`] = deployment(name);
    files[`${name}-patch.yaml`] = patch(name);
  }
  await mkdir(path.join(folder, "base"), { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  return folder;
}

export async function readTree(folder: string): Promise<TreeEntry[]> {
  const paths = await readdir(folder, { recursive: true });
  return paths.sort().flatMap((file): TreeEntry[] => {
    const full = path.join(folder, file);
    const stat = lstatSync(full);
    if (stat.isSymbolicLink()) return [{ path: file, link: readlinkSync(full) }];
    return stat.isFile() ? [{ path: file, bytes: readFileSync(full) }] : [];
  });
}
