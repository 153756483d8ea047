import path from "node:path";
import { expect } from "@playwright/test";
import { chartFiles } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { test } from "./workbench.ts";

test("GL-2 GL-11 GL-13: helm pushes into its token's project, into no other, and into none that is archived", async ({
  bench,
  server,
  api,
}) => {
  const [mine, other] = [aName("pay"), aName("search")];
  const made = await api.post<{ token: string }>("/org-registry-tokens", {
    name: "deploy",
    scope: "pull+push",
    pattern: `charts/${mine}/*`,
  });
  expect(made.status).toBe(201);
  const plain = "--plain-http";
  const login = ["-u", "org-token", "-p", made.body.token];
  await bench.must("helm4", "registry", "login", server.host, ...login, plain);
  const packageOf = async (version: string) => {
    const folder = await bench.write(version, chartFiles("service", version));
    await bench.must("helm4", "package", folder, "--destination", bench.folder);
    return path.join(bench.folder, `service-${version}.tgz`);
  };
  const push = async (version: string, project: string) =>
    bench.run("helm4", "push", await packageOf(version), `oci://${server.host}/charts/${project}`, plain);

  // The first push makes the project.
  expect((await push("1.0.0", mine)).status).toBe(0);
  const project = await api.get<{ counts: object }>(`/org-projects/${mine}`);
  expect(project.body.counts).toMatchObject({ chart: 1, version: 1 });
  const elsewhere = await push("1.0.0", other);
  expect(elsewhere.status).not.toBe(0);
  expect(elsewhere.stderr).toContain("does not reach");
  expect((await api.get(`/org-projects/${other}`)).status).toBe(404);

  expect((await api.post(`/org-projects/${mine}/archive`, {})).status).toBe(200);
  const late = await push("1.1.0", mine);
  expect(late.status).not.toBe(0);
  expect(late.stderr).toContain("archived");
  const pulled = ["pull", `oci://${server.host}/charts/${mine}/service`, "--version", "1.0.0", plain];
  await bench.must("helm4", ...pulled, "--destination", await bench.write("pulled", { "here.txt": "" }));
});
