import type { ArtifactKind } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { baseTexts } from "./scaffolds/base.ts";
import { crdTexts } from "./scaffolds/bundle-crd.ts";
import { jobTexts } from "./scaffolds/bundle-job.ts";
import { namespaceTexts } from "./scaffolds/bundle-namespace.ts";
import { operatorTexts } from "./scaffolds/bundle-operator.ts";
import { chartFileTexts } from "./scaffolds/chart-files.ts";
import { chartTemplateTexts } from "./scaffolds/chart-templates.ts";
import { chartValuesTexts } from "./scaffolds/chart-values.ts";
import type { ScaffoldTexts, ScaffoldWords } from "./scaffolds/types.ts";
import { BUNDLE_TEMPLATES, type ScaffoldTemplate } from "./schema.ts";
import type { FileContent } from "./types.ts";

/** The templates of a kind, its usual one first. */
const TEMPLATES_OF_KIND: Record<ArtifactKind, readonly ScaffoldTemplate[]> = {
  chart: ["chart"],
  "kustomize-base": ["base"],
  "manifest-bundle": BUNDLE_TEMPLATES,
};

const TEXTS: Record<ScaffoldTemplate, ScaffoldTexts> = {
  chart: { ...chartFileTexts, ...chartValuesTexts, ...chartTemplateTexts },
  base: baseTexts,
  namespace: namespaceTexts,
  crd: crdTexts,
  operator: operatorTexts,
  job: jobTexts,
};

/**
 * The template that was asked for: true is the kind's usual one, false none.
 * @throws Problem "input_invalid" when it is another kind's
 */
export function templateOf(kind: ArtifactKind, asked: boolean | ScaffoldTemplate): ScaffoldTemplate | null {
  const [usual = null] = TEMPLATES_OF_KIND[kind];
  if (typeof asked === "boolean") return asked ? usual : null;
  if (TEMPLATES_OF_KIND[kind].includes(asked)) return asked;
  throw new Problem("input_invalid", {
    detail: `The template ${asked} is of another kind. Of this kind there is: ${TEMPLATES_OF_KIND[kind].join(", ")}.`,
    fields: [{ path: "template", message: "of another kind" }],
  });
}

// What YAML 1.1 reads as something else than a text.
const YAML_WORDS = new Set(["true", "false", "yes", "no", "on", "off", "y", "n", "null"]);

const yamlString = (text: string) =>
  /^[a-z][a-z0-9._-]*$/.test(text) && !YAML_WORDS.has(text) ? text : JSON.stringify(text);

/** A name that Kubernetes takes for every object, with room for an ending (RFC 1035 label, 63 characters). */
function objectName(name: string): string {
  const label = name.replace(/[^a-z0-9-]/g, "-");
  const begun = /^[a-z]/.test(label) && !YAML_WORDS.has(label) ? label : `app-${label}`;
  return begun.slice(0, 45).replace(/-+$/, "");
}

/** The files of a template, ready to be a first commit (GOH-7, GOH-21, GOH-43). */
export function scaffoldFiles(
  template: ScaffoldTemplate,
  { name, description }: ScaffoldWords,
): FileContent[] {
  const fill = (text: string) =>
    text
      .replaceAll("__YAML_NAME__", () => yamlString(name))
      .replaceAll("__OBJECT__", () => objectName(name))
      .replaceAll("__NAME__", () => name)
      .replaceAll("__DESCRIPTION__", () => JSON.stringify(description || "A Helm chart for Kubernetes"));
  return Object.entries(TEXTS[template]).map(([path, text]) => ({
    path,
    bytes: Buffer.from(fill(text)),
    executable: false,
  }));
}
