import { type ChartFolder, findCharts, readChartMetadata } from "./chart-tree.ts";
import { readTemplateFacts, type TemplateFacts } from "./template-facts.ts";
import { readValuesTree, type ValueNode } from "./values-tree.ts";

const noTemplate = readTemplateFacts("");
const noValues = readValuesTree("");

/** The texts of an artifact, and what was read of each; read once for each text, when it is asked for. */
export class TreeFacts {
  private readonly texts = new Map<string, string>();
  private readonly read = new Map<string, { readonly text: string; readonly fact: unknown }>();
  private charts: readonly ChartFolder[] | null = null;

  setText(path: string, text: string | null): void {
    if (text === null) this.texts.delete(path);
    else this.texts.set(path, text);
    if (text === null || path.endsWith("Chart.yaml")) this.charts = null;
  }

  paths(): string[] {
    return [...this.texts.keys()];
  }

  textOf(path: string): string | null {
    return this.texts.get(path) ?? null;
  }

  template(path: string): TemplateFacts {
    return this.once("template", path, readTemplateFacts) ?? noTemplate;
  }

  values(path: string): ValueNode {
    return this.once("values", path, readValuesTree) ?? noValues;
  }

  /** @param read is told apart by `name` */
  once<Fact>(name: string, path: string, read: (text: string) => Fact): Fact | null {
    const text = this.texts.get(path);
    if (text === undefined) return null;
    const key = `${name} ${path}`;
    const known = this.read.get(key);
    // The name stands for one reader, so what was kept under it is what this reader makes.
    if (known?.text === text) return known.fact as Fact;
    const fact = read(text);
    this.read.set(key, { text, fact });
    return fact;
  }

  /** Every chart of the tree, the outermost first. */
  chartFolders(): readonly ChartFolder[] {
    this.charts ??= findCharts(
      this.texts.keys(),
      (path) => this.once("metadata", path, readChartMetadata) ?? readChartMetadata(""),
    );
    return this.charts;
  }

  /** Files that Helm runs, or that hold named templates. */
  templatePaths(): string[] {
    return this.paths().filter((path) => /(?:^|\/)templates\//.test(path));
  }
}
