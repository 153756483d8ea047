import { expect } from "@playwright/test";
import { aName, test } from "../fixtures.ts";
import { published } from "./pages.ts";

/** A window of each layout: a phone, a half screen, a small laptop, a desktop. */
const WIDTHS = [390, 700, 900, 1120, 1440];
const LONG_TAG = `1.0.0-${"a".repeat(122)}`;

test("the longest names, tags and words that are taken widen no page: each is cut or wrapped", async ({
  ownerPage: page,
  api,
}) => {
  const project = aName("p".repeat(50));
  const name = aName("x".repeat(50));
  const description = "w".repeat(200);
  await published(api, { root: "org-charts", name, tag: LONG_TAG }, { description });
  const inProject = { project, description, scaffold: "namespace" };
  expect((await api.post("/org-manifest-bundles", { name, ...inProject })).status).toBe(201);
  const { body } = await api.get<{ commit: string }>(`/org-manifest-bundles/${project}~${name}/draft`);
  const release = { version: "y".repeat(128), notes: description, draftCommit: body.commit };
  const versions = `/org-manifest-bundles/${project}~${name}/versions`;
  expect((await api.post(versions, release)).status).toBe(201);
  const marked = aName("marked");
  await published(api, { root: "org-charts", name: marked, tag: "10.20.30-rc.1" });
  const mark = { state: "deprecated", reason: "broken" };
  expect((await api.put(`/org-charts/${marked}/versions/10.20.30-rc.1/lifecycle`, mark)).status).toBe(200);
  const wide: string[] = [];
  for (const address of [
    "/charts",
    "/manifest-bundles",
    `/charts/${name}`,
    `/charts/${name}/versions`,
    `/charts/${name}/versions/${LONG_TAG}`,
    `/charts/${name}/history`,
    `/manifest-bundles/${project}~${name}`,
    `/projects/${project}`,
    "/projects",
    "/registry",
    `/registry/charts/${name}`,
    `/registry/charts/${name}?tag=${LONG_TAG}`,
    "/settings/audit",
  ]) {
    await page.goto(address);
    await expect(page.locator("main h1").first()).toBeVisible();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) wide.push(`${address} at ${width}: ${over} px`);
    }
  }
  expect(wide).toEqual([]);
});

test("where the bar has no room for the sections its menu has them, up to a half screen's width @phone", async ({
  ownerPage: page,
}) => {
  for (const width of [390, 700, 890]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto("/charts");
    await page.getByRole("button", { name: "Open navigation" }).click();
    const menu = page.getByRole("dialog");
    await expect(menu.getByRole("link", { name: /^Charts/ })).toHaveAttribute("aria-current", "page");
    await menu.getByRole("link", { name: "Registry" }).click();
    await page.waitForURL("**/registry");
    await expect(menu).toHaveCount(0);
  }
  await page.setViewportSize({ width: 900, height: 844 });
  await expect(page.getByRole("button", { name: "Open navigation" })).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Catalog" })).toBeVisible();
});
