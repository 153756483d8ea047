import { expect } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { publishTree } from "./publish-tree.ts";
import { test } from "./workbench.ts";

test("OCI-100 PUB-3 GOH-66: 40 parallel publishes of one tag make one version; the others are told so", async ({
  api,
}) => {
  const name = aName("raced");
  const files = (replicas: number) =>
    new Map(
      Object.entries(chartFiles(name, "1.0.0", replicas)).map(([file, text]) => [file, Buffer.from(text)]),
    );
  expect((await publishTree(api, "chart", { name }, "0.9.0", files(0))).status).toBe(201);

  const address = `/org-charts/${name}`;
  const packages: Uint8Array[] = [];
  for (let replicas = 1; replicas <= 40; replicas += 1)
    packages.push(await packedTree(files(replicas), name));
  const answers = await Promise.all(
    packages.map((bytes) => api.postPackage<{ title?: string }>(`${address}/versions?version=1.0.0`, bytes)),
  );
  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses).toEqual([201, ...Array<number>(39).fill(409)]);
  for (const answer of answers)
    if (answer.status === 409)
      expect(answer.body).toMatchObject({ code: "version_exists", title: "version already exists" });
  const versions = await api.get<{ items: { version: string }[] }>(`${address}/versions`);
  expect(versions.body.items.map((one) => one.version)).toEqual(["1.0.0", "0.9.0"]);
});
