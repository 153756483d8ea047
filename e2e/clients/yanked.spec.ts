import { expect } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { registryOf } from "../oci.ts";
import { test } from "./workbench.ts";

test("CL-3 OCI-110 OCI-23 NB-6: helm's ranges step over a yanked version, whose tag still comes, with a warning", async ({
  bench,
  recorder,
  server,
  token,
  api,
}) => {
  const name = aName("yanked");
  const registry = registryOf(server, token);
  for (const version of ["1.0.0", "1.1.0", "1.2.0"]) {
    const archive = await packedTree(Object.entries(chartFiles(name, version)), name);
    expect(
      await registry.pushChart(`charts/${name}`, version, { apiVersion: "v2", name, version }, archive),
    ).toBe(201);
  }
  const mark = { state: "yanked", reason: "Its hook deletes the volume.", replacement: "1.1.0" };
  expect((await api.put(`/org-charts/${name}/versions/1.2.0/lifecycle`, mark)).status).toBe(200);

  await bench.login(recorder.host, token);
  const pull = (helm: "helm3" | "helm4", ...version: string[]) =>
    bench.run(
      helm,
      "pull",
      `oci://${recorder.host}/charts/${name}`,
      ...version,
      "-d",
      bench.folder,
      "--plain-http",
    );
  const pulled = async (helm: "helm3" | "helm4", ...version: string[]) => {
    const { status, stdout, stderr } = await pull(helm, ...version);
    expect(status, stderr).toBe(0);
    return /:([^\s:]+)$/m.exec(
      `${stdout}\n${stderr}`.split("\n").find((line) => line.includes("Pulled")) ?? "",
    )?.[1];
  };
  for (const helm of ["helm3", "helm4"] as const) {
    expect(await pulled(helm)).toBe("1.1.0");
    expect(await pulled(helm, "--version", "^1.0.0")).toBe("1.1.0");
    recorder.take();
    expect(await pulled(helm, "--version", "1.2.0")).toBe("1.2.0");
    const manifest = recorder.seen.find(
      (seen) => seen.line.endsWith("/manifests/1.2.0") && seen.status === 200,
    );
    expect(manifest?.answer.warning).toContain("yanked");
    expect(manifest?.answer.warning).toContain("Its hook deletes the volume.");
  }
  expect((await bench.must("crane", "ls", `${recorder.host}/charts/${name}`)).trim()).toBe("1.0.0\n1.1.0");
});
