import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type ChangedFile, findChangedFiles, makeMirror } from "./engine/make-mirror.ts";
import { downloadModule, endWithSentence, runGo } from "./engine/run-go.ts";
import { MODULE_NAMES, readUpstream, type Upstream } from "./engine/upstream.ts";

// npm run engine:upgrade -- helm.sh/helm/v4@v4.3.0: pins another version, shows how the files that we touch have changed,
// and makes everything anew, tables and modules, up to the parity suite. Without a version it does so for the present pins.
// `--accept` records the hashes of the changed files, once their edits have been read against the new text.

const engine = resolve("engine");
const pins = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

function writeUpstream(upstream: Upstream): void {
  writeFileSync(join(engine, "upstream.json"), `${JSON.stringify(upstream, null, 2)}\n`);
}

/** Pins the versions that were asked for. Returns where each module stood before. */
function pinVersions(upstream: Upstream): Map<string, string> {
  const before = new Map(
    upstream.modules.map(({ path, version }) => [path, downloadModule(path, version).folder]),
  );
  for (const pin of pins) {
    const [path = "", version = ""] = pin.split("@");
    const module = upstream.modules.find((known) => known.path === path);
    if (!module || !version)
      throw new Error(`${pin}: name a module of upstream.json and its version, as path@version`);
    module.version = version;
    module.sum = downloadModule(path, version).sum;
    for (const name of [...MODULE_NAMES, "tables"]) {
      const requires = runGo(["mod", "edit", "-json"], { cwd: join(engine, name) }).includes(`"${path}"`);
      if (requires) runGo(["mod", "edit", `-require=${pin}`], { cwd: join(engine, name) });
    }
  }
  return before;
}

function showChange(upstream: Upstream, before: ReadonlyMap<string, string>, change: ChangedFile): void {
  console.log(`\n${change.module}/${change.path}: ${change.recorded} -> ${change.found}`);
  const module = upstream.modules.find(({ path }) => path === change.module);
  if (!module) return; // a file of Go itself: the former toolchain is not at hand
  const after = downloadModule(module.path, module.version).folder;
  const files = [join(before.get(module.path) ?? after, change.path), join(after, change.path)];
  spawnSync("git", ["diff", "--no-index", ...files], { stdio: "inherit" });
}

function acceptChanges(upstream: Upstream, changed: readonly ChangedFile[]): void {
  for (const { module, path, found } of changed) {
    const files =
      module === "go" ? upstream.toolchain : upstream.modules.find((one) => one.path === module)?.files;
    const file = files?.find((one) => one.path === path);
    if (file) file.sha256 = found;
  }
}

function regenerate(): void {
  makeMirror(engine);
  for (const name of [...MODULE_NAMES, "tables"]) {
    runGo(["mod", "tidy"], { cwd: join(engine, name), env: { GOFLAGS: "-mod=mod" } });
  }
  console.log(runGo(["run", ".", "../edits/helm"], { cwd: join(engine, "tables") }).trim());
  for (const command of ["engine:build", "e2e:engine"]) {
    if (spawnSync("npm", ["run", command], { stdio: "inherit" }).status !== 0)
      throw new Error(`${command} failed`);
  }
}

try {
  const upstream = readUpstream(engine);
  const before = pinVersions(upstream);
  const changed = findChangedFiles(upstream);
  for (const change of changed) showChange(upstream, before, change);
  console.log(`${changed.length} of the upstream files that we touch have changed`);
  if (process.argv.includes("--accept")) acceptChanges(upstream, changed);
  else if (changed.length > 0)
    throw new Error("Read our edits against them, then run this again with --accept.");
  writeUpstream(upstream);
  regenerate();
} catch (error) {
  endWithSentence(error);
}
