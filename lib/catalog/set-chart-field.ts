import { isScalar, parseDocument, type Scalar } from "yaml";
import { readChartMetadata } from "./chart-metadata.ts";
import type { FileContent } from "./types.ts";

const BOM = "\ufeff";
/** Longer ones are read by the gate only, in a thread of its own: YAML can be made to take any time. */
const MAX_BYTES = 64 * 1024;

/** The fields of Chart.yaml that a chart's address is made of. */
type AddressField = "name" | "version";

/** What Chart.yaml says; null where it cannot be read: the gate tells why. */
export function readChartField(files: readonly FileContent[], field: AddressField): string | null {
  const file = files.find(({ path }) => path === "Chart.yaml");
  if (!file || file.bytes.length > MAX_BYTES) return null;
  try {
    return readChartMetadata([...files])[field];
  } catch {
    return null;
  }
}

/** The ways to write a value, the one closest to how the file is written first. */
function spellings(value: string, node: Scalar | null): string[] {
  const quoted = JSON.stringify(value);
  switch (node?.type) {
    case "QUOTE_SINGLE":
      return [`'${value}'`];
    case "QUOTE_DOUBLE":
      return [quoted];
    case "BLOCK_LITERAL":
    case "BLOCK_FOLDED":
      return [`${quoted}\n`];
    default:
      // Plain text may read as a number: 1.10 would be 1.1.
      return [value, quoted];
  }
}

/** @returns the text with the one value exchanged; null where the value is nothing that can be exchanged */
function* rewritten(text: string, field: AddressField, value: string): Iterable<string> {
  const document = parseDocument(text, { logLevel: "silent" });
  const node: unknown = document.get(field, true);
  if (node === undefined) {
    const end = text === "" || text.endsWith("\n") ? "" : "\n";
    for (const spelling of spellings(value, null)) yield `${text}${end}${field}: ${spelling}\n`;
    return;
  }
  if (!isScalar(node) || !node.range) return;
  const [from, to] = node.range;
  // An empty value stands right behind the colon.
  const gap = from === to && text[from - 1] === ":" ? " " : "";
  for (const spelling of spellings(value, node))
    yield `${text.slice(0, from)}${gap}${spelling}${text.slice(to)}`;
}

/**
 * Chart.yaml with this name or version: the value alone is exchanged, comments and every other byte stay (CAT-22).
 * @returns null where it already says so, or where its value cannot be exchanged: then the gate tells why
 */
export function withChartField(
  files: FileContent[],
  field: AddressField,
  value: string,
): FileContent[] | null {
  const file = files.find(({ path }) => path === "Chart.yaml");
  if (!file || file.bytes.length > MAX_BYTES || readChartField(files, field) === value) return null;
  const whole = file.bytes.toString("utf8");
  const mark = whole.startsWith(BOM) ? BOM : "";
  for (const text of rewritten(whole.slice(mark.length), field, value)) {
    const next = files.map((one) => (one === file ? { ...file, bytes: Buffer.from(mark + text) } : one));
    if (readChartField(next, field) === value) return next;
  }
  return null;
}
