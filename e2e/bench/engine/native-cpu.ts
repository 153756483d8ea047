import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

const clients = path.join(homedir(), ".cache", "chartroom-clients");

/** The native programs that `npm run e2e:clients:build` makes, of the versions that the modules hold. */
export const native = {
  helm: path.join(clients, "helm4-v4.2.4", "helm"),
  kustomize: path.join(clients, "kustomize-v5.8.1", "kustomize"),
};

/** Why there is nothing to compare with; empty where there is. */
export const noNative = Object.values(native).every((file) => existsSync(file))
  ? ""
  : "The native programs are not built: npm run e2e:clients:build";

/** User and system time of one run of a program, in ms: the mean of several, since one is too short for the clock. */
export function nativeCpuMs(program: string, args: string[], runs: number): number {
  // The shell's own `times` counts what its children used, to the millisecond.
  const script = 'runs=$1; shift; for ((i = 0; i < runs; i++)); do "$@" > /dev/null 2>&1; done; times';
  const printed = execFileSync("bash", ["-c", script, "bench", String(runs), program, ...args], {
    encoding: "utf8",
    env: { ...process.env, HOME: "/nonexistent", LC_ALL: "C" },
  });
  const ofChildren = printed.trimEnd().split("\n").at(-1) ?? "";
  const parts = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)];
  return (
    parts.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60_000 + Number(rest) * 1000, 0) / runs
  );
}
