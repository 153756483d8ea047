/** A folder of a version, as the browser's outline draws it. */
export type OutlineNode =
  | { kind: "file"; name: string; path: string; size: number }
  | { kind: "folder"; name: string; path: string; children: OutlineNode[] };

type Listed = { path: string; size: number };

const byNature = (a: OutlineNode, b: OutlineNode) =>
  a.kind === b.kind ? (a.name < b.name ? -1 : 1) : a.kind === "folder" ? -1 : 1;

/** Nests a flat list of files: folders first, each sorted by name. */
export function outlineOf(files: readonly Listed[]): OutlineNode[] {
  const root: OutlineNode[] = [];
  const folders = new Map<string, OutlineNode[]>([["", root]]);
  const folder = (path: string): OutlineNode[] => {
    const known = folders.get(path);
    if (known) return known;
    const cut = path.lastIndexOf("/");
    const children: OutlineNode[] = [];
    folders.set(path, children);
    folder(cut < 0 ? "" : path.slice(0, cut)).push({
      kind: "folder",
      name: path.slice(cut + 1),
      path,
      children,
    });
    return children;
  };
  for (const { path, size } of files) {
    const cut = path.lastIndexOf("/");
    folder(cut < 0 ? "" : path.slice(0, cut)).push({ kind: "file", name: path.slice(cut + 1), path, size });
  }
  for (const children of folders.values()) children.sort(byNature);
  return root;
}
