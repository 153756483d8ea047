import { PathEngine } from "#lib/engine/path-engine.ts";
import { renderPath } from "#lib/engine/render-path.ts";
import { pathRequest, refuseChartFlags } from "./path-command.ts";
import { parseTemplateFlags } from "./template-options.ts";
import { writeManifests } from "./write-manifests.ts";

export const usage = `Usage: chartroom render [NAME] PATH [flags of helm template]

Prints what helm template prints for a chart (a folder with a Chart.yaml, or a .tgz), what kustomize build prints for a
base (a folder with a kustomization file), and the documents of any other folder in the order of its files, checked as a
bundle. Needs no server, no database, no cluster and no network; the exit code is the program's.

  -f, --values FILE      values, one file after the other; - is standard input
      --set, --set-string, --set-json, --set-file, --set-literal
      --name-template T  names the release; so does NAME; without both it is release-name
  -n, --namespace N      without it default
      --kube-version V   what .Capabilities.KubeVersion says
  -a, --api-versions V   more for .Capabilities.APIVersions
      --include-crds, --no-hooks, --skip-tests, --is-upgrade, --skip-schema-validation
  -s, --show-only FILE   only what this template makes
      --output-dir DIR   writes a file for each template; --release-name puts a folder of that name around them
      --json             prints one object: kind, output, stderr, exitCode, failure

Flags with which helm fetches something, asks a cluster or runs a program are refused by name.`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const given = parseTemplateFlags(args);
  const request = await pathRequest(given);
  const outcome = await renderPath(new PathEngine({ isFresh: true }), request);
  refuseChartFlags(outcome, given);
  const { kind, output, stderr, exitCode, failure } = outcome;
  if (given.isJson) {
    const text = Buffer.from(output).toString();
    console.log(JSON.stringify({ kind, output: text, stderr, exitCode, failure }));
    return exitCode;
  }
  process.stderr.write(stderr);
  const { outputDir } = given;
  if (outputDir !== null && exitCode === 0)
    process.stdout.write(writeManifests(Buffer.from(output).toString(), outputDir));
  else process.stdout.write(output);
  return exitCode;
}
