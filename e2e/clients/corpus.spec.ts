import { cp, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { parse } from "yaml";
import { z } from "zod";
import { type Case, noCorpus, readCases, readFolder } from "./corpus.ts";
import { kinds, publishTree, words } from "./publish-tree.ts";
import { differences, type Files, pullTree, readTree, test, type Workbench } from "./workbench.ts";

// "Shows" 3: what others have written can be brought in, published at its own version and pulled with the real client,
// and comes back with the same files. Nothing of the corpus is copied into this repository: CORPUS_DIR says where it is.

const identitySchema = z.object({ name: z.string(), version: z.string() });
const cases = readCases().filter((one) => /^(renders|parses)/.test(one.expectation));
const of = (kind: string) => cases.filter((one) => one.kind === kind);

/** A project of each case, because several charts of the corpus have one name. */
const projectOf = (one: Case) => `case-${cases.indexOf(one)}`;

/** The files that `helm package` puts into a chart's archive: those that .helmignore does not name. */
async function keptByHelm(
  bench: Workbench,
  one: Case,
  files: Files,
  name: string,
  version: string,
): Promise<Files> {
  const into = path.join(bench.folder, "reference");
  await bench.must("helm4", "package", one.folder, "-d", into);
  const unpacked = await bench.unpack(path.join(into, `${name}-${version}.tgz`));
  const packed = await readTree(path.join(unpacked, name));
  const names = new Set([...packed.keys()].map((file) => file.toLowerCase()));
  // helm unpacks a subchart's archive when it packages, calls a subchart's folder by the chart's name, and drops the lock of
  // charts made for Helm 2; we keep all three as they lie there.
  const isKept = (file: string) =>
    names.has(file.toLowerCase()) || /^(charts\/[^/]+\.tgz|Chart\.lock)$/.test(file);
  return new Map([...files].filter(([file]) => isKept(file)));
}

test.describe("the corpus", () => {
  test.beforeEach(() => test.info().skip(Boolean(noCorpus), noCorpus));

  for (const one of of("chart"))
    test(`PUB-5 CAT-22 OCI-131: chart ${one.id} comes back from helm pull as it was`, async ({
      bench,
      server,
      token,
      api,
    }) => {
      const { files } = await readFolder(one.folder);
      const { name, version } = identitySchema.parse(parse(files.get("Chart.yaml")?.toString() ?? ""));
      const project = projectOf(one);
      const answer = await publishTree(api, "chart", { project, name }, version, files);
      expect(words(answer)).toBe("201");
      await bench.login(server.host, token);
      const from = `oci://${server.host}/charts/${project}/${name}`;
      await bench.must(
        "helm4",
        "pull",
        from,
        "--version",
        version,
        "--untar",
        "-d",
        bench.folder,
        "--plain-http",
      );
      const pulled = await readTree(path.join(bench.folder, name));
      expect(differences(await keptByHelm(bench, one, files, name, version), pulled)).toEqual([]);
    });

  for (const one of of("package"))
    test(`API GOH-52 OCI-131: package ${one.id} comes back from helm pull byte for byte`, async ({
      bench,
      server,
      token,
      api,
    }) => {
      const bytes = await readFile(one.folder);
      const unpacked = await bench.unpack(one.folder);
      const [chartFile] = [...(await readTree(unpacked))].filter(([file]) =>
        /^[^/]+\/Chart\.yaml$/.test(file),
      );
      const { name, version } = identitySchema.parse(parse(chartFile?.[1].toString() ?? ""));
      const project = projectOf(one);
      expect((await api.post("/org-charts", { project, name })).status).toBe(201);
      const address = `/org-charts/${project}~${name}/versions?version=${encodeURIComponent(version)}`;
      expect(words(await api.postPackage(address, bytes))).toBe("201");
      await bench.login(server.host, token);
      await bench.must(
        "helm3",
        "pull",
        `oci://${server.host}/charts/${project}/${name}`,
        "--version",
        version,
        "--plain-http",
      );
      expect((await readFile(path.join(bench.folder, `${name}-${version}.tgz`))).equals(bytes)).toBe(true);
    });

  for (const helm of ["helm3", "helm4"] as const)
    test(`CL-2 GOH-73: ${helm} pushes the corpus' packages, and each appears in the catalog with its files`, async ({
      bench,
      server,
      token,
      api,
    }) => {
      await bench.login(server.host, token);
      for (const one of of("package")) {
        await bench.must(helm, "push", one.folder, `oci://${server.host}/charts/${helm}`, "--plain-http");
        const [tree] = [...(await readTree(await bench.unpack(one.folder)))];
        const name = tree?.[0].split("/")[0] ?? "";
        const version = path.basename(one.folder, ".tgz").slice(name.length + 1);
        const files = await api.get(`/org-charts/${helm}~${name}/versions/${version}/files`);
        expect(files.status).toBe(200);
        expect(JSON.stringify(files.body)).toContain("Chart.yaml");
      }
    });

  for (const one of of("kustomize"))
    test(`PUB-8 OCI-132: base ${one.id} comes back from oras pull as it was, or its reference is named`, async ({
      bench,
      server,
      token,
      api,
    }) => {
      const { files } = await readFolder(one.folder);
      // Alone in a folder, as it would be for whoever pulls it: does kustomize itself still build it?
      const alone = path.join(bench.folder, "alone");
      await cp(one.folder, alone, { recursive: true });
      const native = await bench.run("kustomize", "build", alone);
      const at = { project: projectOf(one), name: "base" };
      const answer = await publishTree(api, "kustomize", at, "1.0.0", files);
      if (native.status !== 0) {
        expect(answer.status).toBe(400);
        process.stdout.write(`refused: ${one.id}: ${words(answer)}\n`);
        return;
      }
      expect(words(answer)).toBe("201");
      const tree = await pullTree(
        bench,
        token,
        `${server.host}/kustomize-bases/${at.project}/${at.name}:1.0.0`,
      );
      expect(differences(files, await readTree(tree))).toEqual([]);
      expect(await bench.must("kustomize", "build", tree)).toBe(native.stdout);
    });

  for (const one of of("bundle"))
    test(`PUB-9 OCI-132: bundle ${one.id} comes back from oras pull as it was, or the object that is there twice is named`, async ({
      bench,
      server,
      token,
      api,
    }) => {
      const { files } = await readFolder(one.folder);
      const at = { project: projectOf(one), name: "bundle" };
      const answer = await publishTree(api, "bundle", at, "1.0.0", files);
      if (answer.status === 400) {
        expect(words(answer)).toMatch(/\.(yaml|json):\d+: .+ is already in /);
        process.stdout.write(`refused: ${one.id}: ${words(answer)}\n`);
        return;
      }
      expect(words(answer)).toBe("201");
      const tree = await pullTree(
        bench,
        token,
        `${server.host}/${kinds.bundle.root}/${at.project}/${at.name}:1.0.0`,
      );
      expect(differences(files, await readTree(tree))).toEqual([]);
    });

  test("GOH-66 OCI-97: another push of a corpus chart's version is refused, the same again succeeds", async ({
    bench,
    server,
    token,
  }) => {
    const [one] = of("chart").filter((chart) => chart.id.startsWith("podinfo"));
    if (!one) throw new Error("The corpus has no podinfo chart.");
    await bench.login(server.host, token);
    const folder = path.join(bench.folder, "podinfo");
    await cp(one.folder, folder, { recursive: true });
    const pack = async (into: string) => {
      await mkdir(path.join(bench.folder, into));
      await bench.must("helm3", "package", folder, "-d", path.join(bench.folder, into));
      return path.join(bench.folder, into, `podinfo-${one.version}.tgz`);
    };
    const target = `oci://${server.host}/charts/twice`;
    const first = await pack("first");
    await bench.must("helm3", "push", first, target, "--plain-http");
    await bench.write("podinfo", { "values.yaml": "replicaCount: 7\n" });
    const refused = await bench.run("helm3", "push", await pack("second"), target, "--plain-http");
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain(`version already exists: ${one.version}`);
    await bench.must("helm3", "push", first, target, "--plain-http");
  });
});
