import { describe, expect, it } from "vitest";
import { parseNameSegment } from "#lib/ids/ids.ts";
import { goFloat, readChartMetadata, toHelmConfig } from "../chart-metadata.ts";
import { checkFiles } from "../check-files.ts";
import { filesOf } from "../fixtures.ts";

const ref = parseNameSegment("chart", "app") ?? expect.fail();
const HEAD = "apiVersion: v2\nname: app\nversion: 1.0.0\n";

/** The refusals of a chart whose Chart.yaml is this, as a client reads them. */
async function refusalsOf(chartYaml: string, more: Record<string, string> = {}, tag: string | null = null) {
  const { refusals } = await checkFiles(ref, tag, filesOf({ "Chart.yaml": chartYaml, ...more }));
  return refusals.map(({ code, message }) => `${code} ${message}`);
}
const metadataOf = (chartYaml: string) => readChartMetadata(filesOf({ "Chart.yaml": chartYaml }));

describe("PUB-5: a chart that Helm takes", () => {
  it.each([
    ["the least there can be", HEAD],
    ["one of Helm 2, without apiVersion", "name: app\nversion: 1.0.0\n"],
    ["a byte order mark, and Windows line ends", `\ufeff${HEAD.replaceAll("\n", "\r\n")}`],
    ["maintainers and dependencies that are empty", `${HEAD}maintainers:\ndependencies: []\n`],
    ["a version that YAML reads as a number", "apiVersion: v2\nname: app\nversion: 2\n"],
    [
      "a number for the version of the app, and a date",
      `${HEAD}appVersion: 1.10\nannotations: {built: 2020-01-01, n: 1}\n`,
    ],
    ["fields that Helm does not know", `${HEAD}engine: gotpl\nx: {y: [1]}\n`],
    ["an anchor that is used again", `${HEAD}keywords: &k [a]\nsources: *k\n`],
    [
      "the same dependency twice under two aliases",
      `${HEAD}dependencies: [{name: a, alias: x}, {name: a, alias: y}]\n`,
    ],
    ["a library", `${HEAD}type: library\n`],
  ])("takes %s", async (_what, chartYaml) => {
    expect(await refusalsOf(chartYaml)).toEqual([]);
  });

  it("reads numbers as text where Helm's types say text, as sigs.k8s.io/yaml does", () => {
    expect(
      metadataOf("name: app\nversion: 1.10\nappVersion: 20240101120000123\nkubeVersion: 010\n"),
    ).toMatchObject({
      version: "1.1",
      json: { appVersion: "20240101120000123", kubeVersion: "8" },
    });
    expect([1.1, 1e21, 1.5e-7, 1000, 0.1, 1.15].map(goFloat)).toEqual([
      "1.1",
      "1e+21",
      "1.5e-07",
      "1000",
      "0.1",
      "1.15",
    ]);
  });

  it("writes the config as Go would: in the order of Helm's type, with < > & escaped", () => {
    const { json } = metadataOf(
      'type: application\ndescription: "<a> & b"\nversion: 1.0.0\nname: app\nhome: h\ndependencies: [{name: d, repository: "", version: "1"}]\n',
    );
    expect(toHelmConfig(json)).toBe(
      '{"name":"app","home":"h","version":"1.0.0","description":"\\u003ca\\u003e \\u0026 b","apiVersion":"v1","dependencies":[{"name":"d","version":"1","repository":""}],"type":"application"}',
    );
  });
});

