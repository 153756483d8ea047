import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import path from "node:path";
import { childEnvironment, env } from "#lib/env/env.ts";

export const usage = `Usage: chartroom start

Starts the server; builds the pages first where the build is missing or older than the sources.
Settings come from the environment: docs/configuration.md.`;

const ROOT = path.resolve(import.meta.dirname, "..");
/** What a build is made of. The generated database client follows prisma/schema. */
const SOURCES = [
  "{app,components,lib,public}/**/*",
  "prisma/schema/*.prisma",
  "{next.config.ts,postcss.config.mjs,package-lock.json,tsconfig.json}",
];

function isBuildCurrent(): boolean {
  const buildId = path.join(ROOT, ".next/BUILD_ID"); // Written last by `next build`: a build that stopped has none.
  if (!existsSync(buildId)) return false;
  const builtAt = statSync(buildId).mtimeMs;
  const sources = globSync(SOURCES, { cwd: ROOT, exclude: ["lib/db/generated/**", "**/*.test.ts"] });
  return sources.every((file) => statSync(path.join(ROOT, file)).mtimeMs <= builtAt);
}

/** @returns the exit code of the server */
export async function run(): Promise<number> {
  env(); // A bad setting stops the start before anything is built.
  const environment = childEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  if (!isBuildCurrent()) {
    console.error("Building the pages; this takes about a minute, once.");
    const next = path.join(ROOT, "node_modules/next/dist/bin/next");
    const built = spawnSync(process.execPath, [next, "build"], {
      cwd: ROOT,
      stdio: ["ignore", 2, 2],
      env: environment,
    });
    if (built.status !== 0) return built.status ?? 1;
  }
  const server = spawn(process.execPath, [path.join(ROOT, "server.ts")], {
    stdio: "inherit",
    env: environment,
  });
  // The server decides how it stops: it finishes what is in flight.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => server.kill(signal));
  return new Promise((done) => server.once("exit", (code, signal) => done(code ?? (signal ? 1 : 0))));
}
