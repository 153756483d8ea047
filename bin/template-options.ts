import { STDIN_FILE } from "#lib/engine/disk/mount-chart.ts";
import type { LintOptionsInput, TemplateOptionsInput } from "#lib/engine/schema.ts";
import { Problem } from "#lib/problems/problem.ts";
import { LINT_FLAGS, TEMPLATE_FLAGS } from "./helm-flags.ts";
import { type GivenFlags, isGiven, readFlags, textOf, textsOf } from "./read-flags.ts";
import type { ManifestFolder } from "./write-manifests.ts";

export type TemplateCommand = {
  target: string;
  options: TemplateOptionsInput;
  /** Flags that charts alone have, as far as they were given. */
  chartFlags: string[];
  outputDir: ManifestFolder | null;
  isJson: boolean;
};
export type LintCommand = {
  target: string;
  options: LintOptionsInput;
  chartFlags: string[];
  isJson: boolean;
};

const refusal = (detail: string) => new Problem("input_invalid", { detail, hint: "--help tells the flags." });

/** `[NAME] PATH` and flags, as `helm template` takes them (pkg/action, Install.NameAndChart). @throws Problem "input_invalid" */
export function parseTemplateFlags(args: readonly string[]): TemplateCommand {
  const given = readFlags(args, TEMPLATE_FLAGS);
  const dryRun = textOf(given, "dry-run");
  if (dryRun !== undefined && !["client", "true", "unset"].includes(dryRun))
    throw refusal(`--dry-run=${dryRun} is not had here: no cluster is asked`);
  const { releaseName, target, nameTemplate } = nameAndPath(given);
  const folder = textOf(given, "output-dir");
  const isInReleaseFolder = isGiven(given, "release-name");
  if (folder && isInReleaseFolder && nameTemplate !== undefined)
    throw refusal("--release-name needs a name that is given, not one of --name-template");
  return {
    target,
    options: {
      ...valueOptions(given),
      releaseName,
      ...(nameTemplate === undefined ? {} : { nameTemplate }),
      isUpgrade: isGiven(given, "is-upgrade"),
      apiVersions: textsOf(given, "api-versions"),
      includeCrds: isGiven(given, "include-crds"),
      noHooks: isGiven(given, "no-hooks"),
      skipTests: isGiven(given, "skip-tests"),
      showOnly: textsOf(given, "show-only"),
    },
    chartFlags: chartFlagsOf(given),
    outputDir: folder ? { folder, releaseFolder: isInReleaseFolder ? releaseName : "" } : null,
    isJson: isGiven(given, "json"),
  };
}

/** `PATH` and flags, as `helm lint` takes them, but one path at a time. @throws Problem "input_invalid" */
export function parseLintFlags(args: readonly string[]): LintCommand {
  const given = readFlags(args, LINT_FLAGS);
  const [target, second] = given.words;
  if (target === undefined) throw refusal("PATH is missing");
  if (second !== undefined) throw refusal(`one PATH at a time: ${second} is another`);
  return {
    target,
    options: {
      ...valueOptions(given),
      strict: isGiven(given, "strict"),
      quiet: isGiven(given, "quiet"),
      withSubcharts: isGiven(given, "with-subcharts"),
    },
    chartFlags: chartFlagsOf(given),
    isJson: isGiven(given, "json"),
  };
}

function nameAndPath(given: GivenFlags) {
  const [first, second, ...more] = given.words;
  const nameTemplate = textOf(given, "name-template") || undefined;
  if (first === undefined) throw refusal("PATH is missing");
  if (more.length > 0)
    throw refusal(`expected at most two arguments, unexpected arguments: ${more.join(", ")}`);
  if (second === undefined) return { releaseName: "release-name", target: first, nameTemplate };
  // Alone, --generate-name changes nothing: helm template has given the release a name by then.
  if (isGiven(given, "generate-name")) throw refusal("cannot set --generate-name and also specify a name");
  if (nameTemplate) throw refusal("cannot set --name-template and also specify a name");
  return { releaseName: first, target: second, nameTemplate: undefined };
}

function valueOptions(given: GivenFlags) {
  const kubeVersion = textOf(given, "kube-version");
  return {
    ...(kubeVersion ? { kubeVersion } : {}),
    namespace: textOf(given, "namespace") || "default",
    valueFiles: textsOf(given, "values").map((file) => (file.trim() === "-" ? STDIN_FILE : file)),
    setJson: textsOf(given, "set-json"),
    set: textsOf(given, "set"),
    setString: textsOf(given, "set-string"),
    setFile: textsOf(given, "set-file"),
    setLiteral: textsOf(given, "set-literal"),
    skipSchemaValidation: isGiven(given, "skip-schema-validation"),
  };
}

const chartFlagsOf = (given: GivenFlags) => [...given.values.keys()].filter((name) => name !== "json");
