import { expect } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { aName, test } from "../fixtures.ts";
import { digestOf, type Registry, registryOf } from "../oci.ts";
import { seriousIn, tabTo, watchPage } from "./pages.ts";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const INDEX = "application/vnd.oci.image.index.v1+json";
const IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";

const described = (bytes: Buffer, mediaType: string) => ({
  mediaType,
  digest: digestOf(bytes),
  size: bytes.length,
});

async function pushBlob(registry: Registry, repository: string, text: string): Promise<Buffer> {
  const bytes = Buffer.from(text);
  const pushed = await registry.ask("POST", `${repository}/blobs/uploads/?digest=${digestOf(bytes)}`, bytes);
  expect(pushed.status).toBe(201);
  return bytes;
}

async function pushManifest(
  registry: Registry,
  repository: string,
  reference: string | null,
  manifest: object,
) {
  const bytes = Buffer.from(JSON.stringify(manifest));
  const type = "manifests" in manifest ? INDEX : MANIFEST;
  const digest = digestOf(bytes);
  const put = await registry.ask("PUT", `${repository}/manifests/${reference ?? digest}`, bytes, type);
  expect(put.status).toBe(201);
  return { mediaType: type, digest, size: bytes.length };
}

/** One platform of an image. */
async function pushImage(registry: Registry, repository: string, tag: string | null, architecture: string) {
  const config = await pushBlob(registry, repository, JSON.stringify({ os: "linux", architecture }));
  const layer = await pushBlob(registry, repository, `layer of ${architecture}`);
  return pushManifest(registry, repository, tag, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: described(config, IMAGE_CONFIG),
    layers: [described(layer, "application/vnd.oci.image.layer.v1.tar+gzip")],
  });
}

/** An image of two platforms, with an SBOM. */
async function pushPlatforms(registry: Registry, repository: string, tag: string): Promise<void> {
  const platforms = ["amd64", "arm64"];
  const manifests = [];
  for (const architecture of platforms)
    manifests.push({
      ...(await pushImage(registry, repository, null, architecture)),
      platform: { os: "linux", architecture },
    });
  const subject = await pushManifest(registry, repository, tag, {
    schemaVersion: 2,
    mediaType: INDEX,
    manifests,
  });
  const sbom = await pushBlob(registry, repository, "{}");
  await pushManifest(registry, repository, null, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    artifactType: "application/spdx+json",
    config: described(sbom, "application/vnd.oci.empty.v1+json"),
    layers: [described(sbom, "application/spdx+json")],
    subject,
  });
}

async function pushChart(
  registry: Registry,
  repository: string,
  name: string,
  version: string,
  tag?: string,
) {
  const files = Object.entries(chartFiles(name, version));
  const config = { apiVersion: "v2", name, version, appVersion: "1.0", description: "A chart for tests" };
  const archive = await packedTree(files, name);
  const ociTag = tag ?? version.replace("+", "_");
  expect(await registry.pushChart(repository, ociTag, config, archive)).toBe(201);
  return digestOf(archive);
}

test("GL-1 GL-4 GL-19 NB-17: one token pushes an image and a chart of a project; both are there with their facts, and the chart in its history", async ({
  ownerPage: page,
  server,
}) => {
  const seen = watchPage(page, server.host);
  const project = aName("pay");
  const registry = registryOf(server, await server.registryToken());
  await pushPlatforms(registry, `${project}/api`, "1.4.0");
  const chart = await pushChart(registry, `charts/${project}/api`, "api", "1.4.0+b5");

  await page.goto("/charts");
  await page.getByRole("navigation", { name: "Catalog" }).getByRole("link", { name: "Registry" }).click();
  await page.getByRole("searchbox", { name: "Search repositories" }).fill(project);
  await expect(page).toHaveURL(new RegExp(`/registry\\?q=${project}`));
  const rows = page.getByRole("table", { name: "Repositories" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: `charts/${project}/api` })).toContainText("Charts");
  await expect(rows.filter({ hasText: "Plain repository" })).toContainText("Images, signatures and SBOMs");
  expect(await seriousIn(page)).toEqual([]);

  await page.getByRole("link", { name: `charts/${project}/api`, exact: true }).click();
  await expect(page.getByRole("heading", { name: `charts/${project}/api` })).toBeVisible();
  const tags = page.getByRole("table", { name: "Tags" });
  await expect(tags).toContainText("1.4.0+b5");
  await page.getByRole("link", { name: "In the catalog", exact: true }).click();
  await expect(page).toHaveURL(
    new RegExp(`/charts/${project}~api/versions/1\\.4\\.0%2Bb5(\\?org=default)?$`),
  );
  await page.goto(`/charts/${project}~api/versions`);
  await expect(page.getByRole("row").filter({ hasText: "1.4.0+b5" })).toContainText("pushed");

  await page.goto(`/registry/${project}/api`);
  await expect(tags.getByRole("row").filter({ hasText: "1.4.0" })).toContainText("linux/amd64, linux/arm64");
  await expect(page.getByRole("link", { name: "SBOM" })).toBeVisible();
  await page.getByRole("link", { name: "1.4.0", exact: true }).click();
  await expect(page.getByRole("table", { name: "Platforms" })).toContainText("linux/arm64");
  await expect(page.getByRole("complementary")).toContainText(`${server.host}/${project}/api:1.4.0`);
  expect(await seriousIn(page)).toEqual([]);

  const pulled = await registry.ask("GET", `${project}/api/manifests/1.4.0`);
  expect(pulled.status).toBe(200);
  expect(await registry.pullChart(`charts/${project}/api`, "1.4.0_b5")).toBe(chart);
  expect(seen).toEqual([]);
});

