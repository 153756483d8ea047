import { readFile } from "node:fs/promises";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { test as base, signIn } from "../fixtures.ts";
import type { Api } from "../server.ts";
import { draftOf } from "./editors.ts";

type ForTest = { page: Page };
type ForWorker = { visit: BrowserContext };

/** Pages of one visit of one person: the engine is loaded once, as it is for whoever comes back. */
export const test = base.extend<ForTest, ForWorker>({
  visit: [
    async ({ browser, server }, use) => {
      const context = await browser.newContext({
        baseURL: server.url,
        viewport: { width: 1440, height: 900 },
      });
      const page = await context.newPage();
      await signIn(page);
      await page.close();
      await use(context);
      await context.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  page: async ({ visit }, use) => {
    const page = await visit.newPage();
    await use(page);
    await page.close();
  },
});

/** What is printed now. */
export const printed = async (page: Page) => (await outputBytes(page)).toString();

/** Waits until the output says this, also where it is not on the screen. */
export const prints = (page: Page, words: string) => expect.poll(() => printed(page)).toContain(words);

export const preview = (page: Page) => page.getByRole("complementary", { name: "Preview" });
export const output = (page: Page) => page.locator("[data-output-editor] .view-lines");

/** Waits until the output has so many objects. */
export async function showsObjects(page: Page, count: number): Promise<void> {
  const words = count === 1 ? "1 object" : `${count} objects`;
  await expect(preview(page).getByText(words, { exact: true }).first()).toBeVisible({ timeout: 60_000 });
}

/** Opens the editor and waits until the first output stands there. */
export async function openPreview(page: Page, address: string, count: number): Promise<void> {
  await page.goto(address);
  await showsObjects(page, count);
}

/** The output's bytes, as somebody takes them along. */
export async function outputBytes(page: Page): Promise<Buffer> {
  const coming = page.waitForEvent("download");
  await preview(page).getByRole("button", { name: "Download the output" }).click();
  return readFile(await (await coming).path());
}

/** Saves these files over the draft; null leaves one out. */
export async function saveFiles(
  api: Api,
  root: string,
  name: string,
  files: Readonly<Record<string, string | null>>,
): Promise<void> {
  const { commit } = await draftOf(api, root, name);
  const changes = Object.entries(files).map(([path, content]) =>
    content === null ? { op: "delete", path } : { op: "put", path, content, encoding: "utf-8" },
  );
  const saved = await api.post(`/${root}/${name}/draft/commits`, {
    parent: commit,
    message: "Files",
    changes,
  });
  expect(saved.status, JSON.stringify(saved.body)).toBe(201);
}

/** A chart of one template, and what else is given. */
export async function chartOf(
  api: Api,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  expect((await api.post("/org-charts", { name })).status).toBe(201);
  await saveFiles(api, "org-charts", name, {
    "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`,
    ...files,
  });
}
