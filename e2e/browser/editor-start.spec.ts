import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { test } from "../fixtures.ts";
import { drafted, fileOf, openEditor, pathsOf, row, text } from "./editors.ts";
import { seriousIn, tabTo } from "./pages.ts";

const chart = (name: string) => packedTree(Object.entries(chartFiles(name, "1.0.0")), name);

/** Drags files or folders of this computer onto a place of the page, as a hand does. */
async function dropOnto(page: Page, target: Locator, files: string[]): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error("There is no place to drop them.");
  const session = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 3, y: box.y + box.height / 2 };
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, ...at, data });
}

test("GOH-21: an empty chart starts from the scaffold by one action, and the tree fills without a reload", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts", false);
  await page.goto(`/charts/${name}/editor`);
  const begin = page.getByRole("button", { name: "Start from the scaffold" });
  await expect(page.getByRole("heading", { name: "No files yet" })).toBeVisible();
  await page.evaluate(() => document.body.setAttribute("data-not-reloaded", ""));
  expect(await seriousIn(page)).toEqual([]);
  await tabTo(page, begin);
  await page.keyboard.press("Enter");
  await expect(row(page, "Chart.yaml")).toBeVisible();
  await expect(text(page)).toContainText("replicaCount", { timeout: 30_000 });
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(page.locator("body[data-not-reloaded]")).toHaveCount(1);
  expect(await pathsOf(api, "org-charts", name)).toContain("templates/deployment.yaml");
});

test("GOH-21 GOH-43: so do a base, and a bundle from each of its four templates", async ({
  ownerPage: page,
  api,
}) => {
  const base = await drafted(api, "org-kustomize-bases", false);
  await page.goto(`/kustomize-bases/${base}/editor`);
  await page.getByRole("button", { name: "Start from the scaffold" }).click();
  await expect(row(page, "kustomization.yaml")).toBeVisible();
  const seen = new Set<string>();
  for (const template of ["Namespace", "Custom resource definitions", "Operator", "One-off job"]) {
    const bundle = await drafted(api, "org-manifest-bundles", false);
    await page.goto(`/manifest-bundles/${bundle}/editor`);
    await page.getByRole("radio", { name: template }).check();
    await page.getByRole("button", { name: "Start from the scaffold" }).click();
    await expect(page.getByText("Everything is saved")).toBeVisible();
    await expect(page.getByRole("treeitem").first()).toBeVisible();
    seen.add((await pathsOf(api, "org-manifest-bundles", bundle)).join(" "));
  }
  expect(seen.size).toBe(4);
});

test("CAT-20: an empty draft takes an archive or a new file, by buttons in its middle @phone", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts", false);
  await page.goto(`/charts/${name}/editor`);
  await page.getByRole("button", { name: "New file" }).last().click();
  await page.getByRole("dialog", { name: "New file" }).getByLabel("Path").fill("notes.txt");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: /notes\.txt/ })).toBeVisible();

  const other = await drafted(api, "org-charts", false);
  await page.goto(`/charts/${other}/editor`);
  await page.getByLabel("Files or an archive to upload").setInputFiles({
    name: "whole.tgz",
    mimeType: "application/gzip",
    buffer: await chart(other),
  });
  await page.getByRole("button", { name: "Replace the draft's files" }).click();
  await expect(text(page)).toContainText("replicas: 1", { timeout: 30_000 });
  expect(await pathsOf(api, "org-charts", other)).toEqual(Object.keys(chartFiles(other, "1.0.0")).sort());
});

test("CAT-20: an archive becomes the whole draft, and one that reaches outside is refused by name", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts");
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  const bring = async (buffer: Buffer) => {
    await page
      .getByLabel("Files to upload")
      .setInputFiles({ name: "whole.tgz", mimeType: "application/gzip", buffer });
    await page.getByRole("button", { name: "Replace the draft's files" }).click();
  };
  await bring(await packedTree([["../../outside.yaml", "a: 1\n"]], name));
  await expect(page.getByText(/outside\.yaml/).first()).toBeVisible();
  expect(await pathsOf(api, "org-charts", name)).toContain("templates/deployment.yaml");
  await bring(await chart(name));
  await expect(row(page, "deployment.yaml")).toHaveCount(0);
  await expect(text(page)).toContainText("replicas: 1");
  expect(await pathsOf(api, "org-charts", name)).toEqual(Object.keys(chartFiles(name, "1.0.0")).sort());
});

test("CAT-20: files and folders are dropped into the tree; one over 5 MiB is left out and named", async ({
  ownerPage: page,
  api,
}, testInfo) => {
  const folder = testInfo.outputPath("policies");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "allow.yaml"), "allow: true\n");
  const big = testInfo.outputPath("big.yaml");
  writeFileSync(big, "a".repeat(5 * 1024 * 1024 + 1));
  const logo = testInfo.outputPath("logo.png");
  writeFileSync(logo, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
  const name = await drafted(api, "org-charts");
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");

  await dropOnto(page, row(page, "templates"), [folder]);
  await expect(row(page, "allow.yaml")).toBeVisible();
  await dropOnto(page, row(page, "Chart.yaml"), [big, logo]);
  await expect(page.getByText("big.yaml is over 5 MiB").first()).toBeVisible();
  await row(page, "logo.png").click();
  await expect(page.getByRole("heading", { name: "A binary file" })).toBeVisible();
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(async () =>
    expect(await fileOf(api, "org-charts", name, "templates/policies/allow.yaml")).toBe("allow: true\n"),
  ).toPass();
  const paths = await pathsOf(api, "org-charts", name);
  expect(paths).toContain("logo.png");
  expect(paths).not.toContain("big.yaml");
});
