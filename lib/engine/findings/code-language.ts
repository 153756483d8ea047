/** The languages that have colours here. `template` is text with actions (NOTES.txt, _helpers.tpl). */
export type CodeLanguage = "yaml" | "yaml-template" | "template" | "json" | "plain";

/** Words for the language, as the editor's path line shows them. */
export const languageNames: Readonly<Record<CodeLanguage, string>> = {
  yaml: "YAML",
  "yaml-template": "YAML with Go template",
  template: "Go template",
  json: "JSON",
  plain: "Text",
};

/**
 * Says how a file is coloured, from its path and whether its artifact is a chart.
 * Only files under a chart's `templates/` (also of a subchart) are executed by Helm, so only they hold actions.
 */
export function languageOf(path: string, kind: "chart" | "kustomize-base" | "manifest-bundle"): CodeLanguage {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const inTemplates = kind === "chart" && /(?:^|\/)templates\//.test(path);
  if (/\.tpl$/.test(name) || (inTemplates && /\.txt$/.test(name))) return "template";
  if (/\.ya?ml$/.test(name)) return inTemplates ? "yaml-template" : "yaml";
  if (name === "Chart.lock" || name === "Kustomization") return "yaml";
  return /\.json$/.test(name) ? "json" : "plain";
}
