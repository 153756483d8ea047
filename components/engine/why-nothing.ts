import type { TreeEntry } from "#lib/engine/types.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { PreviewOptions } from "./preview-options.ts";

/** Why a render succeeded and printed no object (CAT-17), and the places to look at. */
export type Nothing = {
  readonly reason: string;
  readonly advice: string;
  readonly places: readonly NothingPlace[];
};
export type NothingPlace = {
  readonly path: string;
  readonly line: number;
  /** What the whole file stands under: `.Values.ingress.enabled`; null where it is not one condition. */
  readonly condition: string | null;
};

/** What is printed is something, but nothing that Kubernetes takes. */
export const NOT_AN_OBJECT: Nothing = {
  reason: "What is printed is no object of Kubernetes.",
  advice: "An object has apiVersion, kind and metadata with a name.",
  places: [],
};

const MANY = 50;

export function whyNothing(
  kind: ArtifactKind,
  files: readonly TreeEntry[],
  options: Pick<PreviewOptions, "noHooks" | "skipTests">,
): Nothing {
  if (kind === "chart") return whyNoChartOutput(files, options);
  return kind === "kustomize-base"
    ? {
        reason: "The kustomization names no resource that holds an object.",
        advice: "Add files under resources, or a generator.",
        places: files
          .filter(({ path }) => /^kustomization\.ya?ml$|^Kustomization$/.test(path))
          .map(({ path }) => ({ path, line: 1, condition: null })),
      }
    : {
        reason: "No file of the bundle holds an object.",
        advice: "Add a .yaml or .json file with an object that has apiVersion, kind and a name.",
        places: [],
      };
}

function whyNoChartOutput(
  files: readonly TreeEntry[],
  { noHooks, skipTests }: Pick<PreviewOptions, "noHooks" | "skipTests">,
): Nothing {
  const inTemplates = files.filter(({ path }) => /(?:^|\/)templates\//.test(path));
  if (inTemplates.length === 0) {
    return {
      reason: "The chart has no templates.",
      advice: "Helm renders the files below templates/. Add one, such as templates/deployment.yaml.",
      places: [],
    };
  }
  const printing = inTemplates.filter(({ path }) => !isSilent(path));
  if (printing.length === 0) {
    return {
      reason: "Its templates are only partials and notes.",
      advice: "Helm prints no file whose name starts with an underscore, and no NOTES.txt.",
      places: inTemplates.slice(0, MANY).map(({ path }) => ({ path, line: 1, condition: null })),
    };
  }
  const read = printing.map((file) => readTemplate(file));
  const places = read.slice(0, MANY).map(({ path, line, condition }) => ({ path, line, condition }));
  const leftOut = read.filter(({ hook }) => (noHooks && hook !== null) || (skipTests && hook === "test"));
  if (leftOut.length === read.length) {
    return {
      reason: noHooks
        ? "All templates are hooks, and hooks are left out."
        : "All templates are tests, and tests are left out.",
      advice: "Take the flag off to see them.",
      places,
    };
  }
  if (read.every(({ condition, hook }) => condition !== null || (noHooks && hook !== null))) {
    return {
      reason: "With these values every template is switched off by its own condition.",
      advice: "Set one of these values, or choose other sample values.",
      places,
    };
  }
  return {
    reason: "With these values the templates print nothing but blank lines and comments.",
    advice: "Look at the conditions inside of them, or choose other sample values.",
    places,
  };
}

const isSilent = (path: string) => {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.startsWith("_") || name === "NOTES.txt";
};

function readTemplate(file: TreeEntry) {
  const text = "bytes" in file ? new TextDecoder().decode(file.bytes) : "";
  const hook = /["']?helm\.sh\/hook["']?\s*:\s*["']?(test)?/.exec(text);
  return {
    path: file.path,
    ...conditionOf(text),
    hook: hook ? (hook[1] ?? "hook") : null,
  };
}

/** The first thing that a template does, where that is to ask for a condition. */
function conditionOf(text: string): { line: number; condition: string | null } {
  const start = /^(?:\s|#[^\n]*\n|\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}|\{\{-?\s*\$\w+\s*:?=[\s\S]*?\}\})*/.exec(
    text,
  );
  const at = start?.[0].length ?? 0;
  const found = /^\{\{-?\s*(?:if|with|range)\s+([\s\S]*?)\}\}/.exec(text.slice(at));
  const line = text.slice(0, at).split("\n").length;
  if (!found) return { line: 1, condition: null };
  const condition = (found[1] ?? "").replace(/-$/, "").trim();
  return { line, condition: condition.replace(/\s+/g, " ") };
}
