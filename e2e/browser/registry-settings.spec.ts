import { expect } from "@playwright/test";
import { aName, test } from "../fixtures.ts";
import { registryOf } from "../oci.ts";
import { owner, startServer } from "../server.ts";
import { expectAccessible, tabTo } from "./pages.ts";

test.describe("registry limits", () => {
  test("NB-28 OCI-123: the page shows what a minute buys, and the caller's balance", async ({ page }) => {
    const server = await startServer({ env: { CHARTROOM_RATE_LIMIT: "300" } });
    try {
      await page.goto(`${server.url}/sign-in`);
      await page.getByLabel("Email").fill(owner.email);
      await page.getByLabel("Password", { exact: true }).fill(owner.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
      await page.goto(`${server.url}/registry/limits`);
      await expect(page.getByRole("row", { name: "helm push 11 27" })).toBeVisible();
      const balance = page.getByRole("progressbar", { name: "Requests that are left" });
      await expect(balance).toHaveAttribute("aria-valuenow", "100");
      await expectAccessible(page);
    } finally {
      await server.stop();
      await server.remove();
    }
  });
});

test.describe("repository policies", () => {
  test("OCI-108 GL-15 API-25: set with a preview, changed and deleted with the keyboard, and kept to at once", async ({
    ownerPage: page,
    server,
  }) => {
    const below = aName("images");
    const repository = `${below}/web`;
    const registry = registryOf(server, await server.registryToken());
    const push = (text: string) => registry.pushChart(repository, "v1", { name: "web" }, Buffer.from(text));
    expect([await push("one"), await push("two")]).toEqual([201, 201]);

    await page.goto("/settings/registry/policies");
    await expect(page.getByRole("row", { name: /every (other )?plain repository/ })).toBeVisible();
    const dialog = page.getByRole("dialog", { name: "Create policy" });
    // The page may be there before its keys are.
    await expect(async () => {
      await page.keyboard.press("c");
      await expect(dialog).toBeVisible({ timeout: 2000 });
    }).toPass();
    await dialog.getByLabel("Repositories").fill("**");
    await expect(dialog.getByText(/It reaches charts/)).toBeVisible();
    await dialog.getByLabel("Repositories").fill(`${below}/**`);
    await expect(dialog.getByText("1 repository matches")).toBeVisible();
    await expect(dialog.getByText(repository, { exact: true })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel("Repositories").press("Enter");
    await expect(dialog).toBeHidden();
    const row = page.getByRole("row", { name: `${below}/**` });
    await expect(row).toContainText("never move");
    expect([await push("two"), await push("three")]).toEqual([201, 409]);

    const actions = page.getByRole("button", { name: `Actions for ${below}/**` });
    await tabTo(page, actions);
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Change policy" }).press("Enter");
    const change = page.getByRole("dialog", { name: `Change ${below}/**` });
    await change.getByRole("radio", { name: "May move" }).check();
    await change.getByRole("radio", { name: "Refused" }).check();
    await change.getByRole("button", { name: "Save policy" }).click();
    await expect(row).toContainText("may move");
    expect(await push("three")).toBe(201);
    expect((await registry.ask("DELETE", `${repository}/manifests/v1`)).status).toBe(405);

    await actions.click();
    await page.getByRole("menuitem", { name: "Delete policy" }).click();
    await page.getByRole("button", { name: "Delete policy" }).click();
    await expect(page.getByText("is deleted")).toBeVisible();
    await expect(row).toBeHidden();
    expect((await registry.ask("DELETE", `${repository}/manifests/v1`)).status).toBe(202);
  });
});
