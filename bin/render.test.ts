import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { childEnvironment } from "#lib/env/env.ts";

const CHART = {
  "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "web/values.yaml": "greeting: hello\n",
  "web/templates/config.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\ndata:\n  greeting: {{ .Values.greeting | quote }}\n",
  "web/templates/test.yaml":
    'apiVersion: v1\nkind: Pod\nmetadata: {name: probe, annotations: {"helm.sh/hook": test}}\n',
};
const CONFIG = (name: string, greeting: string) =>
  `---\n# Source: web/templates/config.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n  greeting: "${greeting}"\n`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "chartroom-render-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** Runs the command as its own process, with a data folder that must not be touched. */
function chartroom(args: string[], input = "") {
  const program = path.join(import.meta.dirname, "chartroom.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: "utf8",
    input,
    env: childEnvironment({ NODE_ENV: "production", DATA_DIR: path.join(folder, "data") }),
  });
  expect(existsSync(path.join(folder, "data"))).toBe(false);
  return { status, stdout, stderr };
}

describe("chartroom render", { timeout: 120_000 }, () => {
  it("DESIGN 8: prints what helm template prints, without a server or a data folder; values also from standard input", () => {
    write(CHART);
    expect(chartroom(["render", "web", "--no-hooks"])).toEqual({
      status: 0,
      stdout: CONFIG("release-name", "hello"),
      stderr: "",
    });
    expect(chartroom(["render", "mine", "web", "-f", "-", "--no-hooks"], "greeting: ahoy\n").stdout).toBe(
      CONFIG("mine", "ahoy"),
    );
  });

  it("DESIGN 8: fails as helm does, with what is missing named as it was given", () => {
    write({ ...CHART, "web/templates/config.yaml": '{{ fail "no greeting" }}\n' });
    const failed = chartroom(["render", "./web"]);
    expect(failed).toMatchObject({ status: 1, stdout: "" });
    expect(failed.stderr).toContain("execution error at (web/templates/config.yaml:1:3): no greeting");
    expect(chartroom(["render", "./web", "-f", "none.yaml"]).stderr).toBe(
      "Error: open none.yaml: no such file or directory\n",
    );
    expect(chartroom(["render", "nowhere"])).toMatchObject({
      status: 1,
      stderr: 'Error: path "nowhere" not found\n',
    });
  });

  it("DESIGN 8: --output-dir writes a file for each template, and --json one object", () => {
    write(CHART);
    const wrote = chartroom(["render", "mine", "web", "--output-dir", "out", "--release-name"]);
    expect(wrote.stdout).toBe(
      "wrote out/mine/web/templates/config.yaml\nwrote out/mine/web/templates/test.yaml\n\n",
    );
    const config = readFileSync(path.join(folder, "out/mine/web/templates/config.yaml"), "utf8");
    expect(config).toBe(`${CONFIG("mine", "hello")}\n`);
    const told = chartroom(["render", "web", "--no-hooks", "--json"]);
    expect(JSON.parse(told.stdout)).toEqual({
      kind: "chart",
      output: CONFIG("release-name", "hello"),
      stderr: "",
      exitCode: 0,
      failure: null,
    });
  });

  it("ENG-24 ENG-21: follows a base to what lies beside it, and refuses what is remote by name", () => {
    const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n";
    write({
      "overlays/prod/kustomization.yaml": "resources: [../../base]\nnamePrefix: prod-\n",
      "base/kustomization.yaml": "resources: [config.yaml]\n",
      "base/config.yaml": configMap,
      "remote/kustomization.yaml": "resources: [https://example.com/web.yaml]\n",
    });
    expect(chartroom(["render", "overlays/prod"])).toEqual({
      status: 0,
      stdout: configMap.replace("web", "prod-web"),
      stderr: "",
    });
    const refused = chartroom(["render", "remote"]);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("https://example.com/web.yaml is not fetched here");
    expect(chartroom(["render", "base", "--set", "a=b"]).stderr).toContain("--set is for charts");
  });

  it("PUB-9: prints a bundle's documents in the order of its files, and names what is there twice", () => {
    const object = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`;
    write({ "all/b.yaml": object("b"), "all/a.yaml": `${object("a")}---\n${object("c")}` });
    expect(chartroom(["render", "all"]).stdout).toBe(
      `---\n# Source: a.yaml\n${object("a")}---\n# Source: a.yaml\n${object("c")}---\n# Source: b.yaml\n${object("b")}`,
    );
    write({ "all/c.yaml": object("a") });
    expect(chartroom(["render", "all"])).toMatchObject({
      status: 1,
      stderr: "Error: c.yaml:1: Namespace a is already in a.yaml:1\n",
    });
  });
});

describe("chartroom lint", { timeout: 120_000 }, () => {
  it("ENG-16: prints what helm lint prints, and ends as it does", () => {
    write(CHART);
    expect(chartroom(["lint", "web"])).toEqual({
      status: 0,
      stdout:
        "==> Linting web\n[INFO] Chart.yaml: icon is recommended\n\n1 chart(s) linted, 0 chart(s) failed\n",
      stderr: "",
    });
    write({ "web/templates/config.yaml": "a: {{ .Values.none.deeper }}\n" });
    const failed = chartroom(["lint", "web", "--quiet"]);
    expect(failed).toMatchObject({ status: 1, stderr: "Error: 1 chart(s) linted, 1 chart(s) failed\n" });
    expect(failed.stdout).toContain("[ERROR] templates/: web/templates/config.yaml:1");
  });

  it("DESIGN 8: says in the same form whether a base builds and a bundle is sound", () => {
    write({ "base/kustomization.yaml": "resources: [none.yaml]\n", "all/a.yaml": "kind: Namespace\n" });
    const base = chartroom(["lint", "base"]);
    expect(base).toMatchObject({ status: 1, stderr: "Error: 1 base(s) linted, 1 base(s) failed\n" });
    expect(base.stdout).toContain("==> Linting base\n[ERROR] accumulating resources");
    expect(chartroom(["lint", "all"]).stdout).toBe(
      "==> Linting all\n[ERROR] a.yaml:1: apiVersion is missing\n\n",
    );
    write({ "all/a.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n" });
    expect(chartroom(["lint", "all"])).toEqual({
      status: 0,
      stdout: "==> Linting all\n\n1 bundle(s) linted, 0 bundle(s) failed\n",
      stderr: "",
    });
  });
});
