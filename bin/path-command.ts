import { buffer } from "node:stream/consumers";
import { namesStdin } from "#lib/engine/disk/mount-chart.ts";
import type { PathOutcome, PathRequest } from "#lib/engine/path-outcome.ts";
import { Problem } from "#lib/problems/problem.ts";

type Given<Options> = { target: string; options: Options; chartFlags: string[]; isJson: boolean };
type Named = { valueFiles?: string[] | undefined; setFile?: string[] | undefined };

/** What a command asks of the engine: paths are from the folder that it was started in. */
export async function pathRequest<Options extends Named>(
  given: Given<Options>,
): Promise<PathRequest<Options>> {
  const { target, options } = given;
  const stdin = namesStdin(options) ? await buffer(process.stdin) : null;
  return { cwd: process.cwd(), target, options, stdin };
}

/** @throws Problem "input_invalid" where flags of charts were given for something else: they would do nothing */
export function refuseChartFlags({ kind }: PathOutcome, { target, chartFlags }: Given<unknown>): void {
  const [flag] = chartFlags;
  if (kind === "chart" || flag === undefined) return;
  const what = kind === "kustomize-base" ? "a base" : "a bundle";
  throw new Problem("input_invalid", { detail: `--${flag} is for charts, and ${target} is ${what}` });
}
