import { beforeAll, describe, expect, it } from "vitest";
import { baseOf, chartOf, openModules, said } from "../fixtures.ts";
import { renderTree } from "./render-tree.ts";
import type { ThreadModules } from "./thread-modules.ts";

const ASK = [
  "{{ .Capabilities.HelmVersion.Version }}",
  "{{ .Capabilities.HelmVersion.GitCommit }}",
  "{{ .Capabilities.HelmVersion.GitTreeState }}",
  "{{ .Capabilities.KubeVersion.Version }}",
];

describe("versions that a render shows", () => {
  let modules: ThreadModules;
  beforeAll(async () => {
    modules = await openModules();
  }, 60_000);

  it("ENG-7: the modules are asked for their versions, and say those of the releases", () => {
    expect(modules.version("helm")).toBe("v4.2.4");
    expect(modules.version("kustomize")).toBe("v5.8.1");
  });

  it("ENG-7, ENG-3: a chart sees the release's Helm, its commit, and the Kubernetes that it assumes", () => {
    const chart = chartOf({ "templates/a.yaml": `a: ${ASK.join(" ")}` });
    expect(said(renderTree(chart, modules, false))).toBe(
      "---\n# Source: demo/templates/a.yaml\na: v4.2.4 3900f434fd3ef2b84065dc04508df48f288dba00 clean v1.36.0\n",
    );
  });

  it("ENG-3: a chart sees the 55 API versions that Helm knows without a cluster, and v1 first", () => {
    const chart = chartOf({
      "templates/a.yaml": "a: {{ len .Capabilities.APIVersions }} {{ first .Capabilities.APIVersions }}",
    });
    expect(said(renderTree(chart, modules, false))).toContain("a: 55 v1\n");
  });

  it("ENG-7: a base that asks for the label says which kustomize made it", () => {
    const base = baseOf({
      "kustomization.yaml": "buildMetadata: [managedByLabel]\nresources: [a.yaml]\n",
      "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n",
    });
    expect(said(renderTree(base, modules, false))).toContain(
      "    app.kubernetes.io/managed-by: kustomize-v5.8.1\n",
    );
  });
});
