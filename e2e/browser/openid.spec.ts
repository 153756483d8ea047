import type { APIRequestContext, Page } from "@playwright/test";
import { test as base, expect } from "@playwright/test";
import { type HostileIssuer, hostileClient, startHostileIssuer } from "#lib/auth/openid/hostile/fixtures.ts";
import { type RealProvider, startRealProvider } from "#lib/auth/openid/real/fixtures.ts";
import { owner, type Server, startServer } from "../server.ts";
import { expectAccessible, tabTo } from "./pages.ts";

const CALLBACK = "/sign-in/openid/callback";

type ForWorker = {
  real: RealProvider;
  /** A server whose people sign in at `real`, or with a password. */
  withReal: Server;
};

const test = base.extend<object, ForWorker>({
  real: [
    async ({ playwright: _playwright }, use) => {
      const real = await startRealProvider();
      await use(real);
      await real.close();
    },
    { scope: "worker" },
  ],
  withReal: [
    async ({ real }, use) => {
      const server = await startServer({
        env: {
          CHARTROOM_OIDC_ISSUER: real.url,
          CHARTROOM_OIDC_CLIENT_ID: real.client.id,
          CHARTROOM_OIDC_CLIENT_SECRET: real.client.secret,
          CHARTROOM_OIDC_NAME: "Northgate ID",
          CHARTROOM_OUTBOUND_ALLOW: "127.0.0.1",
        },
      });
      real.serve(`${server.url}${CALLBACK}`);
      await use(server);
      await server.stop();
      await server.remove();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

/** Fills the provider's own forms, for signing in and for agreeing, until it sends the browser back. */
async function passProvider(page: Page, provider: RealProvider, login: string): Promise<void> {
  await page.waitForURL((url) => url.origin === provider.url);
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL((url) => url.origin !== provider.url);
}

test("Show 2: a person signs in at a real provider through the sign-in page, and a group gives the role @phone", async ({
  browser,
  real,
  withReal: server,
}) => {
  const group = `platform-${crypto.randomUUID().slice(0, 8)}`;
  const mail = `ada-${group}@example.test`;
  real.people.set(mail, { email: mail, email_verified: true, name: "Ada Lind", groups: [group] });
  real.people.set(`owner-${group}`, { email: owner.email, email_verified: true, name: "Olga", groups: [] });

  const first = await browser.newContext({ baseURL: server.url });
  const asOwner = await first.newPage();
  await asOwner.goto("/sign-in?to=/settings/members/groups");
  await expect(asOwner.getByLabel("Email")).toBeVisible();
  await expectAccessible(asOwner);
  await tabTo(asOwner, asOwner.getByRole("link", { name: "Continue with Northgate ID" }));
  await asOwner.keyboard.press("Enter");
  await passProvider(asOwner, real, `owner-${group}`);
  await asOwner.waitForURL("**/settings/members/groups");
  await asOwner.getByRole("button", { name: "Map group" }).first().click();
  await expectAccessible(asOwner);
  await asOwner.getByLabel("Group", { exact: true }).fill(group);
  await tabTo(asOwner, asOwner.getByRole("radio", { name: /^Member/ }));
  await asOwner.keyboard.press("ArrowDown");
  await expect(asOwner.getByRole("radio", { name: /^Admin/ })).toBeChecked();
  await asOwner.getByRole("dialog").getByRole("button", { name: "Map group" }).click();
  await expect(asOwner.getByRole("rowheader", { name: group })).toBeVisible();
  await expectAccessible(asOwner);

  const second = await browser.newContext({ baseURL: server.url });
  const page = await second.newPage();
  await page.goto("/settings/account");
  await page.getByRole("link", { name: "Continue with Northgate ID" }).click();
  await passProvider(page, real, mail);
  await page.waitForURL("**/settings/account");
  await expect(page.getByText("You are an admin of this organization.")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(mail);
  await first.close();
  await second.close();
});

test("whom nobody knows, and whose e-mail nobody checked, are told why and what to do @phone", async ({
  page,
  real,
  withReal: server,
}) => {
  real.people.set("eve", { email: "eve@example.test", email_verified: true, name: "Eve", groups: [] });
  real.people.set("una", { email: owner.email, email_verified: false, name: "Una", groups: [] });
  await page.goto(`${server.url}/sign-in`);
  await page.getByRole("link", { name: "Continue with Northgate ID" }).click();
  await passProvider(page, real, "eve");
  await expect(page.getByRole("heading", { name: "There is no account for you yet" })).toBeVisible();
  await expect(page.getByText("You are eve@example.test at Northgate ID")).toBeVisible();
  await expectAccessible(page);
  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in`);
  await page.getByRole("link", { name: "Continue with Northgate ID" }).click();
  await passProvider(page, real, "una");
  await expect(page.getByText(`does not say that ${owner.email} is your address`)).toBeVisible();
  await page.goto(`${server.url}/settings/account`);
  await page.waitForURL(/\/sign-in\?to=/);
});

type Left = { state: string; nonce: string };

/** Leaves for the provider, as the button does, and stops there. */
async function leave(request: APIRequestContext, server: Server, to = "/charts"): Promise<Left> {
  const answer = await request.get(`${server.url}/sign-in/openid?to=${encodeURIComponent(to)}`, {
    maxRedirects: 0,
    headers: { "sec-fetch-site": "same-origin" },
  });
  const address = new URL(answer.headers().location ?? "", server.url);
  return {
    state: address.searchParams.get("state") ?? "",
    nonce: address.searchParams.get("nonce") ?? "",
  };
}

async function comeBack(
  request: APIRequestContext,
  server: Server,
  answer: Record<string, string>,
): Promise<string> {
  const back = await request.get(`${server.url}${CALLBACK}?${new URLSearchParams(answer)}`, {
    maxRedirects: 0,
  });
  return back.headers().location ?? String(back.status());
}

const sessionOf = async (request: APIRequestContext) =>
  (await request.storageState()).cookies.find(({ name }) => name === "chartroom-session")?.value;

const REFUSED = "/sign-in/refused";

test.describe("attacks through the browser", () => {
  let issuer: HostileIssuer;
  let server: Server;
  test.beforeAll(async () => {
    issuer = await startHostileIssuer();
    issuer.person = { sub: "olga-1", email: owner.email, email_verified: true, name: "Olga" };
    server = await startServer({
      env: {
        CHARTROOM_SIGN_IN: "openid",
        CHARTROOM_OIDC_ISSUER: issuer.url,
        CHARTROOM_OIDC_CLIENT_ID: hostileClient.id,
        CHARTROOM_OIDC_CLIENT_SECRET: hostileClient.secret,
        CHARTROOM_OIDC_NAME: "Northgate ID",
        CHARTROOM_OUTBOUND_ALLOW: "127.0.0.1",
      },
    });
  });
  test.afterAll(async () => {
    await server.stop();
    await server.remove();
    await issuer.close();
  });

  test("open redirect, CSRF login, fixation, replay: nothing but one's own sign-in, once, comes through", async ({
    playwright,
  }) => {
    const aBrowser = () => playwright.request.newContext();
    const [victim, attacker] = [await aBrowser(), await aBrowser()];
    const codeOf = ({ nonce }: Left) => ({ code: `code-${nonce}` });

    // A page of another site, and one that a script of another site opens, lead to the button and no further.
    for (const site of ["cross-site", "same-site"]) {
      const answer = await victim.get(`${server.url}/sign-in/openid?to=/charts/x`, {
        maxRedirects: 0,
        headers: { "sec-fetch-site": site },
      });
      expect(answer.headers().location).toBe(`${server.url}/sign-in?to=%2Fcharts%2Fx`);
      expect(answer.headers()["set-cookie"]).toBeUndefined();
    }

    // CSRF login: the attacker's answer in the victim's browser, which began nothing, or began another one.
    const theirs = await leave(attacker, server);
    expect(await comeBack(victim, server, { state: theirs.state, ...codeOf(theirs) })).toBe(REFUSED);
    const mine = await leave(victim, server);
    expect(await comeBack(victim, server, { state: theirs.state, ...codeOf(theirs) })).toBe(REFUSED);
    expect(await comeBack(victim, server, codeOf(mine))).toBe(REFUSED);
    // A code of the attacker's, put into the victim's own sign-in.
    expect(await comeBack(victim, server, { state: mine.state, ...codeOf(theirs) })).toBe(REFUSED);
    expect(await sessionOf(victim)).toBeUndefined();

    // Fixation: what was put into this browser as a session before is not the session afterwards.
    const fixed = "a-session-that-somebody-else-knows";
    const host = new URL(server.url).host;
    const fixated = await playwright.request.newContext({
      extraHTTPHeaders: { "x-test": "fixated" },
      storageState: {
        cookies: [
          {
            name: "chartroom-session",
            value: fixed,
            domain: host.split(":")[0] ?? host,
            path: "/",
            expires: -1,
            httpOnly: true,
            secure: false,
            sameSite: "Lax",
          },
        ],
        origins: [],
      },
    });
    const own = await leave(fixated, server, "/settings/account");
    const kept = await fixated.storageState();
    expect(await comeBack(fixated, server, { state: own.state, ...codeOf(own) })).toBe("/settings/account");
    const session = await sessionOf(fixated);
    expect(session).toBeTruthy();
    expect(session).not.toBe(fixed);
    expect((await fixated.get(`${server.url}/settings/account`, { maxRedirects: 0 })).status()).toBe(200);

    // Replay: the same address again, in this browser, and in one that has every cookie of the time before it.
    expect(await comeBack(fixated, server, { state: own.state, ...codeOf(own) })).toBe(REFUSED);
    const copied = await playwright.request.newContext({ storageState: kept });
    expect(await comeBack(copied, server, { state: own.state, ...codeOf(own) })).toBe(REFUSED);
    expect((await copied.get(`${server.url}/settings/account`, { maxRedirects: 0 })).status()).not.toBe(200);

    // Signing in once more makes another session, and ends the one that this browser had.
    const again = await leave(fixated, server);
    expect(await comeBack(fixated, server, { state: again.state, ...codeOf(again) })).toBe("/charts");
    const next = await sessionOf(fixated);
    expect(next).not.toBe(session);
    const old = await playwright.request.newContext({
      extraHTTPHeaders: { cookie: `chartroom-session=${session}` },
    });
    expect((await old.get(`${server.url}/settings/account`, { maxRedirects: 0 })).status()).not.toBe(200);

    // The way back leads to a page of ours, whatever was asked for.
    for (const to of [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      "/%2F/evil.example",
      "\\\\evil.example",
      "/\t/evil.example",
    ]) {
      const one = await leave(attacker, server, to);
      const back = await comeBack(attacker, server, { state: one.state, ...codeOf(one) });
      expect([to, new URL(back, server.url).origin]).toEqual([to, server.url]);
    }
    // S14: neither the client's secret nor a code or a state is in the log.
    for (const secret of [hostileClient.secret, "code-", own.state, "an access token"])
      expect(server.logs()).not.toContain(secret);
    for (const one of [victim, attacker, fixated, copied, old]) await one.dispose();
  });

  test("with only OpenID there is no password at any door, and the operator's link is the way back in", async ({
    page,
    request,
  }) => {
    await page.goto(`${server.url}/sign-in`);
    await expect(page.getByText("People sign in here with Northgate ID.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Continue with Northgate ID" })).toBeVisible();
    await expect(page.getByLabel("Password")).toHaveCount(0);
    await expectAccessible(page);
    const csrf = await (await request.get(`${server.url}/api/auth/csrf`)).json().catch(() => ({}));
    await request
      .post(`${server.url}/api/auth/callback/credentials`, {
        form: { ...owner, csrfToken: String(csrf.csrfToken ?? "") },
        maxRedirects: 0,
      })
      .catch(() => null);
    expect(await sessionOf(request)).toBeUndefined();
    const link = (await server.chartroom("user", "sign-in-link", "--email", owner.email)).stdout.trim();
    await page.goto(link);
    await expectAccessible(page);
    await page.getByRole("button", { name: `Sign in as ${owner.email}` }).click();
    await page.waitForURL("**/charts");
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  });
});
