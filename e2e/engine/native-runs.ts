import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { clientNamed, clientPath, clientsFolder } from "../clients/tools.ts";
import type { ParityCase, Ran } from "./parity-case.ts";

const MOST_OUTPUT_BYTES = 512 * 1024 * 1024;

const programOf = (one: ParityCase) => clientPath(clientNamed(one.op === "build" ? "kustomize" : "helm4"));

/** Runs the native program once, with an empty home folder and a proxy that nobody serves. */
export function runNative(one: ParityCase): Ran {
  const home = path.join(clientsFolder(), "parity-home");
  mkdirSync(home, { recursive: true });
  const ran = spawnSync(programOf(one), [one.op, ...one.args], {
    cwd: one.cwd,
    maxBuffer: MOST_OUTPUT_BYTES,
    input: "",
    env: {
      HOME: home,
      NODE_ENV: "production",
      PATH: "/nowhere",
      TMPDIR: process.env.TMPDIR ?? "/tmp",
      HTTP_PROXY: "http://127.0.0.1:9",
      HTTPS_PROXY: "http://127.0.0.1:9",
    },
  });
  if (ran.error)
    throw new Error(`${programOf(one)} cannot be run: ${ran.error.message}`, { cause: ran.error });
  return { status: ran.status ?? -1, stdout: ran.stdout, stderr: ran.stderr.toString() };
}
