import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { aName, test } from "../fixtures.ts";
import { expectAccessible, tabTo, watchPage } from "./pages.ts";

/** One white point. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=",
  "base64",
);

test("ROLE-9 CAT-28: by keyboard, a wrong value is refused at its field, what is typed stays, and it is saved @phone", async ({
  ownerPage: page,
  server,
}) => {
  const seen = watchPage(page, new URL(server.url).host);
  await page.goto("/settings/organization");
  const days = page.getByLabel("Longest life of a token");
  const notes = page.getByRole("checkbox", { name: "Has release notes" });
  // The page may be there before its script is.
  await expect(async () => {
    await days.fill("5000");
    await expect(page.getByText("unsaved")).toBeVisible({ timeout: 2000 });
  }).toPass();
  await tabTo(page, notes);
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Save settings" }));
  seen.length = 0;
  await page.keyboard.press("Enter");
  await expect(page.getByText("At most 3650 days.")).toBeVisible();
  // The browser itself tells its console of every refusal.
  expect(seen.filter((line) => !line.includes("400"))).toEqual([]);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  // To another page of the settings, and back.
  const menu = page.getByRole("navigation", { name: "Settings" });
  await menu.getByRole("link", { name: "Members" }).click();
  await expect(page.getByRole("heading", { name: "Members", level: 1 })).toBeVisible();
  await menu.getByRole("link", { name: "General" }).click();
  await expect(days).toHaveValue("5000");
  await expect(notes).toBeChecked();
  await notes.uncheck();
  await days.fill("365");
  await days.press("Enter");
  await expect(page.getByText("The settings are saved")).toBeVisible();
  await page.reload();
  await expect(days).toHaveValue("365");
  await expect(async () => {
    await days.fill("");
    await expect(page.getByText("unsaved")).toBeVisible({ timeout: 2000 });
  }).toPass();
  await days.press("Enter");
  await expect(page.getByText("The settings are saved")).toBeVisible();
});

test("ROLE-9: a slug is changed and changed back; pages that say the old one lead to the new one", async ({
  ownerPage: page,
}) => {
  await page.goto("/settings/organization");
  const slug = page.getByLabel("Slug", { exact: true });
  const first = await slug.inputValue();
  const become = async (next: string, leads: string) => {
    await expect(async () => {
      await slug.fill(next);
      await expect(page.getByText(`${leads} goes on to lead here.`)).toBeVisible({ timeout: 2000 });
    }).toPass();
    await slug.press("Enter");
    await expect(page.getByText("unsaved")).toBeHidden();
  };
  await become(`${first}-renamed`, first);
  await page.goto(`/settings/members?org=${first}`);
  await expect(page).toHaveURL(new RegExp(`/settings/members\\?org=${first}-renamed$`));
  await page.goto("/settings/organization");
  await become(first, `${first}-renamed`);
});

test("ROLE-9: a logo is refused, set and removed; everything is exported", async ({ ownerPage: page }) => {
  await page.goto("/settings/organization");
  const chooser = page.getByLabel("Image file");
  await expect(async () => {
    await chooser.setInputFiles({
      name: "logo.svg",
      mimeType: "image/svg+xml",
      buffer: Buffer.from("<svg/>"),
    });
    await expect(page.getByText("SVG is not taken")).toBeVisible({ timeout: 5000 });
  }).toPass();
  await chooser.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: PNG });
  const logo = page.getByRole("img", { name: /^Logo of/ });
  await expect(logo).toBeVisible();
  await expect
    .poll(() => logo.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBe(1);
  await page.getByRole("button", { name: "Remove logo" }).click();
  await expect(page.getByText("The logo is removed")).toBeVisible();
  await expect(logo).toBeHidden();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download export" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.tar$/);
  const tar = await readFile(await download.path());
  for (const name of ["organization.json", "audit.jsonl", "end.json"])
    expect(tar.includes(Buffer.from(`${name}\0`))).toBe(true);
});

test("ROLE-9: a slug that another organization has is refused at its field, which comes into view with the focus", async ({
  ownerPage: page,
  server,
}) => {
  const slug = aName("taken");
  const made = await server.chartroom("org", "create", "--slug", slug, "--owner", `${slug}@example.test`);
  expect(made.status, made.stderr).toBe(0);
  await page.goto("/settings/organization");
  const field = page.getByRole("textbox", { name: "Slug" });
  await field.fill(slug);
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toBeFocused();
  await expect(field).toBeInViewport();
  await expect(field).toHaveValue(slug);
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(field).toHaveValue("default");
});

test("an organization whose button is pressed twice is made once, and its page follows", async ({
  ownerPage: page,
}) => {
  const slug = aName("twice");
  await page.goto("/organizations/new");
  await page.getByLabel("Name", { exact: true }).fill(slug);
  await page.getByRole("button", { name: "Make organization" }).dblclick();
  await page.waitForURL(`**/settings/members?org=${slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
});
