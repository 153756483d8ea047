import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { chartFiles } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { asUser, test, type Workbench } from "./workbench.ts";

const http = ["--plain-http"];

/** Pushes these versions of a chart with helm. @returns its name */
async function pushed(bench: Workbench, host: string, versions: string[]): Promise<string> {
  const name = aName("marked");
  for (const version of versions) {
    const folder = await bench.write(`${version}/${name}`, chartFiles(name, version));
    await bench.must("helm4", "package", folder, "--destination", bench.folder);
    const file = path.join(bench.folder, `${name}-${version}.tgz`);
    await bench.must("helm4", "push", file, `oci://${host}/charts`, ...http);
  }
  return name;
}

for (const helm of ["helm3", "helm4"] as const) {
  test(`OCI-110 CL-3: ${helm} steps over a yanked version in ranges and as the newest, and gets it by its exact version`, async ({
    bench,
    server,
    token,
    api,
  }) => {
    await bench.login(server.host, token);
    const name = await pushed(bench, server.host, ["1.0.0", "1.1.0", "2.0.0"]);
    const chart = `oci://${server.host}/charts/${name}`;
    const selects = async (...version: string[]) =>
      /^version: (.+)$/m.exec(await bench.must(helm, "show", "chart", chart, ...version, ...http))?.[1];
    expect(await selects("--version", ">=1")).toBe("2.0.0");
    const yank = { state: "yanked", reason: "It deletes the volume.", replacement: "1.1.0" };
    expect((await api.put(`/org-charts/${name}/versions/2.0.0/lifecycle`, yank)).status).toBe(200);
    expect(await selects("--version", ">=1")).toBe("1.1.0");
    expect(await selects()).toBe("1.1.0");
    expect(await selects("--version", "2.0.0")).toBe("2.0.0");
    const none = await bench.run(helm, "pull", chart, "--version", "^2", ...http);
    expect(none.status).not.toBe(0);
    const into = path.join(bench.folder, "exact");
    await bench.must(
      helm,
      "pull",
      chart,
      "--version",
      "2.0.0",
      "--destination",
      bench.folder,
      "--untar",
      "--untardir",
      into,
      ...http,
    );
    expect(await readFile(path.join(into, name, "Chart.yaml"), "utf8")).toContain("version: 2.0.0");
    const lift = { state: "active", reason: "It was the cluster." };
    expect((await api.put(`/org-charts/${name}/versions/2.0.0/lifecycle`, lift)).status).toBe(200);
    expect(await selects("--version", ">=1")).toBe("2.0.0");
  });
}

test("OCI-110 OCI-23 CL-6 CL-7: crane lists it no more, oras is told why and what to take instead", async ({
  bench,
  server,
  token,
  api,
}) => {
  await bench.login(server.host, token);
  const name = await pushed(bench, server.host, ["1.0.0", "1.1.0"]);
  const repository = `${server.host}/charts/${name}`;
  const digest = (await bench.must("crane", "digest", `${repository}:1.1.0`)).trim();
  const yank = {
    state: "yanked",
    reason: 'It deletes the "data" volume – löscht alles',
    replacement: "1.0.0",
  };
  expect((await api.put(`/org-charts/${name}/versions/1.1.0/lifecycle`, yank)).status).toBe(200);
  expect((await bench.must("crane", "ls", repository)).trim().split("\n")).toEqual(["1.0.0"]);
  expect((await bench.must("crane", "digest", `${repository}:1.1.0`)).trim()).toBe(digest);
  await bench.must("crane", "manifest", `${repository}@${digest}`);
  const told = `Warning: charts/${name} 1.1.0 is yanked: ${yank.reason}. Use 1.0.0 instead.`;
  for (const reference of [`${repository}:1.1.0`, `${repository}@${digest}`])
    expect((await bench.run("oras", ...asUser(token), "discover", reference)).stderr).toContain(told);
  const untold = await bench.run("oras", ...asUser(token), "discover", `${repository}:1.0.0`);
  expect(untold.stderr).toBe("");
});
