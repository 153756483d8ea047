import { expect, type Locator, type Page } from "@playwright/test";
import { aName, test } from "../fixtures.ts";
import { isPhone, seriousIn, tabTo } from "./pages.ts";

/** What stands in the dialog that is open, in the theme of this width: each theme and each width is seen once. */
async function seriousInDialog(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: isPhone(page) ? "dark" : "light", reducedMotion: "reduce" });
  return seriousIn(page, undefined, "[role=dialog]");
}

/** Opens by the Tab and the Enter key; the page may be there before its script is. */
async function openWithKeys(page: Page, button: Locator, opened: Locator): Promise<void> {
  await expect(async () => {
    if (await opened.isHidden()) {
      await tabTo(page, button);
      await page.keyboard.press("Enter");
    }
    await expect(opened).toBeVisible({ timeout: 5000 });
  }).toPass();
}

/** Copies the secret that is shown, says so and closes. */
async function storeSecret(page: Page): Promise<string> {
  const told = page.getByRole("dialog", { name: "Copy the secret now" });
  const shown = told.getByRole("status", { name: "secret", exact: true });
  const secret = (await shown.textContent()) ?? "";
  await tabTo(page, told.getByRole("button", { name: "Copy", exact: true }));
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  expect(await seriousInDialog(page)).toEqual([]);
  await tabTo(page, told.getByRole("checkbox", { name: "I have stored it" }));
  await page.keyboard.press("Space");
  await tabTo(page, told.getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await expect(told).toBeHidden();
  return secret;
}

for (const [address, form] of [
  ["/settings/registry/tokens", "Create registry token"],
  ["/settings/api-tokens", "Create API token"],
] as const)
  test(`GOH-57 GOH-58 GOH-60 API-27: ${address}: made, copied, rotated and revoked without a mouse, and focus comes back`, async ({
    ownerPage: page,
  }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const name = aName("by-keys");
    await page.goto(address);
    const create = page.getByRole("button", { name: "Create token" }).first();
    const dialog = page.getByRole("dialog");
    await openWithKeys(page, create, page.getByRole("dialog", { name: form }));
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await page.keyboard.type(name);
    expect(await seriousInDialog(page)).toEqual([]);
    await page.keyboard.press("Enter");
    const first = await storeSecret(page);

    const row = page.getByRole("row", { name: new RegExp(name) });
    const actions = row.getByRole("button", { name: `Actions for ${name}` });
    await openWithKeys(page, actions, page.getByRole("menu"));
    await page.getByRole("menuitem", { name: "Rotate secret" }).press("Enter");
    await expect(page.getByRole("dialog", { name: `Rotate ${name}` })).toBeVisible();
    await tabTo(page, dialog.getByRole("button", { name: "3 days" }));
    await page.keyboard.press("Space");
    expect(await seriousInDialog(page)).toEqual([]);
    await tabTo(page, dialog.getByRole("button", { name: "Rotate secret" }));
    await page.keyboard.press("Enter");
    const second = await storeSecret(page);
    expect(second).not.toBe(first);
    await expect(row).toContainText("old secret ends");
    await expect(row).toContainText(second.slice(0, 8));

    await openWithKeys(page, actions, page.getByRole("menu"));
    await page.getByRole("menuitem", { name: "Revoke token" }).press("Enter");
    await expect(page.getByRole("dialog", { name: `Revoke ${name}` })).toBeVisible();
    expect(await seriousInDialog(page)).toEqual([]);
    await tabTo(page, dialog.getByRole("button", { name: `Revoke ${name}` }));
    await page.keyboard.press("Enter");
    await expect(row).toContainText("Revoked");
    await expect(dialog).toBeHidden();
    await expect(actions).toBeFocused();
  });

test("API-20: the audit log is searched, filtered, unfolded and exported without a mouse @phone", async ({
  ownerPage: page,
  api,
}) => {
  const name = aName("seen-in-the-log");
  const made = await api.post<{ id: string }>("/org-registry-tokens", { name, scope: "pull" });
  expect(made.status).toBe(201);
  await page.goto("/settings/audit");
  const search = page.getByRole("searchbox", { name: "Search the audit log" });
  // Until the page's own keys are there, this one opens the search for everything.
  await expect(async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await expect(search).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.type(name);
  await expect(page).toHaveURL(new RegExp(`text=${name}`));
  const details = page.getByRole("button", { name: /^Details of row/ });
  await expect(details).toHaveCount(1);
  await tabTo(page, details);
  await page.keyboard.press("Enter");
  await expect(details).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByText("registry-token.created")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await seriousIn(page)).toEqual([]);
  }
  const tooWide = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await tooWide()).toBeLessThanOrEqual(0);
  await page.keyboard.press("Enter");
  await expect(page.getByText("registry-token.created")).toBeHidden();

  await tabTo(page, page.getByRole("combobox", { name: "Door" }));
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "Browser" }).press("Enter");
  await expect(page).toHaveURL(/door=portal/);
  await expect(page.getByRole("heading", { name: "No row matches these filters" })).toBeVisible();
  expect(await seriousIn(page)).toEqual([]);
  await tabTo(page, page.getByRole("link", { name: "Clear all filters" }).first());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/settings\/audit(\?org=[^&]*)?$/);
  const exporting = page.getByRole("button", { name: "Export" });
  await openWithKeys(page, exporting, page.getByRole("menuitem", { name: "CSV, for a spreadsheet" }));
  await page.keyboard.press("Escape");
  await expect(exporting).toBeFocused();
});

