import { lintPath } from "#lib/engine/lint-path.ts";
import { PathEngine } from "#lib/engine/path-engine.ts";
import { pathRequest, refuseChartFlags } from "./path-command.ts";
import { parseLintFlags } from "./template-options.ts";

export const usage = `Usage: chartroom lint PATH [flags of helm lint]

Prints what helm lint prints for a chart. A base has to build and a bundle to hold sound objects, each only once: that is
told in the same form. Needs no server, no database and no network; ends with 1 where something is wrong.

      --strict           warnings are errors
      --quiet            only warnings and errors
      --with-subcharts   charts below charts/ too
      --kube-version V   for capabilities and deprecated APIs
  -f, --values FILE      and --set, --set-string, --set-json, --set-file, --set-literal: as in chartroom render
      --skip-schema-validation
      --json             prints one object: kind, messages, output, stderr, exitCode, failure`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const given = parseLintFlags(args);
  const request = await pathRequest(given);
  const outcome = await lintPath(new PathEngine({ isFresh: true }), request);
  refuseChartFlags(outcome, { ...given, chartFlags: given.chartFlags.filter((flag) => flag !== "quiet") });
  const { kind, messages, output, stderr, exitCode, failure } = outcome;
  if (given.isJson) {
    const text = Buffer.from(output).toString();
    console.log(JSON.stringify({ kind, messages, output: text, stderr, exitCode, failure }));
    return exitCode;
  }
  process.stdout.write(output);
  process.stderr.write(stderr);
  return exitCode;
}
