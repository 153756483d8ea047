import { expect, type Page } from "@playwright/test";
import { codeNow } from "#lib/auth/second-factor/totp.ts";
import { aName, signIn, test } from "../fixtures.ts";
import { owner, type Server } from "../server.ts";
import { expectAccessible } from "./pages.ts";

const PASSWORD = "a password of their own";

/** Somebody who has chosen a password by the link of an operator, signed in on this page. */
async function aPerson(server: Server, page: Page): Promise<string> {
  const email = `${aName("ada")}@example.test`;
  await page.goto((await server.chartroom("user", "create", "--email", email)).stdout.trim());
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Choose this password" }).click();
  await page.waitForURL("**/charts");
  return email;
}

async function givePassword(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a second factor: set up with an app, asked for at sign-in, not to be gone around @phone", async ({
  page,
  server,
}) => {
  const email = await aPerson(server, page);
  await page.goto("/settings/account");
  await page.getByRole("button", { name: "Turn on two-factor sign-in" }).click();
  const asked = page.getByRole("dialog", { name: "Turn on two-factor sign-in" });
  await asked.getByLabel("Your password", { exact: true }).fill(PASSWORD);
  await asked.getByRole("button", { name: "Turn on two-factor sign-in" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expectAccessible(page);
  const key = (await page.getByRole("status", { name: "key" }).textContent()) ?? "";
  await page.getByLabel("Code", { exact: true }).fill("abc");
  await page.getByLabel("Code", { exact: true }).press("Enter");
  await expect(page.getByText("The code is wrong or was used.")).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(codeNow(key.trim()));
  await page.getByLabel("Code", { exact: true }).press("Enter");
  await expect(page.getByText("Store these recovery codes now.")).toBeVisible();
  const codes = await page
    .getByRole("region", { name: "Recovery codes" })
    .getByRole("listitem")
    .allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByText("I have stored them").click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("10 of 10 recovery codes are left.")).toBeVisible();
  await expectAccessible(page);

  await page.context().clearCookies();
  await page.goto("/sign-in?to=/settings/account");
  await givePassword(page, email);
  await page.waitForURL("**/sign-in/code**");
  await expectAccessible(page);
  // The password alone opens nothing, and the step has no way past it.
  for (const path of ["/settings/account", "/api/v2/org-api-tokens"]) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status()).not.toBe(200);
  }
  await page.goto("/sign-in/code?to=/settings/account");
  await page.getByLabel("Code", { exact: true }).fill(codes[0] ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/settings/account");
  await expect(page.getByText("9 of 10 recovery codes are left.")).toBeVisible();
  expect(server.logs()).not.toContain(key.trim());
  expect(server.logs()).not.toContain(codes[0]);
});

test("one's sessions: each is listed, and an ended one is a stranger's from its next request on", async ({
  page,
  browser,
  server,
}) => {
  const email = await aPerson(server, page);
  const elsewhere = await browser.newContext({
    baseURL: server.url,
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
  });
  const other = await elsewhere.newPage();
  await signIn(other, { email, password: PASSWORD });
  await page.goto("/settings/account");
  await expect(page.getByRole("row", { name: /This one/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /^End the session of Firefox on Windows/ }).click();
  await expect(page.getByRole("row", { name: /Firefox on Windows/ })).toBeHidden();
  await other.goto("/settings/account");
  await other.waitForURL(/\/sign-in\?to=/);
  await elsewhere.close();
});

test("S9: a form of ours that another site sends is refused, and signs nobody in", async ({
  page,
  server,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  const sent = page.waitForRequest(
    (request) => request.method() === "POST" && request.url().includes("/sign-in"),
  );
  await page.getByRole("button", { name: "Sign in" }).click();
  const request = await sent;
  await page.waitForURL("**/charts");
  const body = request.postDataBuffer();
  const { "next-action": action = "", "content-type": type = "" } = await request.allHeaders();
  const send = (origin: string) =>
    fetch(`${server.url}/sign-in`, {
      method: "POST",
      headers: { "next-action": action, "content-type": type, origin },
      body: body && new Uint8Array(body),
      redirect: "manual",
    });
  const ours = await send(server.url);
  expect(ours.headers.get("set-cookie")).toContain("session=");
  const theirs = await send("https://evil.example");
  expect(theirs.status).toBeGreaterThanOrEqual(400);
  expect(theirs.headers.get("set-cookie") ?? "").not.toContain("session=");
});
