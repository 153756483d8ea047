import { folderOf, joinPath, nameOf } from "./file-path.ts";

/** Names under which kustomize looks for its file, in its own order. */
const KUSTOMIZATION_NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

export const isKustomization = (path: string) => KUSTOMIZATION_NAMES.includes(nameOf(path));

/** The kustomization that a new file would belong to: the nearest one in its folder or above. */
export function kustomizationFor(paths: Iterable<string>, path: string): string | null {
  const all = new Set(paths);
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = KUSTOMIZATION_NAMES.map((name) => joinPath(folder, name)).find((name) => all.has(name));
    if (found) return found;
    if (folder === "") return null;
  }
}
