import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import { Problem } from "#lib/problems/problem.ts";

export type ManifestFolder = {
  folder: string;
  /** A folder inside it, for everything but CRDs (`--release-name`); empty for none. */
  releaseFolder: string;
};

type Manifest = { source: string; text: string; isHook: boolean; isCrd: boolean };

/**
 * Writes what `helm template` printed as a file for each source, as its `--output-dir` does (pkg/cmd/template.go): the
 * first document of a source makes the file anew, the next are added; a hook is added to a file that is there already.
 * @returns what helm prints in place of the manifests
 */
export function writeManifests(output: string, { folder, releaseFolder }: ManifestFolder): string {
  const written = new Set<string>();
  const lines: string[] = [];
  for (const { source, text, isHook, isCrd } of splitManifests(output)) {
    const below = isCrd ? folder : path.join(folder, releaseFolder);
    const file = isCrd || releaseFolder === "" ? `${folder}/${source}` : `${below}/${source}`;
    refuseOutside(file, folder, source);
    mkdirSync(path.dirname(file), { recursive: true });
    const isAdded = written.has(file) || (isHook && existsSync(file));
    writeFileSync(file, `---\n# Source: ${source}\n${text}\n`, { flag: isAdded ? "a" : "w" });
    written.add(file);
    lines.push(`wrote ${file}\n`);
  }
  return `${lines.join("")}\n`;
}

/** A source is what a template's text says behind `# Source:`, and a CRD's text may hold such a line. */
function refuseOutside(file: string, folder: string, source: string): void {
  const relative = path.relative(path.resolve(folder), path.resolve(file));
  if (relative.startsWith("..") || path.isAbsolute(relative))
    throw new Problem("input_invalid", { detail: `a manifest's source leads out of ${folder}: ${source}` });
}

function splitManifests(output: string): Manifest[] {
  const parts = output.split(/^---\n# Source: (.+)\n/m).slice(1);
  const manifests: Manifest[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [source = "", text = ""] = parts.slice(at, at + 2);
    const isHook = saysHook(text);
    const isCrd = /^[^/]+\/(charts\/[^/]+\/)*crds\//.test(source);
    manifests.push({ source, text: text.replace(/\n$/, ""), isHook, isCrd });
  }
  // What stands last among hooks and last among the others was trimmed for standard output; the template had its newline.
  const last = manifests.findLast(({ isHook }) => !isHook);
  if (last) last.text = `${last.text}\n`;
  return manifests;
}

function saysHook(text: string): boolean {
  if (!text.includes("helm.sh/hook")) return false;
  return parseDocument(text).hasIn(["metadata", "annotations", "helm.sh/hook"]);
}
