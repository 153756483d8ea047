import { describe, expect, it } from "vitest";
import { parseNameSegment } from "#lib/ids/ids.ts";
import { checkFiles } from "../check-files.ts";
import { filesOf } from "../fixtures.ts";

const ref = parseNameSegment("kustomize-base", "web") ?? expect.fail();
async function refusalsOf(files: Record<string, string>) {
  const { refusals } = await checkFiles(ref, "1.0.0", filesOf(files));
  return refusals.map(({ code, message }) => `${code} ${message}`);
}
const withKustomization = (text: string, files: Record<string, string> = {}) =>
  refusalsOf({ "kustomization.yaml": text, "a.yaml": "kind: A\n", ...files });

describe("PUB-8: a base that stays inside its tree", () => {
  it.each(["kustomization.yaml", "kustomization.yml", "Kustomization"])("is found by %s", async (name) => {
    expect(await refusalsOf({ [name]: "resources: [a.yaml]\n", "a.yaml": "x" })).toEqual([]);
  });

  it("may refer to files and folders in every field there is", async () => {
    const text = `
resources: [a.yaml, ./nested/, inner]
components: [part]
crds: [a.yaml]
configurations: [a.yaml]
generators: [a.yaml]
transformers:
- |
  apiVersion: builtin
  kind: PrefixTransformer
patches:
- path: a.yaml
- patch: "- op: remove"
patchesStrategicMerge:
- a.yaml
- |
  kind: Deployment
patchesJson6902: [{path: a.yaml, target: {kind: A}}]
replacements: [{path: a.yaml}, {source: {}}]
configMapGenerator: [{name: c, files: [a.yaml, key=nested/x.txt], envs: [a.yaml], literals: ["a=https://x"]}]
secretGenerator: [{name: s, env: a.yaml}]
openapi: {path: a.yaml}
images: [{name: "registry.example/x", newTag: "1"}]
`;
    const nested = { "nested/kustomization.yml": "resources: [../inner]\n", "nested/x.txt": "x" };
    const more = {
      "inner/Kustomization": "namePrefix: x-\n",
      "part/kustomization.yaml": "kind: Component\n",
    };
    expect(await withKustomization(text, { ...nested, ...more })).toEqual([]);
  });
});

describe("PUB-8: a base that is refused, with the file and the reference", () => {
  it.each([
    ["https", "resources: [https://example.com/a.yaml]\n", "https://example.com/a.yaml is remote"],
    ["a git host", "resources: [github.com/o/r/base?ref=v1]\n", "is remote"],
    ["a git address", "resources: ['git@example.com:o/r.git']\n", "is remote"],
    ["git::", "bases: ['git::https://example.com/o/r']\n", "is remote"],
    ["a branch", "components: ['example.com/o/r//x?ref=main']\n", "is remote"],
    ["a remote patch", "patches: [{path: 'https://example.com/p.yaml'}]\n", "is remote"],
    ["a parent", "resources: [../base]\n", "resources: ../base leads out of the base"],
    ["a hidden parent", "resources: [nested/../../base]\n", "leads out of the base"],
    ["an absolute path", "resources: [/etc/passwd]\n", "leads out of the base"],
    ["what is missing", "resources: [b.yaml]\n", "resources: b.yaml is not there"],
    ["a missing patch", "patches: [{path: b.yaml}]\n", "patches.path: b.yaml is not there"],
    [
      "a missing file of a generator",
      "configMapGenerator: [{name: a, files: [k=b.txt]}]\n",
      "configMapGenerator.files: b.txt is not there",
    ],
    [
      "a missing env file",
      "secretGenerator: [{name: a, envs: [b.env]}]\n",
      "secretGenerator.envs: b.env is not there",
    ],
    ["helmCharts", "helmCharts: [{name: x}]\n", "helmCharts: a base cannot bring in Helm charts"],
    ["helmGlobals", "helmGlobals: {chartHome: x}\n", "helmGlobals"],
    ["a field of the wrong type", "resources: a.yaml\n", "resources: must be a list"],
    ["a reference of the wrong type", "resources: [{a: b}]\n", "resources: must hold paths"],
    [
      "a key twice",
      "resources: [a.yaml]\nresources: [a.yaml]\n",
      "kustomization.yaml:2: Map keys must be unique",
    ],
    ["no YAML", "resources: [\n", "base_invalid kustomization.yaml:"],
    ["nothing", "", "it is not a map of fields"],
  ])("refuses %s", async (_what, text, why) => {
    const refusals = await withKustomization(text);
    expect(refusals.join("\n")).toContain(why);
    expect(refusals.every((one) => one.startsWith("base_invalid "))).toBe(true);
  });

  it("refuses a root without a kustomization file, and one with two", async () => {
    expect((await refusalsOf({ "a.yaml": "x" })).join()).toContain("no kustomization.yaml at the root");
    expect((await refusalsOf({ "base/kustomization.yaml": "x: 1" })).join()).toContain("at the root");
    expect(
      (await withKustomization("resources: []\n", { Kustomization: "resources: []\n" })).join(),
    ).toContain("keep one of them");
  });

  it("follows nested kustomizations, and names the one that is wrong", async () => {
    const files = { "nested/kustomization.yaml": "resources: [../a.yaml, https://example.com/x]\n" };
    expect(await withKustomization("resources: [nested]\n", files)).toEqual([
      "base_invalid nested/kustomization.yaml: resources: ../a.yaml is a file beside the folder of its kustomization file, which kustomize does not read",
      "base_invalid nested/kustomization.yaml: resources: https://example.com/x is remote; put a copy into the base and refer to that",
    ]);
  });

  it("refuses a circle, and a folder without a kustomization file", async () => {
    const circle = {
      "one/kustomization.yaml": "resources: [../two]\n",
      "two/kustomization.yaml": "resources: [../one]\n",
    };
    expect((await withKustomization("resources: [one]\n", circle)).join()).toContain(
      "two/kustomization.yaml: resources: ../one leads back to itself",
    );
    expect((await withKustomization("resources: [plain]\n", { "plain/a.yaml": "x" })).join()).toContain(
      "folder without a kustomization file",
    );
  });
});
