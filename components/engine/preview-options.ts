import type { TemplateOptionsInput } from "#lib/engine/schema.ts";
import type { RenderInput } from "#lib/engine/types.ts";

/** The flags of `helm template` that set single values, in the order in which Helm reads them. */
export const setFlags = ["set-json", "set", "set-string", "set-file", "set-literal"] as const;
export type SetFlag = (typeof setFlags)[number];
export type SetLine = { readonly flag: SetFlag; readonly text: string };

/** What Helm would be told, as a person chose it; bases and bundles read `isFrozen` only. */
export type PreviewOptions = {
  readonly releaseName: string;
  readonly namespace: string;
  readonly isUpgrade: boolean;
  /** Null: Helm's own default. */
  readonly kubeVersion: string | null;
  readonly apiVersions: readonly string[];
  /** Files of the draft, in order; later ones win. */
  readonly valueFiles: readonly string[];
  /** Values that are in no file: they come after the files. */
  readonly ownValues: string;
  readonly setLines: readonly SetLine[];
  readonly includeCrds: boolean;
  readonly skipTests: boolean;
  readonly noHooks: boolean;
  /** Clock and randomness stand still, so that the same files print the same (ENG-36). */
  readonly isFrozen: boolean;
};

/** What `helm template` does when it is told nothing. */
export const plainOptions: PreviewOptions = {
  releaseName: "release-name",
  namespace: "default",
  isUpgrade: false,
  kubeVersion: null,
  apiVersions: [],
  valueFiles: [],
  ownValues: "",
  setLines: [],
  includeCrds: false,
  skipTests: false,
  noHooks: false,
  isFrozen: false,
};

/** The same for the engine. Values files that the draft no longer has stay in: Helm's own message names them. */
export function templateOptionsOf(options: PreviewOptions): TemplateOptionsInput {
  const lines = (flag: SetFlag) =>
    options.setLines.filter((line) => line.flag === flag && line.text !== "").map((line) => line.text);
  return {
    releaseName: options.releaseName,
    namespace: options.namespace,
    isUpgrade: options.isUpgrade,
    ...(options.kubeVersion === null ? {} : { kubeVersion: options.kubeVersion }),
    apiVersions: [...options.apiVersions],
    valueFiles: [...options.valueFiles],
    setJson: lines("set-json"),
    set: lines("set"),
    setString: lines("set-string"),
    setFile: lines("set-file"),
    setLiteral: lines("set-literal"),
    includeCrds: options.includeCrds,
    skipTests: options.skipTests,
    noHooks: options.noHooks,
  };
}

/** What the engine is asked for these files with these options. */
export function renderInputOf(
  kind: RenderInput["kind"],
  files: RenderInput["files"],
  options: PreviewOptions,
): RenderInput {
  if (kind !== "chart") return { kind, files, isFrozen: options.isFrozen };
  const own = options.ownValues.trim() === "" ? [] : [{ name: "own-values.yaml", text: options.ownValues }];
  return {
    kind,
    files,
    options: templateOptionsOf(options),
    extraValues: own,
    isFrozen: options.isFrozen,
  };
}
