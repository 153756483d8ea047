import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { test as base } from "../fixtures.ts";
import { type Outcome, runProgram } from "../server.ts";
import { type Recorder, recorderBefore } from "./recorder.ts";
import { type ClientName, programOf } from "./tools.ts";

/** A folder of one test, and clients whose settings and logins live in it. */
export type Workbench = {
  folder: string;
  /** What makes a program use the settings and logins of this bench. */
  env: Record<string, string>;
  run: (client: ClientName, ...args: string[]) => Promise<Outcome>;
  /** As `run`, and a status that is not zero is an error with the client's words. */
  must: (client: ClientName, ...args: string[]) => Promise<string>;
  /** Writes files below the folder. @returns the folder that holds them */
  write: (below: string, files: Record<string, string>) => Promise<string>;
  /** Unpacks a `.tgz` with tar. @returns the folder that holds what was in it */
  unpack: (file: string) => Promise<string>;
  /** A login for helm, crane, regctl, skopeo and cosign, as their own login commands keep it. */
  login: (host: string, token: string) => Promise<void>;
};

async function makeWorkbench(): Promise<Workbench> {
  const folder = await mkdtemp(path.join(tmpdir(), "chartroom-bench-"));
  const home = path.join(folder, ".home");
  await mkdir(home);
  // Nothing of the machine's own settings, repositories or logins reaches the client.
  const env = {
    HOME: home,
    XDG_CACHE_HOME: path.join(home, "cache"),
    XDG_CONFIG_HOME: path.join(home, "config"),
    XDG_DATA_HOME: path.join(home, "data"),
    DOCKER_CONFIG: path.join(home, "docker"),
    KUBECONFIG: path.join(home, "no-cluster"),
    REGISTRY_AUTH_FILE: path.join(home, "docker", "config.json"), // skopeo's
    COSIGN_PASSWORD: "",
  };

  async function run(client: ClientName, ...args: string[]): Promise<Outcome> {
    const { program, comesBy } = programOf(client);
    if (!existsSync(program)) throw new Error(`${client} is missing: ${comesBy}`);
    return runProgram(program, args, { cwd: folder, env });
  }

  return {
    folder,
    env,
    run,
    must: async (client, ...args) => {
      const outcome = await run(client, ...args);
      if (outcome.status !== 0)
        throw new Error(`${client} ${args.join(" ")} ended with ${outcome.status}: ${outcome.stderr}`);
      return outcome.stdout;
    },
    write: async (below, files) => {
      const into = path.join(folder, below);
      for (const [name, text] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(into, name)), { recursive: true });
        await writeFile(path.join(into, name), text);
      }
      return into;
    },
    unpack: async (file) => {
      const into = await mkdtemp(path.join(folder, "unpacked-"));
      const outcome = await runProgram("tar", ["-xzf", file, "-C", into]);
      if (outcome.status !== 0) throw new Error(`${file} cannot be unpacked: ${outcome.stderr}`);
      return into;
    },
    login: async (host, token) => {
      const auth = Buffer.from(`org-token:${token}`).toString("base64");
      for (const folder of [env.DOCKER_CONFIG, path.join(env.XDG_CONFIG_HOME, "helm", "registry")]) {
        await mkdir(folder, { recursive: true });
        await writeFile(path.join(folder, "config.json"), JSON.stringify({ auths: { [host]: { auth } } }));
      }
    },
  };
}

export const test = base.extend<{ bench: Workbench; recorder: Recorder }, { token: string }>({
  token: [async ({ server }, use) => use(await server.registryToken("pull+push")), { scope: "worker" }],
  bench: async ({ playwright: _playwright }, use) => {
    const bench = await makeWorkbench();
    await use(bench);
    await rm(bench.folder, { recursive: true, force: true });
  },
  recorder: async ({ server }, use) => {
    const recorder = await recorderBefore(server);
    await use(recorder);
    await recorder.close();
  },
});

export type Files = Map<string, Buffer>;

/** All files below a folder by their path in it, links not followed. */
export async function readTree(folder: string): Promise<Files> {
  const files: Files = new Map();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(folder, file), await readFile(file));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Paths that one side lacks or where the bytes differ, in words; empty when both are the same. */
export function differences(wanted: Files, got: Files): string[] {
  const words: string[] = [];
  for (const [file, bytes] of wanted) {
    const other = got.get(file);
    if (!other) words.push(`${file} did not come back`);
    else if (!other.equals(bytes)) words.push(`${file} came back with other bytes`);
  }
  for (const file of got.keys()) if (!wanted.has(file)) words.push(`${file} came back and was never sent`);
  return words;
}

/** Arguments of our oras program for a token. */
export const asUser = (token: string) => ["-plain-http", "-u", "org-token", "-p", token];

/** Pulls a base or bundle as `oras pull` and `tar` do. @returns the folder of its files */
export async function pullTree(bench: Workbench, token: string, reference: string): Promise<string> {
  const into = await mkdtemp(path.join(bench.folder, "pulled-"));
  const said = await bench.must("oras", ...asUser(token), "pull", reference, into);
  const { Files: files } = z.object({ Files: z.array(z.string()) }).parse(JSON.parse(said));
  if (files.length !== 1) throw new Error(`${reference} has ${files.length} files to pull, not one archive.`);
  return bench.unpack(path.join(into, files[0] ?? ""));
}