test.use({ actionTimeout: 30_000 });

const FAULT = {
  status: 500,
  contentType: "application/problem+json",
  body: JSON.stringify({ title: "fault", status: 500, code: "internal_error", detail: "It broke." }),
};

test("NB-13 GOH-61 OCI-108: what loads, what fails, and every form with its refusals is clean and no wider than the screen @phone", async ({
  ownerPage: page,
}) => {
  const faults: string[] = [];
  const note = async (state: string) => {
    for (const found of await seriousIn(page)) faults.push(`${state}: ${found}`);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (over > 0) faults.push(`${state}: ${over} px wider than the screen`);
  };
  const noteDialog = async (state: string) => {
    for (const found of await seriousInDialog(page)) faults.push(`${state}: ${found}`);
  };
  const dialog = page.getByRole("dialog");
  const openForm = (title: string) =>
    expect(async () => {
      if (await dialog.isHidden()) await page.keyboard.press("c");
      await expect(page.getByRole("dialog", { name: title })).toBeVisible({ timeout: 5000 });
    }).toPass();

  await page.goto("/settings/registry/tokens");
  await openForm("Create registry token");
  await dialog.getByRole("button", { name: "Pattern", exact: true }).click();
  await dialog.getByRole("button", { name: "Never" }).click();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByText("Write a pattern, or choose Everything.")).toBeVisible();
  await noteDialog("a registry token without a pattern and an end");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  let answer: (() => void) | undefined;
  const answered = new Promise<void>((done) => {
    answer = done;
  });
  await page.route("**/api/v2/org-registry-tokens?**", async (route) => {
    await answered;
    await route.fulfill(FAULT);
  });
  const made = page.getByRole("button", { name: "Made by API tokens" });
  const isNone = await made.isHidden();
  if (isNone) await page.getByRole("button", { name: "Show those made by API tokens" }).click();
  else await made.click();
  await expect(page.locator("[aria-busy=true]")).toBeVisible();
  await note("registry tokens that load");
  answer?.();
  await expect(page.getByText("Could not load registry tokens")).toBeVisible();
  await expect(page.getByRole("button", { name: "Made by people" })).toBeVisible();
  await note("registry tokens that failed");

  await page.goto("/settings/api-tokens");
  await openForm("Create API token");
  await dialog.getByRole("checkbox", { name: "Jobs may get registry tokens with it" }).click();
  await dialog.getByRole("button", { name: "On a date" }).click();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByText("Choose a day that is not over.")).toBeVisible();
  await noteDialog("an API token without a day");

  await page.goto("/settings/registry/credentials");
  await openForm("Add credential");
  await dialog.getByLabel("Registry host").fill("no host");
  await dialog.getByRole("button", { name: "Add credential" }).click();
  await expect(dialog.locator("[aria-invalid=true]").first()).toBeVisible();
  await noteDialog("a credential for no host");

  await page.goto("/settings/registry/policies");
  await openForm("Create policy");
  await dialog.getByLabel("Repositories").fill("charts/**");
  await dialog.getByRole("button", { name: "Create policy" }).click();
  await expect(dialog.locator("[aria-invalid=true]").first()).toBeVisible();
  await noteDialog("a policy that reaches the catalog");
  expect(faults).toEqual([]);
});
