import { cutDocuments, isBlank, readObject } from "#lib/engine/findings/output-documents.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";

/** One object of rendered manifests, under a name that it keeps from version to version. */
export type RenderedObject = { path: string; text: string };

// Kustomize ends the names of what it generates with a hash of the content (api/hasher, `encode`): other content is not
// another object.
const CONTENT_HASH = /-[2456789bcdfghkmt]{10}$/;

/** Lines, and not a pattern over the text: those that look for an end take the square of a long blank stretch. */
const withoutBlankEnd = (lines: readonly string[]) =>
  lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);

const asPart = (text: string) => text.replaceAll("/", "∕");

function pathOf(kind: ArtifactKind, object: ReturnType<typeof readObject>, at: number): string {
  if (!object) return `_/document-${at + 1}.yaml`;
  const isGenerated = kind === "kustomize-base" && (object.kind === "ConfigMap" || object.kind === "Secret");
  const name = isGenerated ? object.name.replace(CONTENT_HASH, "") : object.name;
  return [object.namespace || "_", object.kind, `${name || "unnamed"}.yaml`].map(asPart).join("/");
}

/**
 * The objects of an output, each as `<namespace or _>/<Kind>/<name>.yaml`; a name that is there already gets a number.
 * Read from the first columns of the text, line by line: what somebody's templates print can take any time to parse.
 */
export function toRenderedObjects(kind: ArtifactKind, output: Uint8Array): RenderedObject[] {
  const seen = new Map<string, number>();
  const documents = cutDocuments(new TextDecoder().decode(output)).filter((one) => !isBlank(one));
  return documents.map((document, at) => {
    const path = pathOf(kind, readObject(document), at);
    const count = (seen.get(path) ?? 0) + 1;
    seen.set(path, count);
    const numbered = count === 1 ? path : path.replace(/\.yaml$/, ` (${count}).yaml`);
    return { path: numbered, text: `${withoutBlankEnd(document.lines).join("\n")}\n` };
  });
}
