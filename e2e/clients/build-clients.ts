import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type Client, clientPath, clients, clientsFolder, orasFolder } from "./tools.ts";

// Go builds each client from its module, at the version that tools.ts names, into a folder that outlives the checkout.
// What stands there under its name is complete: the rename is the last step.

const flags = ["-trimpath", "-ldflags", "-s -w"];

function build(client: Client, into: string): void {
  const args =
    client.source === orasFolder
      ? ["build", ...flags, "-o", path.join(into, client.program), "."]
      : ["install", ...flags, `${client.source}@${client.version}`];
  const { status, error } = spawnSync("go", args, {
    cwd: orasFolder,
    stdio: ["ignore", process.stderr, process.stderr],
    env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOBIN: into },
  });
  if (error) throw new Error(`Go cannot be started: ${error.message}`, { cause: error });
  if (status !== 0) throw new Error(`${client.name} ${client.version} could not be built.`);
}

await mkdir(clientsFolder(), { recursive: true });
for (const client of clients) {
  const program = clientPath(client);
  if (existsSync(program)) continue;
  const started = Date.now();
  const fresh = await mkdtemp(path.join(clientsFolder(), `.${client.name}-`));
  try {
    build(client, fresh);
    await chmod(fresh, 0o755);
    await rm(path.dirname(program), { recursive: true, force: true });
    await rename(fresh, path.dirname(program));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  process.stderr.write(`${client.name} ${client.version}: ${Math.round((Date.now() - started) / 1000)} s\n`);
}
process.stdout.write(`${clientsFolder()}\n`);
