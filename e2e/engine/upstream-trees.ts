import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { clientsFolder } from "../clients/tools.ts";
import { fetchModule } from "./fetch-module.ts";
import { pinOf } from "./upstream-pins.ts";

const KUSTOMIZE_API = "sigs.k8s.io/kustomize/api";
const WRITER = path.join(import.meta.dirname, "krusty-writer.go");
const NEW_FILES = { GOFLAGS: "-mod=mod" };

const hasGo = spawnSync("go", ["version"]).status === 0;
/** Why Kustomize's own tests cannot be run; empty where they can. */
export const noGo = hasGo ? "" : "Go is not installed: it runs Kustomize's own tests, which make the trees";

function go(args: string[], folder: string, environment: Record<string, string> = {}): string {
  const ran = spawnSync("go", args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...environment },
  });
  if (ran.error) throw new Error(`Go cannot be started: ${ran.error.message}`, { cause: ran.error });
  return ran.stdout;
}

/** Where Go keeps a module, fetched if it must be; its sum is checked by Go. */
function moduleFolder(module: string): string {
  mkdirSync(clientsFolder(), { recursive: true });
  const said = go(["mod", "download", "-json", module], clientsFolder(), { GOFLAGS: "" });
  const { Dir, Error: error } = z
    .object({ Dir: z.string().optional(), Error: z.string().optional() })
    .parse(JSON.parse(said));
  if (!Dir) throw new Error(`${module} cannot be fetched: ${error}`);
  return Dir;
}

/** Helm's own sources, with the charts of its tests: from Go's module cache, or from the module proxy without Go. */
export function helmModule(): Promise<string> | string {
  const pin = pinOf("helm.sh/helm/v4");
  return hasGo ? moduleFolder(`${pin.path}@${pin.version}`) : fetchModule(pin);
}

/**
 * The trees that Kustomize's own tests put together, written out by running them once with a line more in their harness. That many
 * of these tests fail here (they want plugins, containers or the network) does not matter: what they build is compared, not what
 * they say of it.
 */
export function krustyTrees(): string {
  const { version } = pinOf(KUSTOMIZE_API);
  const hash = createHash("sha256")
    .update(`${KUSTOMIZE_API}@${version}`)
    .update(readFileSync(WRITER))
    .digest("hex")
    .slice(0, 12);
  const trees = path.join(clientsFolder(), `krusty-${hash}`);
  if (existsSync(trees)) return trees;
  const scratch = mkdtempSync(path.join(clientsFolder(), ".krusty-"));
  try {
    const module = path.join(scratch, "api");
    cpSync(moduleFolder(`${KUSTOMIZE_API}@${version}`), module, { recursive: true });
    spawnSync("chmod", ["-R", "u+w", module]);
    const kusttest = path.join(module, "testutils/kusttest");
    writeFileSync(path.join(kusttest, "krusty_writer.go"), readFileSync(WRITER));
    editHarness(path.join(kusttest, "harness.go"));
    const out = path.join(scratch, "trees");
    mkdirSync(out);
    go(["mod", "download"], module, NEW_FILES);
    go(["test", "./krusty/...", "-count=1"], module, {
      ...NEW_FILES,
      KRUSTY_TREES: out,
      HTTPS_PROXY: "http://127.0.0.1:9",
      GIT_ALLOW_PROTOCOL: "none",
      GOPROXY: "off",
    });
    renameSync(out, trees);
    return trees;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const BUILDS = /^\t(m|_), err :?= krusty\.MakeKustomizer\(&o\)\.Run\(th\.fSys, path\)$/gm;

function editHarness(file: string): void {
  const text = readFileSync(file, "utf8");
  if (text.match(BUILDS)?.length !== 2) throw new Error("The harness of Kustomize's tests is another one.");
  writeFileSync(file, text.replace(BUILDS, "\tth.writeTree(path)\n$&"));
}