describe("PUB-5, S16, S22, S23: a chart that is refused, with its field or line", () => {
  const bomb = `${HEAD}a: &a [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 8 }, (_, at) => `${"bcdefghi"[at]}: &${"bcdefghi"[at]} [${Array(10).fill(`*${"abcdefgh"[at]}`).join(",")}]`).join("\n")}\n`;
  it.each([
    ["no name", "apiVersion: v2\nversion: 1.0.0\n", "name: is required"],
    ["no version", "apiVersion: v2\nname: app\n", "version: is required"],
    ["an unknown apiVersion", HEAD.replace("v2", "v9"), "apiVersion: must be v1 or v2"],
    ["an unknown type", `${HEAD}type: service\n`, "type: must be application or library"],
    ["a null maintainer", `${HEAD}maintainers:\n-\n`, "maintainers[0]: must not be empty"],
    ["a null dependency", `${HEAD}dependencies: [null]\n`, "dependencies[0]: must not be empty"],
    [
      "a dependency without a name",
      `${HEAD}dependencies: [{version: 1}]\n`,
      "dependencies[0].name: is required",
    ],
    ["a bad alias", `${HEAD}dependencies: [{name: a, alias: "../x"}]\n`, "dependencies[0].alias"],
    [
      "two dependencies of one name",
      `${HEAD}dependencies: [{name: a}, {name: b, alias: a}]\n`,
      "more than one dependency",
    ],
    ["maintainers that are no list", `${HEAD}maintainers: me\n`, "maintainers: must be a list"],
    ["keywords that are maps", `${HEAD}keywords: [{a: b}]\n`, "keywords[0]: must be text"],
    ["a description that is a list", `${HEAD}description: [a]\n`, "description: must be text"],
    ["deprecated that is text", `${HEAD}deprecated: "no"\n`, "deprecated: must be true or false"],
    ["annotations that are a list", `${HEAD}annotations: [a]\n`, "annotations: must be a map"],
    ["a list", "- a\n", "Chart.yaml:1: it is not a map"],
    ["nothing", "", "Chart.yaml:1: it is not a map"],
    ["no YAML", `${HEAD}a: [\n`, "Chart.yaml:"],
    ["a key twice", `${HEAD}name: other\n`, "Chart.yaml:4: Map keys must be unique"],
    ["a tag of its own", `${HEAD}a: !!js/function x\n`, "Chart.yaml:4: Unresolved tag"],
    ["a number that is not finite", `${HEAD}a: 1e400\n`, "Chart.yaml:4: a number is not finite"],
    ["__proto__", `${HEAD}__proto__: {polluted: true}\n`, "a key is called __proto__"],
    [
      "__proto__ further in",
      `${HEAD}annotations: {__proto__: {polluted: true}}\n`,
      "a key is called __proto__",
    ],
    ["an alias bomb", bomb, "Excessive alias count"],
    ["YAML that is deep", `${HEAD}a: ${"[".repeat(200)}${"]".repeat(200)}\n`, "deeper than 100 levels"],
    ["a control character", `${HEAD}description: "a\\u0007b"\n`, "description: holds a control"],
    [
      "a bidirectional override",
      `${HEAD}description: "a\\u202eb"\n`,
      "description: holds a control or bidirectional",
    ],
    ["bytes that are no UTF-8", `${HEAD}description: \u0000`, "Chart.yaml"],
    ["another name", HEAD.replace("app", "other"), "chart is other 1.0.0, the address says app"],
    ["a name that leads elsewhere", HEAD.replace("app", '"../x"'), "chart is ../x 1.0.0"],
    ["a name with a slash", HEAD.replace("app", "a/b"), "chart is a/b 1.0.0"],
    ["a name with an escape", HEAD.replace("app", '"%2e%2e"'), "chart is %2e%2e 1.0.0"],
    ["two dots for a name", HEAD.replace("app", '".."'), "chart is .. 1.0.0"],
    ["a name of 4 KiB", HEAD.replace("app", "a".repeat(4096)), "the address says app"],
  ])("refuses %s", async (_what, chartYaml, why) => {
    const refusals = await refusalsOf(chartYaml);
    expect(refusals.join("\n")).toContain(why);
    expect(refusals[0]).toMatch(/^chart_invalid /);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("refuses a folder without Chart.yaml", async () => {
    const { refusals } = await checkFiles(ref, null, filesOf({ "values.yaml": "a: 1" }));
    expect(refusals.map(({ message }) => message)).toEqual(["Chart.yaml is missing"]);
  });

  it("tells all that is wrong at once", async () => {
    expect(await refusalsOf("name: other\nversion: x\ntype: y\n")).toHaveLength(3);
  });

  it.each(["../x", "..", "a/b", "a\\b", "%2e%2e", "", "x".repeat(129), ".1", "-1"])(
    "PUB-2, S16: refuses %j as version tag before anything is looked at",
    async (tag) => {
      expect((await refusalsOf(HEAD, {}, tag))[0]).toMatch(/^invalid_version_tag /);
    },
  );

  it("OCI-93: compares the version with the tag", async () => {
    expect(await refusalsOf(HEAD, {}, "1.0.1")).toEqual(["chart_invalid chart is app 1.0.0, tag says 1.0.1"]);
    expect(await refusalsOf(HEAD, {}, "1.0.0")).toEqual([]);
  });

  it("PUB-6: wants SemVer as Helm reads it", async () => {
    for (const version of ["v1.2.3", "1.2", "2", "1.0.0-rc.1+b"])
      expect(await refusalsOf(HEAD.replace("1.0.0", `"${version}"`))).toEqual([]);
    for (const version of ["winter", "1.0.0.0", "1.0.0_a", "latest"])
      expect((await refusalsOf(HEAD.replace("1.0.0", version)))[0]).toMatch(/^not_semver /);
  });
});

describe("dependencies", () => {
  const local = `${HEAD}dependencies: [{name: lib, version: 1.x, repository: "file://../lib"}]\n`;
  it("PUB-7: refuses a dependency of the author's disk that is not in charts/", async () => {
    expect((await refusalsOf(local)).join()).toContain("lib comes from file://../lib and is not in charts/");
    expect(
      (await refusalsOf(local, { "charts/library-1.0.0.tgz": "x", "charts/lib-two-1.0.0.tgz": "x" })).join(),
    ).toContain("file://");
  });

  it.each(["charts/lib/Chart.yaml", "charts/lib-1.2.0.tgz", "charts/lib-v1.2.0.tgz"])(
    "PUB-7: takes it from %s",
    async (path) => {
      expect(await refusalsOf(local, { [path]: "x" })).toEqual([]);
    },
  );

  it("PUB-5, PUB-7: looks into requirements.yaml of a chart made for Helm 2", async () => {
    const old = HEAD.replace("v2", "v1");
    const requirements = 'dependencies: [{name: lib, repository: "file://../lib"}]\n';
    expect((await refusalsOf(old, { "requirements.yaml": requirements })).join()).toContain("lib comes from");
    expect((await refusalsOf(old, { "requirements.yaml": "dependencies: [null]\n" })).join()).toContain(
      "requirements.yaml: dependencies[0]",
    );
  });
});
