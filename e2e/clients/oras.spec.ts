import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { aName } from "../fixtures.ts";
import { asUser, pullTree, readTree, test } from "./workbench.ts";

test("CL-6: pushes files into a plain repository and pulls them, byte for byte", async ({
  bench,
  server,
  token,
}) => {
  await bench.write(".", { "notes.txt": "kept as they are\n" });
  const reference = `${server.host}/files/${aName("notes")}:v1`;
  const oras = asUser(token);
  await bench.must(
    "oras",
    ...oras,
    "push",
    reference,
    "application/vnd.example.notes",
    "notes.txt=text/plain",
  );
  const into = path.join(bench.folder, "back");
  await mkdir(into);
  const pulled = JSON.parse(await bench.must("oras", ...oras, "pull", reference, into)) as {
    Files: string[];
  };
  expect(pulled.Files).toEqual(["notes.txt"]);
  expect(await readFile(path.join(into, "notes.txt"), "utf8")).toBe("kept as they are\n");
});

test("CL-6 OCI-82: a signature is attached, and discovered by its subject", async ({
  bench,
  server,
  token,
}) => {
  await bench.write(".", { "notes.txt": "content\n", "seal.txt": "sealed\n" });
  const oras = asUser(token);
  const reference = `${server.host}/files/${aName("sealed")}:v1`;
  await bench.must(
    "oras",
    ...oras,
    "push",
    reference,
    "application/vnd.example.notes",
    "notes.txt=text/plain",
  );
  await bench.must(
    "oras",
    ...oras,
    "attach",
    reference,
    "application/vnd.example.seal",
    "seal.txt=text/plain",
  );
  const found = JSON.parse(await bench.must("oras", ...oras, "discover", reference)) as unknown[];
  expect(found).toEqual([expect.objectContaining({ artifactType: "application/vnd.example.seal" })]);
});

test("CL-6 OCI-44 OCI-72: copies within the registry by mount, and lists what it holds", async ({
  bench,
  server,
  token,
}) => {
  await bench.write(".", { "notes.txt": "content\n" });
  const oras = asUser(token);
  const [source, target] = [aName("source"), aName("target")];
  await bench.must(
    "oras",
    ...oras,
    "push",
    `${server.host}/files/${source}:v1`,
    "application/vnd.example.notes",
    "notes.txt=text/plain",
  );
  await bench.must(
    "oras",
    ...oras,
    "copy",
    `${server.host}/files/${source}:v1`,
    `${server.host}/files/${target}:v1`,
  );
  const listed = (await bench.must("oras", ...oras, "ls", server.host)).trim().split("\n");
  expect(listed).toEqual(expect.arrayContaining([`files/${source}`, `files/${target}`]));
});

const kinds = [
  { api: "/org-kustomize-bases", root: "kustomize-bases", scaffold: true, builds: true },
  { api: "/org-manifest-bundles", root: "manifest-bundles", scaffold: "namespace", builds: false },
];

for (const { api: address, root, scaffold, builds } of kinds) {
  test(`GOH-73 OCI-132: a scaffolded entry of ${root} is pulled by oras${builds ? " and built by kustomize" : ""}`, async ({
    bench,
    server,
    token,
    api,
  }) => {
    const name = aName("entry");
    expect((await api.post(address, { name, scaffold })).status).toBe(201);
    const draft = await api.get<{ commit: string; files: { path: string }[] }>(`${address}/${name}/draft`);
    const published = await api.post(`${address}/${name}/versions`, {
      version: "0.1.0",
      draftCommit: draft.body.commit,
      acknowledge: ["warnings"],
    });
    expect(published.status).toBe(201);
    const tree = await pullTree(bench, token, `${server.host}/${root}/${name}:0.1.0`);
    expect([...(await readTree(tree)).keys()]).toEqual(draft.body.files.map((file) => file.path).sort());
    if (builds) expect(await bench.must("kustomize", "build", tree)).toContain("kind: Deployment");
  });
}
