import { describe, expect, it } from "vitest";
import { kustomizationFor } from "./kustomization-names.ts";
import { addResource, followFiles, listResources } from "./kustomize-resources.ts";

const ROOT = "kustomization.yaml";
const text = `# The base of web.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - deployment.yaml # the app
  # what reaches it
  - service.yaml
  - https://example.com/crd.yaml
patches:
  - path: patches/limits.yaml
    target: {kind: Deployment}
configMapGenerator:
  - name: web
    files:
      - app.ini=files/app.ini
`;

describe("kustomization.yaml in step with its files", () => {
  it("GOH-37: adds a resource after the last one, and changes nothing else", () => {
    expect(addResource(text, ROOT, "ingress.yaml")).toBe(
      text.replace("crd.yaml\n", "crd.yaml\n  - ingress.yaml\n"),
    );
    expect(addResource(text, ROOT, "service.yaml")).toBe(text);
    expect(listResources(text, ROOT)).toEqual(["deployment.yaml", "service.yaml"]);
  });

  it("GOH-37: begins a list where there is none, in the style of the file", () => {
    expect(addResource("kind: Kustomization\n", ROOT, "a.yaml")).toBe(
      "kind: Kustomization\nresources:\n- a.yaml\n",
    );
    expect(addResource("# empty\n", ROOT, "a.yaml")).toBe("# empty\nresources:\n- a.yaml\n");
    expect(addResource("resources: []\nkind: Kustomization\n", ROOT, "a.yaml")).toBe(
      "resources:\n- a.yaml\nkind: Kustomization\n",
    );
    expect(addResource("resources: [b.yaml] # c\n", ROOT, "a.yaml")).toBe(
      "resources: [b.yaml, a.yaml] # c\n",
    );
    expect(addResource("resources:\n- b.yaml", ROOT, "a.yaml")).toBe("resources:\n- b.yaml\n- a.yaml\n");
  });

  it("GOH-37: follows a moved file in every field that names files, comments kept", () => {
    expect(
      followFiles(text, ROOT, [
        { from: "deployment.yaml", to: "apps/web.yaml" },
        { from: "patches/limits.yaml", to: "patches/cpu.yaml" },
        { from: "files/app.ini", to: "files/web.ini" },
      ]),
    ).toBe(
      text
        .replace("deployment.yaml #", "apps/web.yaml #")
        .replace("patches/limits.yaml", "patches/cpu.yaml")
        .replace("=files/app.ini", "=files/web.ini"),
    );
  });

  it("GOH-37: forgets a deleted file, comments of the others kept", () => {
    expect(followFiles(text, ROOT, [{ from: "service.yaml", to: null }])).toBe(
      text.replace("  - service.yaml\n", ""),
    );
    const without = followFiles(text, ROOT, [{ from: "patches/limits.yaml", to: null }]);
    expect(without).toContain("# what reaches it");
    expect(without).not.toContain("patches");
    expect(followFiles("# c\nresources:\n- a.yaml\n", ROOT, [{ from: "a.yaml", to: null }])).not.toContain(
      "a.yaml",
    );
  });

  it("GOH-37: writes paths as the kustomization sees them", () => {
    const overlay = "resources:\n- ../base/a.yaml\n";
    expect(listResources(overlay, "prod/kustomization.yaml")).toEqual(["base/a.yaml"]);
    expect(addResource(overlay, "prod/kustomization.yaml", "prod/x/b.yaml")).toBe(`${overlay}- x/b.yaml\n`);
    expect(
      followFiles(overlay, "prod/kustomization.yaml", [{ from: "base/a.yaml", to: "base/b.yaml" }]),
    ).toBe("resources:\n- ../base/b.yaml\n");
  });

  it("GOH-37: leaves a text that it cannot read as it is", () => {
    expect(addResource("a: [\n", ROOT, "a.yaml")).toBe("a: [\n");
  });

  it("GOH-37: belongs to the nearest kustomization above", () => {
    const paths = ["kustomization.yaml", "prod/Kustomization", "prod/a.yaml"];
    expect(kustomizationFor(paths, "prod/x/b.yaml")).toBe("prod/Kustomization");
    expect(kustomizationFor(paths, "b.yaml")).toBe("kustomization.yaml");
    expect(kustomizationFor(["a"], "b.yaml")).toBeNull();
  });
});
