import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { ARTIFACT_KINDS } from "#lib/ids/ids.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { scaffoldFiles, templateOf } from "./scaffold-files.ts";
import { BUNDLE_TEMPLATES } from "./schema.ts";

const texts = (template: Parameters<typeof scaffoldFiles>[0], name = "web", description = "") =>
  new Map(scaffoldFiles(template, { name, description }).map((file) => [file.path, file.bytes.toString()]));
const objectSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
});
// Names that YAML would take for a number, a truth or nothing, that begin with a digit, or that are as long as names get.
const NAMES = ["web", "my_app.v2", "123", "1e3", "true", "a".repeat(63)];

describe("GOH-7 GOH-21 GOH-43: scaffolds", () => {
  it("GOH-7: a chart has the files of `helm create`, a schema and a README", () => {
    expect([...texts("chart").keys()].sort()).toEqual([
      ".helmignore",
      "Chart.yaml",
      "README.md",
      "templates/NOTES.txt",
      "templates/_helpers.tpl",
      "templates/deployment.yaml",
      "templates/hpa.yaml",
      "templates/httproute.yaml",
      "templates/ingress.yaml",
      "templates/service.yaml",
      "templates/serviceaccount.yaml",
      "templates/tests/test-connection.yaml",
      "values.schema.json",
      "values.yaml",
    ]);
  });

  it("GOH-7: a base has the files of the reference", () => {
    expect([...texts("base").keys()].sort()).toEqual([
      "configmap.yaml",
      "deployment.yaml",
      "kustomization.yaml",
      "patches/resource-limits.yaml",
      "service.yaml",
    ]);
  });

  it.each(NAMES)("a chart named %s says its name and description as texts", (name) => {
    const [chart] = parseAllDocuments(texts("chart", name, 'Says "hi": # twice\n').get("Chart.yaml") ?? "");
    expect(chart?.toJS()).toMatchObject({ name, description: 'Says "hi": # twice\n', version: "0.1.0" });
    const values = parseAllDocuments(texts("chart", name).get("values.yaml") ?? "");
    expect(values[0]?.errors).toEqual([]);
    for (const text of texts("chart", name).values()) expect(text).not.toContain("__");
  });

  it.each(BUNDLE_TEMPLATES)(
    "GOH-43: every document of the bundle %s is an object, none is there twice",
    (template) => {
      for (const name of NAMES) {
        const seen = new Set<string>();
        for (const text of texts(template, name).values())
          for (const document of parseAllDocuments(text)) {
            const { kind, metadata } = objectSchema.parse(document.toJS());
            expect(metadata.name.length).toBeLessThanOrEqual(253);
            const key = [kind, metadata.namespace, metadata.name].join("/");
            expect(seen.has(key)).toBe(false);
            seen.add(key);
          }
        expect(seen.size).toBeGreaterThan(1);
      }
    },
  );

  it("GOH-43: the namespace has rights, a quota and network policies", () => {
    const kinds = [...texts("namespace").values()].flatMap((text) =>
      parseAllDocuments(text).map((document) => objectSchema.parse(document.toJS()).kind),
    );
    for (const kind of ["Namespace", "Role", "RoleBinding", "ResourceQuota", "NetworkPolicy"])
      expect(kinds).toContain(kind);
  });

  it("takes a kind's own template only", () => {
    expect(ARTIFACT_KINDS.map((kind) => templateOf(kind, true))).toEqual(["chart", "base", "namespace"]);
    expect(templateOf("chart", false)).toBeNull();
    expect(templateOf("manifest-bundle", "job")).toBe("job");
    try {
      templateOf("chart", "job");
      expect.unreachable();
    } catch (error) {
      expect(isProblem(error) && error.code).toBe("input_invalid");
    }
  });
});
