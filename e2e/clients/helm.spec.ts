import { readFile, utimes } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { chartFiles } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { differences, readTree, test, type Workbench } from "./workbench.ts";

const helms = [
  // helm 3 falls back to http by itself, but since its oras 2.6.2 without the login: both want to be told (CL-5).
  { helm: "helm3", http: ["--plain-http"] },
  { helm: "helm4", http: ["--plain-http"] },
] as const;

async function packaged(
  bench: Workbench,
  helm: "helm3" | "helm4",
  name: string,
  version: string,
  replicas = 1,
): Promise<string> {
  const folder = await bench.write(`${replicas}/${name}`, chartFiles(name, version, replicas));
  await bench.must(helm, "package", folder, "--destination", path.join(bench.folder, `out-${replicas}`));
  return path.join(bench.folder, `out-${replicas}`, `${name}-${version}.tgz`);
}

for (const { helm, http } of helms) {
  test.describe(helm, () => {
    test("CL-1 GOH-74: logs in with a token, and is told when the token is wrong", async ({
      bench,
      server,
      token,
    }) => {
      const wrong = await bench.run(
        helm,
        "registry",
        "login",
        server.host,
        "-u",
        "org-token",
        "-p",
        `${token}x`,
        ...http,
      );
      expect(wrong.status).not.toBe(0);
      expect(wrong.stderr).toContain("invalid registry token");
      await bench.must(helm, "registry", "login", server.host, "-u", "org-token", "-p", token, ...http);
    });

    test("CL-2 CL-3 GOH-74: a pushed chart appears in the catalog and comes back byte for byte", async ({
      bench,
      server,
      token,
      api,
    }) => {
      const name = aName("pushed");
      await bench.must(helm, "registry", "login", server.host, "-u", "org-token", "-p", token, ...http);
      const file = await packaged(bench, helm, name, "1.2.0");
      await bench.must(helm, "push", file, `oci://${server.host}/charts/`, ...http);

      const artifact = await api.get<{ latest: string; versionCount: number }>(`/org-charts/${name}`);
      expect(artifact.body).toMatchObject({ latest: "1.2.0", versionCount: 1 });
      const versions = await api.get(`/org-charts/${name}/versions`);
      expect(versions.body).toMatchObject({
        total: 1,
        items: [{ version: "1.2.0", via: "oci", commit: null }],
      });

      await bench.must(
        helm,
        "pull",
        `oci://${server.host}/charts/${name}`,
        "--version",
        "1.2.0",
        "-d",
        bench.folder,
        ...http,
      );
      const pulled = await readFile(path.join(bench.folder, `${name}-1.2.0.tgz`));
      expect(pulled.equals(await readFile(file))).toBe(true);
    });

    test("CL-3 OCI-109: pulls the newest version when none is named, and says which one is missing", async ({
      bench,
      server,
      token,
    }) => {
      const name = aName("newest");
      await bench.login(server.host, token);
      for (const version of ["1.9.0", "1.10.0", "2.0.0-rc.1"])
        await bench.must(
          helm,
          "push",
          await packaged(bench, helm, name, version),
          `oci://${server.host}/charts`,
          ...http,
        );
      await bench.must(
        helm,
        "pull",
        `oci://${server.host}/charts/${name}`,
        "--untar",
        "-d",
        bench.folder,
        ...http,
      );
      expect(await readFile(path.join(bench.folder, name, "Chart.yaml"), "utf8")).toContain(
        "version: 1.10.0",
      );
      const missing = await bench.run(
        helm,
        "pull",
        `oci://${server.host}/charts/${name}`,
        "--version",
        "3.0.0",
        ...http,
      );
      expect(missing.status).not.toBe(0);
      expect(missing.stderr).toContain("not found");
    });

    test("OCI-4 NB-17: a version with build metadata keeps its plus", async ({
      bench,
      server,
      token,
      api,
    }) => {
      const name = aName("plus");
      await bench.login(server.host, token);
      const file = await packaged(bench, helm, name, "1.0.0+b5");
      await bench.must(helm, "push", file, `oci://${server.host}/charts`, ...http);
      const artifact = await api.get<{ latest: string }>(`/org-charts/${name}`);
      expect(artifact.body.latest).toBe("1.0.0+b5");
      await bench.must(helm, "pull", `oci://${server.host}/charts/${name}`, "--version", "1.0.0+b5", ...http);
    });

    test("OCI-97 GOH-66: refuses a second, different push of a version in words that helm prints", async ({
      bench,
      server,
      token,
      api,
    }) => {
      const name = aName("taken");
      await bench.login(server.host, token);
      const first = await packaged(bench, helm, name, "1.2.0", 1);
      await bench.must(helm, "push", first, `oci://${server.host}/charts`, ...http);
      const other = await packaged(bench, helm, name, "1.2.0", 2);
      const refused = await bench.run(helm, "push", other, `oci://${server.host}/charts`, ...http);
      expect(refused.status).not.toBe(0);
      expect(refused.stderr).toContain("409");
      expect(refused.stderr).toContain("version already exists: 1.2.0");
      expect((await api.get(`/org-charts/${name}`)).body).toMatchObject({ versionCount: 1 });
      await bench.must(helm, "pull", `oci://${server.host}/charts/${name}`, "--version", "1.2.0", ...http);
      const pulled = await readFile(path.join(bench.folder, `${name}-1.2.0.tgz`));
      expect(pulled.equals(await readFile(first))).toBe(true);
    });

    test("OCI-98 PUB-10: the same content again succeeds, though helm writes another time around it", async ({
      bench,
      server,
      token,
      api,
    }) => {
      const name = aName("again");
      await bench.login(server.host, token);
      const file = await packaged(bench, helm, name, "1.0.0");
      await bench.must(helm, "push", file, `oci://${server.host}/charts`, ...http);
      type Versions = { items: { check: { state: string } }[] };
      const versions = async () => (await api.get<Versions>(`/org-charts/${name}/versions`)).body;
      // A job looks for its findings; what is compared is what the second push could change.
      await expect.poll(async () => (await versions()).items[0]?.check.state).toBe("done");
      const before = await versions();
      await utimes(file, new Date(0), new Date(1_000_000_000_000));
      await bench.must(helm, "push", file, `oci://${server.host}/charts`, ...http);
      expect(await versions()).toEqual(before);
    });

    test("OCI-29 OCI-36 GOH-67: a pull token that pushes is told what it lacks", async ({
      bench,
      server,
    }) => {
      await bench.login(server.host, await server.registryToken("pull"));
      const file = await packaged(bench, helm, aName("reader"), "1.0.0");
      const refused = await bench.run(helm, "push", file, `oci://${server.host}/charts`, ...http);
      expect(refused.status).not.toBe(0);
      expect(refused.stderr).toContain("token lacks push scope");
    });

    test("OCI-39: a push token may push and may not pull", async ({ bench, server }) => {
      await bench.login(server.host, await server.registryToken("push"));
      const name = aName("writer");
      const file = await packaged(bench, helm, name, "1.0.0");
      await bench.must(helm, "push", file, `oci://${server.host}/charts`, ...http);
      const refused = await bench.run(
        helm,
        "pull",
        `oci://${server.host}/charts/${name}`,
        "--version",
        "1.0.0",
        ...http,
      );
      expect(refused.status).not.toBe(0);
      expect(refused.stderr).toContain("token lacks pull scope");
    });

    test("OCI-93 PUB-5: a project is the first part of the name; deeper names are refused", async ({
      bench,
      server,
      token,
      api,
    }) => {
      const name = aName("service");
      await bench.login(server.host, token);
      const file = await packaged(bench, helm, name, "1.0.0");
      await bench.must(helm, "push", file, `oci://${server.host}/charts/payments`, ...http);
      expect((await api.get(`/org-charts/payments~${name}`)).body).toMatchObject({
        project: "payments",
        name,
      });
      const deeper = await bench.run(
        helm,
        "push",
        file,
        `oci://${server.host}/charts/payments/deep`,
        ...http,
      );
      expect(deeper.status).not.toBe(0);
    });

    test("GOH-21 CL-3: a chart from the scaffold lints and renders after its pull", async ({
      bench,
      server,
      token,
      api,
    }) => {
      const name = aName("scaffolded");
      await api.post("/org-charts", { name, scaffold: true });
      const draft = await api.get<{ commit: string }>(`/org-charts/${name}/draft`);
      const published = await api.post(`/org-charts/${name}/versions`, {
        version: "0.1.0",
        draftCommit: draft.body.commit,
        acknowledge: ["warnings"],
      });
      expect(published.status).toBe(201);
      await bench.login(server.host, token);
      await bench.must(
        helm,
        "pull",
        `oci://${server.host}/charts/${name}`,
        "--version",
        "0.1.0",
        "--untar",
        "-d",
        bench.folder,
        ...http,
      );
      const chart = path.join(bench.folder, name);
      await bench.must(helm, "lint", chart);
      expect(await bench.must(helm, "template", "try", chart)).toContain("kind: Deployment");
      expect((await readTree(chart)).size).toBeGreaterThan(5);
    });
  });
}

