import { spawnSync } from "node:child_process";
import { z } from "zod";

const NO_GO =
  "Go is not on the PATH. The committed modules need none; only building or checking them does: https://go.dev/dl/";

/** Runs `go` and returns what it printed. Throws with what it said where it fails, and with a sentence where there is no Go. */
export function runGo(args: string[], how: { cwd: string; env?: Record<string, string> }): string {
  const run = spawnSync("go", args, {
    cwd: how.cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    // GOTOOLCHAIN=local: a build never fetches another compiler. Flags and a workspace of the machine would change the
    // bytes; an empty GOFLAGS would be read from Go's settings file, so it names the default.
    env: { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly", GOWORK: "off", ...how.env },
  });
  if (run.error) throw new Error(NO_GO, { cause: run.error });
  if (run.status !== 0) throw new Error(`go ${args.join(" ")}\n${run.stderr}`);
  return run.stdout;
}

/** Prints what went wrong without the stack, which says nothing here, and makes the command fail. */
export function endWithSentence(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** `go1.26.8`. */
export function goVersion(): string {
  return runGo(["env", "GOVERSION"], { cwd: process.cwd() }).trim();
}

const downloadSchema = z.object({ Dir: z.string(), Sum: z.string() });

/** The folder of a module in the module cache, with its sum; downloads it where it is not there yet. */
export function downloadModule(path: string, version: string): { folder: string; sum: string } {
  const printed = runGo(["mod", "download", "-json", `${path}@${version}`], { cwd: "/" });
  const { Dir, Sum } = downloadSchema.parse(JSON.parse(printed));
  return { folder: Dir, sum: Sum };
}
