import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ParityCase } from "./parity-case.ts";

/** Suite B: every folder with a kustomization file in the trees that Kustomize's own tests put together. */
export function krustyCases(trees: string): ParityCase[] {
  const cases: ParityCase[] = [];
  for (const file of globSync("**/path", { cwd: trees }).sort()) {
    const tree = path.join(trees, path.dirname(file), "tree");
    const built = path.posix.join("/", readFileSync(path.join(trees, file), "utf8")).slice(1) || ".";
    const folders = globSync("**/{kustomization.yaml,kustomization.yml,Kustomization}", { cwd: tree }).map(
      (one) => path.dirname(one),
    );
    for (const folder of [...new Set([built, ...folders])].sort())
      cases.push({
        id: `B kustomize ${path.dirname(file)} ${folder}`,
        suite: "B",
        group: "kustomize build",
        op: "build",
        cwd: tree,
        args: [folder],
      });
  }
  return cases;
}