test("CL-5: helm 3 logs in over http without being told to, helm 4 does not", async ({
  bench,
  server,
  token,
}) => {
  const login = (helm: "helm3" | "helm4") =>
    bench.run(helm, "registry", "login", server.host, "-u", "org-token", "-p", token);
  expect((await login("helm3")).status).toBe(0);
  expect((await login("helm4")).status).not.toBe(0);
});

test("CL-2: what helm 3 pushed helm 4 pulls, and the other way round", async ({ bench, server, token }) => {
  await bench.login(server.host, token);
  for (const [pusher, puller] of [
    [helms[0], helms[1]],
    [helms[1], helms[0]],
  ] as const) {
    const name = aName("crossed");
    const file = await packaged(bench, pusher.helm, name, "1.0.0");
    await bench.must(pusher.helm, "push", file, `oci://${server.host}/charts`, ...pusher.http);
    const into = path.join(bench.folder, `by-${puller.helm}`);
    await bench.must(
      puller.helm,
      "pull",
      `oci://${server.host}/charts/${name}`,
      "--version",
      "1.0.0",
      "--untar",
      "-d",
      into,
      ...puller.http,
    );
    const sent = await readTree(path.join(bench.folder, "1", name));
    const got = await readTree(path.join(into, name));
    // helm itself writes Chart.yaml anew when it packages.
    for (const tree of [sent, got]) tree.delete("Chart.yaml");
    expect(differences(sent, got)).toEqual([]);
  }
});
