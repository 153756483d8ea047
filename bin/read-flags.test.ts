import { describe, expect, it } from "vitest";
import { parseLintFlags, parseTemplateFlags } from "./template-options.ts";

describe("flags of helm template", () => {
  it("stand anywhere, and take their value behind a space, an equals sign or at once", () => {
    const { target, options } = parseTemplateFlags([
      "-nteam",
      "my-rel",
      "--set=a=1",
      "./web",
      "--set",
      "b=2",
      "--include-crds=false",
      "-a=x/v1",
    ]);
    expect(target).toBe("./web");
    expect(options).toMatchObject({ releaseName: "my-rel", namespace: "team", set: ["a=1", "b=2"] });
    expect(options).toMatchObject({ includeCrds: false, apiVersions: ["x/v1"] });
  });

  it("split values files and API versions at commas as encoding/csv does, and --set never", () => {
    const { options } = parseTemplateFlags([
      "web",
      "-f",
      'a.yaml,"b,c.yaml"',
      "-a",
      "x/v1,y/v1",
      "--set",
      "a=1,b=2",
    ]);
    expect(options).toMatchObject({ valueFiles: ["a.yaml", "b,c.yaml"], apiVersions: ["x/v1", "y/v1"] });
    expect(options.set).toEqual(["a=1,b=2"]);
  });

  it("read - as standard input, and nothing as a flag behind --", () => {
    expect(parseTemplateFlags(["web", "-f", "-"]).options.valueFiles).toEqual(["/dev/stdin"]);
    expect(parseTemplateFlags(["--", "--web"]).target).toBe("--web");
  });

  it.each([
    [["web", "--frobnicate"], "unknown flag: --frobnicate"],
    [["web", "-x"], "unknown shorthand flag: 'x' in -x"],
    [["web", "--constructor"], "unknown flag: --constructor"],
    [["web", "--namespace"], "flag needs an argument: --namespace"],
    [["web", "--no-hooks=maybe"], 'invalid argument "maybe" for "--no-hooks" flag'],
    [["web", "--validate"], "--validate is not had here: no cluster is asked"],
    [["web", "--repo", "https://charts.example.com"], "--repo is not had here: nothing is fetched"],
    [["web", "--dry-run=server"], "--dry-run=server is not had here"],
    [["a", "b", "c"], "unexpected arguments: c"],
    [["my-rel", "web", "--generate-name"], "cannot set --generate-name and also specify a name"],
    [[], "PATH is missing"],
  ])("are refused by name: %j", (args, says) => {
    expect(() => parseTemplateFlags(args)).toThrow(says);
  });
});

describe("flags of helm lint", () => {
  it("are not those of helm template", () => {
    expect(parseLintFlags(["web", "--strict", "--quiet"]).options).toMatchObject({
      strict: true,
      quiet: true,
    });
    expect(() => parseLintFlags(["web", "--include-crds"])).toThrow("unknown flag: --include-crds");
    expect(() => parseLintFlags(["web", "api"])).toThrow("one PATH at a time");
  });
});
