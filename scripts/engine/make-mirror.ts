import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { downloadModule, runGo } from "./run-go.ts";
import { type Edit, readUpstream, type Upstream, type UpstreamModule } from "./upstream.ts";

export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Where upstream's files are read: `sum` as in go.sum, the toolchain's folder as in GOROOT. */
export type UpstreamSource = {
  download: (path: string, version: string) => { folder: string; sum: string };
  toolchainFolder: () => string;
};

const goSource: UpstreamSource = {
  download: downloadModule,
  toolchainFolder: () => runGo(["env", "GOROOT"], { cwd: "/" }).trim(),
};

/** A touched file whose bytes are not the recorded ones. */
export type ChangedFile = { module: string; path: string; recorded: string; found: string };

/**
 * Makes `<engineFolder>/.mirror` anew: upstream's modules at their pinned sums with our edits. Throws where a sum, a touched
 * file or the place of an edit is not what upstream.json says.
 */
export function makeMirror(engineFolder: string, source = goSource): void {
  const upstream = readUpstream(engineFolder);
  const changed = findChangedFiles(upstream, source);
  if (changed.length > 0) {
    const lines = changed.map(({ module, path, found }) => `  ${module}/${path} is now ${found}`);
    throw new Error(
      `upstream files that we touch have changed:\n${lines.join("\n")}\nSee engine/README.md, Upgrading.`,
    );
  }
  const mirror = join(engineFolder, ".mirror");
  rmSync(mirror, { recursive: true, force: true });
  for (const module of upstream.modules) mirrorModule(module, source, engineFolder, mirror);
  for (const file of upstream.toolchain) {
    const text = editText(
      readFileSync(join(source.toolchainFolder(), file.path), "utf8"),
      file.edits,
      file.path,
    );
    writeFileSync(join(mirror, file.to), text);
  }
}

/** Compares each file we touch with its recorded hash. */
export function findChangedFiles(upstream: Upstream, source = goSource): ChangedFile[] {
  const changed: ChangedFile[] = [];
  const compare = (module: string, path: string, recorded: string, file: string) => {
    const found = statSync(file, { throwIfNoEntry: false }) ? sha256(readFileSync(file)) : "gone";
    if (found !== recorded) changed.push({ module, path, recorded, found });
  };
  for (const module of upstream.modules) {
    const { folder } = source.download(module.path, module.version);
    for (const file of module.files) compare(module.path, file.path, file.sha256, join(folder, file.path));
  }
  for (const file of upstream.toolchain) {
    compare("go", file.path, file.sha256, join(source.toolchainFolder(), file.path));
  }
  return changed;
}

function mirrorModule(
  module: UpstreamModule,
  source: UpstreamSource,
  engineFolder: string,
  mirror: string,
): void {
  const { folder, sum } = source.download(module.path, module.version);
  if (sum !== module.sum)
    throw new Error(`${module.path}@${module.version} has the sum ${sum}, not ${module.sum}`);
  const to = join(mirror, module.dir);
  cpSync(folder, to, {
    recursive: true,
    filter: (from, target) => {
      const path = relative(folder, from);
      if (path.endsWith("_test.go")) return false;
      if (module.skip?.some((skipped) => path === skipped || path.startsWith(`${skipped}/`))) return false;
      makeWritable(dirname(target)); // the module cache is read-only, and cp keeps that
      return true;
    },
  });
  for (const file of module.files) {
    const target = join(to, file.path);
    makeWritable(dirname(target));
    const original = readFileSync(target, "utf8");
    rmSync(target);
    if (file.delete) continue;
    const text = file.replaceWith
      ? readFileSync(join(engineFolder, "edits", file.replaceWith), "utf8")
      : editText(original, file.edits ?? [], `${module.path}/${file.path}`);
    writeFileSync(target, text);
  }
  for (const added of module.add ?? []) {
    const target = join(to, added.path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(engineFolder, "edits", added.from), target);
  }
}

function makeWritable(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })) chmodSync(folder, 0o755);
}

function editText(text: string, edits: readonly Edit[], path: string): string {
  return edits.reduce((edited, { find, put }) => {
    const [before, after, ...more] = edited.split(find);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`${path}: this must stand there exactly once:\n${find}`);
    }
    return before + put + after;
  }, text);
}
