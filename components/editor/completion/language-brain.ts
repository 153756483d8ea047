import { languageOf } from "#lib/engine/findings/code-language.ts";
import type { KubernetesSchemas } from "#lib/engine/findings/kubernetes-schemas.ts";
import { completeTemplate } from "./complete-template.ts";
import { completeYaml, hoverYaml } from "./complete-yaml.ts";
import { type DocumentSchema, kubernetesSchemaAt } from "./kubernetes-places.ts";
import { definitionInTemplate, hoverTemplate, referencesInTemplate } from "./look-up-template.ts";
import { actionAt } from "./scan-template.ts";
import { chartSchema } from "./schemas/chart-schema.ts";
import { kustomizationSchema } from "./schemas/kustomization-schema.ts";
import { signCall } from "./sign-call.ts";
import type { FilePlace, HoverText, SignatureText, Suggestion } from "./suggestion.ts";
import { TreeFacts } from "./tree-facts.ts";
import { unpackChart } from "./unpack-chart.ts";
import { chartOfValues, completeValues, hoverValue, referencesOfValue } from "./values-file.ts";
import { blankActions } from "./yaml-lines.ts";
import { keyPathAt, type YamlPlace, yamlPlaceAt } from "./yaml-place.ts";

export type ArtifactKindName = "chart" | "kustomize-base" | "manifest-bundle";

/** Brings Kubernetes' schemas when they are first needed; null where they cannot be had. */
export type SchemaSource = () => Promise<KubernetesSchemas | null>;

const decoder = new TextDecoder();
/** Larger files, and those that are no text, are not read for completion. */
const MOST_TEXT_BYTES = 2 * 1024 * 1024;

type Place = { readonly path: string; readonly offset: number };

/**
 * Knows the files of one artifact and answers what can be written, what a word means and where it comes from. It runs in a
 * worker: nothing in it may keep typing waiting.
 */
export class LanguageBrain {
  private readonly facts = new TreeFacts();
  private readonly kind: ArtifactKindName;
  private readonly schemas: SchemaSource;
  private signatures: ReadonlyMap<string, string> = new Map();

  constructor(kind: ArtifactKindName, schemas: SchemaSource) {
    this.kind = kind;
    this.schemas = schemas;
  }

  /** Takes a file as it is. A packed subchart counts as the folder it would unpack to. @param bytes null takes it away */
  setFile(path: string, bytes: Uint8Array | null): void {
    if (/^(?:.*\/)?charts\/[^/]+\.tgz$/.test(path)) {
      for (const known of this.facts.paths())
        if (known.startsWith(`${path}/`)) this.facts.setText(known, null);
      for (const inside of bytes ? unpackChart(bytes) : [])
        this.facts.setText(`${path}/${inside.path}`, inside.text);
      return;
    }
    const isText = bytes !== null && bytes.length <= MOST_TEXT_BYTES && !bytes.includes(0);
    this.facts.setText(path, isText ? decoder.decode(bytes) : null);
  }

  /** @param text null takes the file away */
  setText(path: string, text: string | null): void {
    this.facts.setText(path, text);
  }

  textOf(path: string): string | null {
    return this.facts.textOf(path);
  }

  setSignatures(functions: readonly { readonly name: string; readonly signature: string }[]): void {
    this.signatures = new Map(functions.map(({ name, signature }) => [name, signature]));
  }

  async complete({ path, offset }: Place): Promise<readonly Suggestion[]> {
    if (this.isInAction(path, offset)) return completeTemplate(this.facts, path, offset, this.signatures);
    const yaml = this.yamlAt(path, offset);
    const place = yaml ? yamlPlaceAt(yaml.lines, yaml.line, yaml.column) : null;
    if (!yaml || !place) return [];
    const chart = this.kind === "chart" ? chartOfValues(this.facts, path) : null;
    if (chart) return completeValues(this.facts, chart, place);
    const found = await this.schemaAt(path, yaml.lines, place);
    return found ? completeYaml(found.schema, place, found.from) : [];
  }

  async hover({ path, offset }: Place): Promise<HoverText | null> {
    if (this.isInAction(path, offset)) return hoverTemplate(this.facts, path, offset, this.signatures);
    const yaml = this.yamlAt(path, offset);
    const key = yaml ? keyPathAt(yaml.lines, yaml.line, yaml.column) : null;
    if (!yaml || !key) return null;
    const chart = this.kind === "chart" ? chartOfValues(this.facts, path) : null;
    if (chart) return hoverValue(this.facts, chart, key.path, key);
    const found = await this.schemaAt(path, yaml.lines, key);
    return found ? hoverYaml(found.schema, key.path, key, found.from) : null;
  }

  sign({ path, offset }: Place): SignatureText | null {
    return this.isInAction(path, offset) ? signCall(this.facts, path, offset, this.signatures) : null;
  }

  definition({ path, offset }: Place): FilePlace[] {
    return this.isInAction(path, offset) ? definitionInTemplate(this.facts, path, offset) : [];
  }

  references({ path, offset }: Place): FilePlace[] {
    if (this.isInAction(path, offset)) return referencesInTemplate(this.facts, path, offset);
    const yaml = this.yamlAt(path, offset);
    const key = yaml ? keyPathAt(yaml.lines, yaml.line, yaml.column) : null;
    const chart = this.kind === "chart" ? chartOfValues(this.facts, path) : null;
    return key && chart ? referencesOfValue(this.facts, chart, key.path) : [];
  }

  private isInAction(path: string, offset: number): boolean {
    if (this.kind !== "chart" || !languageOf(path, this.kind).endsWith("template")) return false;
    return actionAt(this.facts.template(path).actions, offset) !== null;
  }

  /** The lines of a YAML file, those of a template without its actions; null of any other file. */
  private yamlAt(
    path: string,
    offset: number,
  ): { readonly lines: readonly string[]; readonly line: number; readonly column: number } | null {
    const language = languageOf(path, this.kind);
    const text = this.facts.textOf(path);
    if (text === null || (language !== "yaml" && language !== "yaml-template")) return null;
    const read = (whole: string) =>
      (language === "yaml" ? whole : blankActions(whole, this.facts.template(path).actions)).split("\n");
    const before = text.slice(0, offset).split("\n");
    const lines = this.facts.once("lines", path, read) ?? [];
    return { lines, line: before.length - 1, column: before.at(-1)?.length ?? 0 };
  }

  private async schemaAt(
    path: string,
    lines: readonly string[],
    place: Pick<YamlPlace, "path" | "kind" | "document">,
  ): Promise<DocumentSchema | null> {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (this.kind === "chart" && name === "Chart.yaml") return { schema: chartSchema, from: "Chart.yaml" };
    if (/^kustomization\.ya?ml$|^Kustomization$/.test(name)) {
      return { schema: kustomizationSchema, from: "Kustomize" };
    }
    const schemas = await this.schemas();
    return schemas ? kubernetesSchemaAt(schemas, lines, place) : null;
  }
}
