import { expect, type Page } from "@playwright/test";
import { codeNow } from "#lib/auth/second-factor/totp.ts";
import { aName, signIn, test } from "../fixtures.ts";
import { aPerson } from "./editors.ts";
import { seriousIn } from "./pages.ts";

/** From the button to the recovery codes. */
async function enrol(page: Page, { password }: { password: string }): Promise<void> {
  await page.getByRole("button", { name: "Turn on two-factor sign-in" }).click();
  const asked = page.getByRole("dialog", { name: "Turn on two-factor sign-in" });
  await asked.getByLabel("Your password", { exact: true }).fill(password);
  await asked.getByRole("button", { name: "Turn on two-factor sign-in" }).click();
  const key = (await page.getByRole("status", { name: "key" }).textContent()) ?? "";
  await page.getByLabel("Code", { exact: true }).fill(codeNow(key.trim()));
  await page.getByLabel("Code", { exact: true }).press("Enter");
  await expect(page.getByText("Store these recovery codes now.")).toBeVisible();
  await page.getByText("I have stored them").click();
  await page.getByRole("button", { name: "Done" }).click();
}

test("ROLE-9 S1: an owner asks for two-factor sign-in; a member without one is led to turn it on, and then goes on", async ({
  page,
  browser,
  server,
}) => {
  const slug = aName("asks");
  const first = await server.chartroom("org", "create", "--slug", slug, "--owner", "first@example.test");
  expect(first.status, first.stderr).toBe(0);
  const boss = await aPerson(server, "owner", slug);
  const mate = await aPerson(server, "member", slug);

  await signIn(page, boss);
  await page.goto(`/settings/organization?org=${slug}`);
  const everybody = page.getByRole("checkbox", { name: "Everybody needs it" });
  await expect(page.getByText("2 of 2 members have none")).toBeVisible();
  await expect(async () => {
    await everybody.check();
    await expect(page.getByText("unsaved")).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(page.getByText("2 members are kept out until then.")).toBeVisible();
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Turn it on for your own account first")).toBeVisible();
  await everybody.uncheck();
  await page.goto(`/settings/account?org=${slug}`);
  await enrol(page, boss);
  await expect(page.getByText("10 of 10 recovery codes are left.")).toBeVisible();

  // The other one is in, and is held back in the middle of it.
  const elsewhere = await browser.newContext({ baseURL: server.url });
  const other = await elsewhere.newPage();
  await signIn(other, mate);
  await other.goto(`/charts?org=${slug}`);
  await expect(other.getByRole("heading", { name: "Charts", level: 1 })).toBeVisible();

  await page.goto(`/settings/organization?org=${slug}`);
  await expect(page.getByText("1 of 2 members has none")).toBeVisible();
  await expect(async () => {
    await everybody.check();
    await expect(page.getByText("unsaved")).toBeVisible({ timeout: 2000 });
  }).toPass();
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("The settings are saved")).toBeVisible();

  for (const address of ["/charts", "/settings/members", "/settings/account"]) {
    await other.goto(`${address}?org=${slug}`);
    await other.waitForURL(/\/second-factor\?to=/);
  }
  const answer = await other.request.get(`/api/v2/org-members?org=${slug}`);
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ code: "second_factor_required" });
  await other.goto(`/charts?org=${slug}`);
  await expect(other.getByRole("heading", { name: "Turn on two-factor sign-in" })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await other.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await seriousIn(other)).toEqual([]);
  }
  await enrol(other, mate);
  await other.waitForURL((url) => url.pathname === "/charts");
  await expect(other.getByRole("heading", { name: "Charts", level: 1 })).toBeVisible();
  await elsewhere.close();
});
