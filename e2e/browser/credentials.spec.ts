import { expect } from "@playwright/test";
import { AUTHORITY, aRegistryOfOthers, LOGIN } from "#lib/credentials/fixtures.ts";
import { test } from "../fixtures.ts";
import { expectAccessible, seriousIn, tabTo } from "./pages.ts";

test.describe("OCI credentials", () => {
  test("GOH-61 GOH-63 GOH-64 CAT-32: tested before it is kept, kept sealed, tested again, replaced and deleted", async ({
    ownerPage: page,
    server,
  }) => {
    const registry = await aRegistryOfOthers();
    const host = `127.0.0.1:${registry.port}`;
    try {
      await page.goto("/settings/registry/credentials");
      const dialog = page.getByRole("dialog", { name: "Add credential" });
      // The page may be there before its keys are.
      await expect(async () => {
        await page.keyboard.press("c");
        await expect(dialog).toBeVisible({ timeout: 2000 });
      }).toPass();
      await dialog.getByLabel("Registry host").fill(`https://${host}/v2/acme`);
      await expect(dialog.getByText(`Kept as ${host}`)).toBeVisible();
      await dialog.getByLabel("Username").fill(LOGIN.username);
      await dialog.getByLabel("Password or token", { exact: true }).fill(LOGIN.password);
      const testing = dialog.getByRole("button", { name: "Test connection" });
      await testing.click();
      await expect(dialog.getByText("Failed at TLS")).toBeVisible();
      await expect(dialog.getByText(/issued by Corporate authority, is not taken/)).toBeVisible();
      await dialog.getByLabel("Certificate authority").fill(AUTHORITY.cert);
      await dialog.getByLabel("Test with repository").fill("acme/web");
      await testing.click();
      await expect(dialog.getByText("2 tags, such as 1.1.0.")).toBeVisible();
      await expect(dialog.getByText(/76 of 100 requests left, counted over 6 h/)).toBeVisible();
      expect(await seriousIn(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Add credential" }).click();

      await expect(page.getByRole("heading", { level: 1, name: host })).toBeVisible();
      await expect(page.getByRole("heading", { name: "Not tested" })).toBeVisible();
      await page.getByRole("button", { name: "Test connection" }).press("Enter");
      await expect(page.getByText("Every step passed")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Replace" }).press("Enter");
      await page.getByLabel("Password or token", { exact: true }).fill("wr0ng-password");
      await page.getByRole("button", { name: "Save credential" }).click();
      await expect(page.getByRole("heading", { name: "Not tested" })).toBeVisible();
      await page.getByRole("button", { name: "Test connection" }).click();
      await expect(page.getByText(/answers 401, and says “wrong password”/)).toBeVisible();
      await page.reload();
      await expect(page.getByText(/answers 401, and says “wrong password”/)).toBeVisible();
      for (const told of [await page.content(), server.logs()])
        for (const secret of [LOGIN.password, "wr0ng-password"]) expect(told).not.toContain(secret);

      const remove = page.getByRole("button", { name: "Delete", exact: true });
      const sure = page.getByRole("dialog", { name: `Delete the credential for ${host}` });
      // After a reload the page may be there before its keys are.
      await expect(async () => {
        if (await sure.isHidden()) {
          await tabTo(page, remove);
          await page.keyboard.press("Enter");
        }
        await expect(sure).toBeVisible({ timeout: 2000 });
      }).toPass();
      await expect(sure.getByText("Nothing uses it.")).toBeVisible();
      await sure.getByRole("button", { name: "Delete credential" }).press("Enter");
      await expect(page.getByRole("heading", { level: 1, name: "OCI credentials" })).toBeVisible();
      await expect(page.getByRole("link", { name: host })).toBeHidden();
    } finally {
      await registry.close();
    }
  });
});
