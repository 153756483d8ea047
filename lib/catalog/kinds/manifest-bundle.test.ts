import { describe, expect, it } from "vitest";
import { parseNameSegment } from "#lib/ids/ids.ts";
import { checkFiles } from "../check-files.ts";
import { filesOf } from "../fixtures.ts";

const ref = parseNameSegment("manifest-bundle", "rbac") ?? expect.fail();
async function refusalsOf(files: Record<string, string>) {
  const { refusals } = await checkFiles(ref, "1.0.0", filesOf(files));
  return refusals.map(({ code, message }) => `${code} ${message}`);
}
const object = (kind: string, name: string, more = "") =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;

describe("PUB-9: a bundle", () => {
  it("may hold several documents, lists, JSON, empty documents and files that are no YAML", async () => {
    expect(
      await refusalsOf({
        "a.yaml": `# first\n---\n${object("Namespace", "a")}---\n---\n${object("Service", "a", "  namespace: a\n")}`,
        "b.yml":
          "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n",
        "c.json": '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"}}',
        "d.json":
          '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}\n---\n{"apiVersion":"v1","kind":"Secret","metadata":{"name":"b"}}',
        "README.md": "# no: [yaml",
        "kustomization.yaml": "resources: [a.yaml]\n",
      }),
    ).toEqual([]);
  });

  it("may hold one name in two kinds, groups or namespaces", async () => {
    const other = "apiVersion: example.com/v1\nkind: Service\nmetadata: {name: a}\n";
    expect(
      await refusalsOf({
        "a.yaml": `${object("Service", "a")}---\n${object("Service", "a", "  namespace: b\n")}---\n${other}`,
      }),
    ).toEqual([]);
  });

  it.each([
    ["YAML that does not parse", "a: [\n", "a.yaml:"],
    ["a key twice", `${object("Service", "a")}kind: Pod\n`, "a.yaml:5: Map keys must be unique"],
    ["no apiVersion", "kind: A\nmetadata: {name: a}\n", "a.yaml:1: apiVersion is missing"],
    ["no kind", "apiVersion: v1\nmetadata: {name: a}\n", "a.yaml:1: kind is missing"],
    [
      "no name",
      "# x\n\napiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\n",
      "a.yaml:3: metadata.name of this Pod is missing",
    ],
    ["text", "just text\n", "a.yaml:1: the document is not an object"],
    ["a list of documents", "- a\n", "the document is not an object"],
    ["a template", "{{ if .Values.x }}\nkind: A\n{{ end }}\n", "a.yaml:"],
    [
      "an alias bomb",
      `a: &a [1,1,1,1,1,1,1,1,1,1]\n${"bcdefgh"
        .split("")
        .map((name, at) => `${name}: &${name} [${Array(10).fill(`*${"abcdefg"[at]}`).join(",")}]`)
        .join("\n")}\n`,
      "Excessive alias count",
    ],
    [
      "the same object twice",
      `${object("Service", "a")}---\n${object("Service", "a")}`,
      "a.yaml:6: Service a is already in a.yaml:1",
    ],
    [
      "the same object in a list",
      `${object("Service", "a")}---\napiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Service, metadata: {name: a}}]\n`,
      "Service a is already in a.yaml:1",
    ],
    [
      "one object in two versions",
      "apiVersion: apps/v1\nkind: D\nmetadata: {name: a}\n---\napiVersion: apps/v1beta1\nkind: D\nmetadata: {name: a}\n",
      "D a is already in",
    ],
  ])("is refused for %s, with file and line", async (_what, text, why) => {
    const refusals = await refusalsOf({ "a.yaml": text });
    expect(refusals.join("\n")).toContain(why);
    expect(refusals[0]).toMatch(/^bundle_invalid /);
  });

  it("is refused without an object", async () => {
    expect(await refusalsOf({ "README.md": "x" })).toEqual(["bundle_invalid it holds no Kubernetes object"]);
  });
});
