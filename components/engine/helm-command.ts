import type { ArtifactKind } from "#lib/ids/ids.ts";
import { type PreviewOptions, plainOptions } from "./preview-options.ts";

/**
 * The command that prints the same from the artifact's folder, for a POSIX shell; null for bundles, which nothing renders.
 * What is as it is without a flag is not said. A frozen clock has no flag: the command prints what Helm prints.
 */
export function renderCommand(kind: ArtifactKind, options: PreviewOptions): string | null {
  if (kind === "manifest-bundle") return null;
  return kind === "chart" ? helmCommand(options) : "kustomize build .";
}

function helmCommand(options: PreviewOptions): string {
  const own = options.ownValues.trim() === "" ? null : withLineEnd(options.ownValues);
  const flags = [
    ...(options.namespace === plainOptions.namespace
      ? []
      : [`--namespace ${quoteForShell(options.namespace)}`]),
    ...options.valueFiles.map((path) => `--values ${quoteForShell(path)}`),
    ...(own === null ? [] : ["--values -"]),
    ...options.setLines
      .filter(({ text }) => text !== "")
      .map(({ flag, text }) => `--${flag} ${quoteForShell(text)}`),
    ...(options.kubeVersion === null ? [] : [`--kube-version ${quoteForShell(options.kubeVersion)}`]),
    ...options.apiVersions.map((version) => `--api-versions ${quoteForShell(version)}`),
    ...(options.isUpgrade ? ["--is-upgrade"] : []),
    ...(options.includeCrds ? ["--include-crds"] : []),
    ...(options.skipTests ? ["--skip-tests"] : []),
    ...(options.noHooks ? ["--no-hooks"] : []),
  ];
  const command = [`helm template ${quoteForShell(options.releaseName)} .`, ...flags].join(" \\\n  ");
  if (own === null) return command;
  const end = endMark(own);
  return `${command} <<'${end}'\n${own}${end}`;
}

/** One word for a POSIX shell, whatever is in it. */
export function quoteForShell(word: string): string {
  if (word !== "" && /^[\w@%+:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

const withLineEnd = (text: string) => (text.endsWith("\n") ? text : `${text}\n`);

/** A line that the text does not have. */
function endMark(text: string): string {
  const lines = new Set(text.split("\n"));
  let mark = "VALUES";
  while (lines.has(mark)) mark += "_";
  return mark;
}
