import { type OutputView, outputViews } from "./output-parts.ts";
import { type PreviewOptions, plainOptions, type SetLine, setFlags } from "./preview-options.ts";

/** What this browser keeps of an artifact's preview. */
export type KeptPreview = { readonly options: PreviewOptions; readonly view: OutputView };

const nameOf = (keptAs: string) => `chartroom-preview:${keptAs}`;

export const readKept = (keptAs: string): KeptPreview =>
  parseKept(typeof localStorage === "undefined" ? null : localStorage.getItem(nameOf(keptAs)));

export const writeKept = (keptAs: string, kept: KeptPreview): void =>
  localStorage.setItem(nameOf(keptAs), JSON.stringify(kept));

/** Reads what was kept, whatever is there by now: a field that makes no sense is as if it were not there. */
export function parseKept(text: string | null): KeptPreview {
  const kept = recordOf(parseJson(text));
  const options = recordOf(kept.options);
  const word = (name: keyof PreviewOptions, otherwise: string) => stringOr(options[name], otherwise);
  const isSet = (name: keyof PreviewOptions) => options[name] === true;
  return {
    options: {
      releaseName: word("releaseName", plainOptions.releaseName),
      namespace: word("namespace", plainOptions.namespace),
      isUpgrade: isSet("isUpgrade"),
      kubeVersion: typeof options.kubeVersion === "string" ? options.kubeVersion : null,
      apiVersions: stringsIn(options.apiVersions),
      valueFiles: stringsIn(options.valueFiles),
      ownValues: word("ownValues", ""),
      setLines: linesIn(options.setLines),
      includeCrds: isSet("includeCrds"),
      skipTests: isSet("skipTests"),
      noHooks: isSet("noHooks"),
      isFrozen: isSet("isFrozen"),
    },
    view: outputViews.find((view) => view === kept.view) ?? "whole",
  };
}

/** The parameters of the editor's address that belong to the preview. */
const NAMES = ["values", "release", "namespace", "kube", "frozen"] as const;

/** A link may say what to preview: it wins over what this browser has kept, as far as it goes. */
export function withAddress(options: PreviewOptions, search: string): PreviewOptions {
  const given = new URLSearchParams(search);
  const values = given.getAll("values");
  return {
    ...options,
    ...(values.length > 0 ? { valueFiles: values.filter((path) => path !== "") } : {}),
    releaseName: given.get("release") || options.releaseName,
    namespace: given.get("namespace") || options.namespace,
    kubeVersion: given.get("kube") || options.kubeVersion,
    isFrozen: given.has("frozen") ? given.get("frozen") === "1" : options.isFrozen,
  };
}

/**
 * The address with what differs from Helm's own choice; other parameters stay as they are. `--set` lines and own values may
 * hold secrets, so they stay out of it.
 */
export function writeToAddress(search: string, options: PreviewOptions): string {
  const parameters = new URLSearchParams(search);
  for (const name of NAMES) parameters.delete(name);
  for (const path of options.valueFiles) parameters.append("values", path);
  if (options.releaseName !== plainOptions.releaseName) parameters.set("release", options.releaseName);
  if (options.namespace !== plainOptions.namespace) parameters.set("namespace", options.namespace);
  if (options.kubeVersion !== null) parameters.set("kube", options.kubeVersion);
  if (options.isFrozen) parameters.set("frozen", "1");
  const text = parameters.toString().replaceAll("%2F", "/");
  return text === "" ? "" : `?${text}`;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

const recordOf = (value: unknown): Partial<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};
const stringOr = (value: unknown, otherwise: string) =>
  typeof value === "string" && value !== "" ? value : otherwise;
const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

function linesIn(value: unknown): SetLine[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const { flag, text } = recordOf(one);
    const known = setFlags.find((name) => name === flag);
    return known && typeof text === "string" ? [{ flag: known, text }] : [];
  });
}
