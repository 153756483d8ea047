import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readUpstream } from "./upstream.ts";

const engine = resolve(import.meta.dirname, "../../engine");
const { modules, toolchain } = readUpstream(engine);
const touched = (path: string) =>
  modules
    .find((module) => module.path === path)
    ?.files.map((file) => file.path)
    .sort();

describe("what we touch of upstream", () => {
  it("ENG-3: of Helm, its clients of networks and clusters", () => {
    expect(touched("helm.sh/helm/v4")).toEqual([
      "internal/version/clientgo.go",
      "pkg/chart/common/capabilities.go",
      "pkg/chart/common/util/jsonschema.go",
      "pkg/chart/loader/archive/archive.go",
      "pkg/chart/v2/lint/rules/deprecations.go",
      "pkg/chart/v2/lint/rules/template.go",
      "pkg/cli/values/options.go", // a values file with an address, which links net/http
      "pkg/engine/engine.go",
      "pkg/engine/lookup_func.go",
      "pkg/release/v1/info.go",
    ]);
    // Helm tells text from binary with Go's own sniffer, which lives in net/http.
    expect(toolchain.map(({ path }) => path)).toEqual(["src/net/http/sniff.go"]);
  });

  it("ENG-4: of Kustomize, its ways to git and to addresses, and the places that refuse (ENG-21)", () => {
    expect(touched("sigs.k8s.io/kustomize/api")).toEqual([
      "internal/builtins/HelmChartInflationGenerator.go",
      "internal/git/cloner.go",
      "internal/git/gitrunner.go",
      "internal/loader/fileloader.go",
      "internal/plugins/loader/loader.go",
    ]);
    expect(touched("github.com/go-openapi/swag")).toEqual(["loading.go"]);
    expect(touched("github.com/google/gnostic-models")).toEqual(["compiler/reader.go"]);
    expect(touched("k8s.io/kube-openapi")).toEqual(["pkg/validation/spec/ref.go"]);
    expect(modules).toHaveLength(5);
  });

  it("ENG-2: each file has the hash of upstream's, a reason, and exactly one way in which it changes", () => {
    for (const file of modules.flatMap(({ files }) => files)) {
      expect(file.sha256, file.path).toMatch(/^[0-9a-f]{64}$/);
      expect(file.why, file.path).not.toBe("");
      const ways = [file.edits?.length, file.replaceWith, file.delete].filter(Boolean);
      expect(ways, file.path).toHaveLength(1);
    }
  });

  it("ENG-2: both programs build against the mirror, at pinned versions and sums", () => {
    for (const name of ["helm", "kustomize"]) {
      const goMod = readFileSync(`${engine}/${name}/go.mod`, "utf8");
      for (const { path, version, sum, dir } of modules.filter(
        (module) => (module.dir === "helm") === (name === "helm"),
      )) {
        expect(sum, path).toMatch(/^h1:.{43}=$/);
        expect(goMod).toContain(`${path} ${version}`);
        expect(goMod).toMatch(
          new RegExp(`${path.replaceAll(".", "\\.")}\\b.* => \\.\\./\\.mirror/${dir}\\n`),
        );
      }
    }
  });

  it.each([
    ["generated_version_set.go", /"[a-z0-9./]+"/g, 55],
    ["generated_deprecations.go", /^\t"[^"]+": +\{/gm, 159],
  ])("ENG-3: %s has the rows that stand for a cluster's scheme", (file, row, rows) => {
    const text = readFileSync(`${engine}/edits/helm/${file}`, "utf8");
    expect(text.match(row)).toHaveLength(rows);
  });
});
