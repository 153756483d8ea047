import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { scaffoldFiles } from "#lib/catalog/scaffold-files.ts";
import type { ScaffoldTemplate } from "#lib/catalog/schema.ts";
import { type ClientName, clientNamed, clientPath } from "./tools.ts";

// GOH-21: what New offers is accepted by the real programs. No server is needed.

let folder = "";
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "scaffold-"));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(template: ScaffoldTemplate, name: string): Promise<string> {
  const into = path.join(folder, `${template}-${name}`);
  for (const file of scaffoldFiles(template, { name, description: "" })) {
    await mkdir(path.dirname(path.join(into, file.path)), { recursive: true });
    await writeFile(path.join(into, file.path), file.bytes);
  }
  return into;
}

function run(client: ClientName, ...args: string[]): string {
  const program = clientPath(clientNamed(client));
  test.info().skip(!existsSync(program), `${client} is not built: npm run e2e:clients:build`);
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", cwd: folder });
  expect(status, `${args.join(" ")}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

const NAMES = ["web", "my_app.v2", "123", "1e3", "true", "a".repeat(63)];
const ALL_ON = "ingress.enabled=true,httpRoute.enabled=true,autoscaling.enabled=true";

for (const helm of ["helm3", "helm4"] as const) {
  for (const name of NAMES)
    test(`GOH-21: the scaffold of chart ${name} lints without errors and renders with ${helm}`, async () => {
      const chart = await write("chart", name);
      run(helm, "lint", "--strict", chart);
      const kinds = (text: string) => [...text.matchAll(/^kind: (\w+)/gm)].map(([, kind]) => kind);
      expect(kinds(run(helm, "template", "release", chart))).toEqual(
        expect.arrayContaining(["ServiceAccount", "Service", "Deployment", "Pod"]),
      );
      expect(kinds(run(helm, "template", "release", chart, "--set", ALL_ON))).toEqual(
        expect.arrayContaining(["Ingress", "HTTPRoute", "HorizontalPodAutoscaler"]),
      );
    });

  test(`GOH-21: the chart scaffold has every file that ${helm} create makes`, async () => {
    run(helm, "create", helm);
    const chart = await write("chart", helm);
    const list = (of: string) => spawnSync("find", [".", "-type", "f"], { cwd: of, encoding: "utf8" }).stdout;
    const ours = list(chart).split("\n");
    for (const file of list(path.join(folder, helm)).split("\n")) expect(ours).toContain(file);
  });
}

for (const name of NAMES)
  test(`GOH-21: the scaffold of base ${name} is built by kustomize`, async () => {
    const base = await write("base", name);
    const built = run("kustomize", "build", base);
    for (const text of ["kind: Deployment", "kind: Service", "kind: ConfigMap", "memory: 256Mi"])
      expect(built).toContain(text);
  });