test("GL-5 GL-6 GL-8: a chart of a plain repository is published into the catalog; other bytes are refused in words", async ({
  ownerPage: page,
  server,
}) => {
  const seen = watchPage(page, server.host);
  const project = aName("led");
  const registry = registryOf(server, await server.registryToken());
  const chart = await pushChart(registry, `${project}/helm/ledger`, "ledger", "2.0.0", "stable");
  await page.goto(`/registry/${project}/helm/ledger`);
  const row = page.getByRole("table", { name: "Tags" }).getByRole("row").filter({ hasText: "stable" });
  await expect(row).toContainText("ledger 2.0.0");
  await expect(row).toContainText("differs from the tag");
  await expect(row).toContainText("App 1.0");
  await page.getByRole("link", { name: "stable", exact: true }).click();
  await page.getByRole("button", { name: "Publish into the catalog" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Project")).toHaveValue(project);
  expect(await seriousIn(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Publish version 2.0.0" }).click();
  await dialog.getByRole("link", { name: "Open 2.0.0" }).click();
  await expect(page).toHaveURL(new RegExp(`/charts/${project}~ledger/versions/2\\.0\\.0(\\?org=default)?$`));
  expect(await registry.pullChart(`charts/${project}/ledger`, "2.0.0")).toBe(chart);

  const files = Object.entries(chartFiles("ledger", "2.0.0", 7));
  const other = await packedTree(files, "ledger");
  const config = { apiVersion: "v2", name: "ledger", version: "2.0.0" };
  expect(await registry.pushChart(`${project}/helm/ledger`, "other", config, other)).toBe(201);
  await page.goto(`/registry/${project}/helm/ledger?tag=other`);
  await page.getByRole("button", { name: "Publish into the catalog" }).click();
  await dialog.getByRole("button", { name: "Publish version 2.0.0" }).click();
  await expect(dialog.getByRole("alert")).toContainText("2.0.0");
  expect(seen.filter((one) => !one.includes("409"))).toEqual([]);
});

test("GL-10: a tag of a plain repository is deleted by keyboard alone, and a version of the catalog says why it stays", async ({
  ownerPage: page,
  server,
}) => {
  const project = aName("old");
  const registry = registryOf(server, await server.registryToken());
  await pushImage(registry, `${project}/api`, "gone", "amd64");
  await pushImage(registry, `${project}/api`, "stays", "arm64");
  await page.goto(`/registry/${project}/api`);
  await tabTo(page, page.getByRole("button", { name: "Actions for gone" }));
  await page.keyboard.press("Enter");
  const item = page.getByRole("menuitem", { name: "Delete tag" });
  await expect(item).toBeVisible();
  await page.keyboard.press("End");
  await expect(item).toBeFocused();
  await page.keyboard.press("Enter");
  const confirm = page.getByRole("dialog").getByRole("button", { name: "Delete tag gone" });
  await tabTo(page, confirm);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "gone", exact: true })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "stays", exact: true }).first()).toBeVisible();
  expect((await registry.ask("GET", `${project}/api/manifests/gone`)).status).toBe(404);
  await page.getByRole("link", { name: "Without a tag 1" }).click();
  await expect(page.getByRole("table", { name: "Manifests without a tag" }).getByRole("row")).toHaveCount(2);

  await pushChart(registry, `charts/${project}/api`, "api", "1.0.0");
  await page.goto(`/registry/charts/${project}/api?tag=1.0.0`);
  await expect(page.getByRole("button", { name: "Delete tag" })).toHaveAttribute("aria-disabled", "true");
});

test("GL-4 @phone: pages have addresses, an address that names nothing is told like a hidden one, and nothing is wider than a phone", async ({
  ownerPage: page,
  server,
}) => {
  const seen = watchPage(page, server.host, [/\/registry\//]);
  const project = aName("many");
  const registry = registryOf(server, await server.registryToken());
  const name = `${project}/a-repository-with-a-rather-long-name/${"deeper-".repeat(6)}end`;
  const { digest } = await pushImage(registry, name, "first", "amd64");
  const manifest = Buffer.from(
    await (await registry.ask("GET", `${name}/manifests/${digest}`)).arrayBuffer(),
  );
  const tags = Array.from({ length: 60 }, (_, at) => `tag=v${at}`).join("&");
  expect((await registry.ask("PUT", `${name}/manifests/${digest}?${tags}`, manifest, MANIFEST)).status).toBe(
    201,
  );
  await page.goto(`/registry/${name}?sort=tag`);
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("1–50 of 61 tags");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page).toHaveURL(/sort=tag.*page=2|page=2.*sort=tag/);
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("51–61 of 61 tags");
  await page.goBack();
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText("1–50 of 61 tags");
  for (const address of [`/registry?q=${project}`, `/registry/${name}`, `/registry/${name}?tag=first`]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
    expect(await seriousIn(page)).toEqual([]);
  }
  const missing = await page.goto(`/registry/${project}/nothing-here`);
  expect(missing?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  expect(seen).toEqual([]);
});
