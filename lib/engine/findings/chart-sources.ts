import type { TreeText } from "../host/tree-text.ts";

/**
 * Turns what a `# Source:` comment says, `chart/charts/sub/templates/x.yaml`, into a path of the artifact. The first part
 * is the chart's name; a subchart is called by its alias or name there, and lies in a folder or a package of any name.
 */
export function openChartSources(tree: TreeText): (comment: string) => string | null {
  const known = new Map<string, string | null>();
  return (comment) => {
    const before = known.get(comment);
    if (before !== undefined) return before;
    const path = resolveSource(tree, comment);
    known.set(comment, path);
    return path;
  };
}

function resolveSource(tree: TreeText, comment: string): string | null {
  let rest = comment.split("/").slice(1);
  let folder = "";
  if (tree.has(rest.join("/"))) return rest.join("/");
  while (rest[0] === "charts" && rest.length > 2) {
    const place = findSubchart(tree, folder, rest[1] ?? "");
    if (place === null) return null;
    // A package is one file: nothing inside of it can be opened.
    if (!place.endsWith("/")) return place;
    folder = place;
    rest = rest.slice(2);
    const path = `${folder}${rest.join("/")}`;
    if (tree.has(path)) return path;
  }
  return null;
}

/** @returns a folder, ending with a slash, or the path of a package */
function findSubchart(tree: TreeText, folder: string, called: string): string | null {
  const charts = `${folder}charts/`;
  const named = ["Chart.yaml", "requirements.yaml"].map((file) =>
    nameOfAlias(tree.read(`${folder}${file}`) ?? "", called),
  );
  const name = named.find((found) => found !== null) ?? called;
  if (tree.has(`${charts}${name}/Chart.yaml`)) return `${charts}${name}/`;
  const inside = tree.paths.filter((path) => path.startsWith(charts));
  const isPackage = (path: string) =>
    path.endsWith(".tgz") && path.startsWith(`${charts}${name}-`) && !path.slice(charts.length).includes("/");
  const isChart = (path: string) =>
    /^[^/]+\/Chart\.yaml$/.test(path.slice(charts.length)) &&
    /^name:\s*["']?([^"'\s#]+)/m.exec(tree.read(path) ?? "")?.[1] === name;
  const found = inside.find((path) => isPackage(path) || isChart(path)) ?? null;
  return found?.endsWith("/Chart.yaml") ? found.slice(0, -"Chart.yaml".length) : found;
}

/** The name of the dependency that has this alias, out of the text of Chart.yaml; it need not be sound YAML. */
function nameOfAlias(text: string, alias: string): string | null {
  for (const item of text.split(/^[ \t]*-\s/m).slice(1)) {
    const field = (key: string) =>
      new RegExp(`(?:^|\\n)[ \\t]*${key}:[ \\t]*["']?([^"'\\s#]+)`).exec(`\n${item}`)?.[1] ?? null;
    if (field("alias") === alias) return field("name");
  }
  return null;
}
