import type { RenderFailure } from "../schema.ts";
import type { TreeEntry } from "../types.ts";
import { checkBundleObjects, isKustomization, isManifest } from "./bundle-objects.ts";

type BundleOutcome = (
  | { kind: "rendered"; output: Uint8Array }
  | { kind: "failed"; failure: RenderFailure }
) & {
  stderr: string;
  exitCode: number;
};

type TextFile = { path: string; bytes: Uint8Array };

/** A line that ends one document and begins another. What stands behind the mark belongs to the document. */
const MARK = /^---(?=\s|$)[ \t]*\r?\n?/m;

/**
 * A bundle's documents in the order of their paths, each after `---` and `# Source: <path>`, otherwise as they are
 * written. Its first breach of PUB-9 is its failure.
 */
export function renderBundle(entries: readonly TreeEntry[]): BundleOutcome {
  const files = entries
    .filter((entry): entry is TextFile => "bytes" in entry && isManifest(entry.path))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const { problems, objects } = checkBundleObjects(files);
  const [first] = problems;
  if (first) {
    const where = first.line === null ? first.path : `${first.path}:${first.line}`;
    return fail({
      cause: first.isSyntax ? "load" : "build",
      message: `${where}: ${first.message}`,
      path: first.path,
      line: first.line,
    });
  }
  if (objects === 0)
    return fail({ cause: "build", message: "it holds no Kubernetes object", path: null, line: null });
  const documents = files
    .filter(({ path }) => !isKustomization(path))
    .flatMap(({ path, bytes }) => documentsOf(bytes).map((text) => `---\n# Source: ${path}\n${text}`));
  return {
    kind: "rendered",
    output: new TextEncoder().encode(documents.join("")),
    stderr: "",
    exitCode: 0,
  };
}

function documentsOf(bytes: Uint8Array): string[] {
  return new TextDecoder()
    .decode(bytes)
    .split(MARK)
    .filter((text) => text.split("\n").some((line) => /^\s*[^#\s]/.test(line)))
    .map((text) => (text.endsWith("\n") ? text : `${text}\n`));
}

function fail(failure: Pick<RenderFailure, "cause" | "message" | "path" | "line">): BundleOutcome {
  return {
    kind: "failed",
    failure: { ...failure, limit: null, column: null },
    stderr: `Error: ${failure.message}\n`,
    exitCode: 1,
  };
}
