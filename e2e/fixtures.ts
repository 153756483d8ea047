import { test as base, type Cookie, type Page } from "@playwright/test";
import { waitForLife } from "./come-alive.ts";
import { type Api, apiOf, owner, type Server, startServer } from "./server.ts";

type ForWorker = {
  /** A server of this worker, with an owner and nothing else in it. */
  server: Server;
  /** The portal API with an admin's token. */
  api: Api;
  /** What the owner's last visit left, so that the next test need not begin with the form. */
  ownerVisit: { cookies: Cookie[] };
};
type ForTest = {
  /** A page whose visitor is signed in as the owner. */
  ownerPage: Page;
};

/** `E2E_SERVERS=2` puts two processes with one PostgreSQL and one bucket, behind a proxy, in the place of one server. */
async function aServer(): Promise<Server> {
  if (process.env.E2E_SERVERS !== "2") return startServer();
  const { pairAsServer } = await import("./scale/pair-as-server.ts");
  return pairAsServer();
}

export const test = base.extend<ForTest, ForWorker>({
  server: [
    async ({ playwright: _playwright }, use) => {
      const server = await aServer();
      await use(server);
      await server.stop();
      await server.remove();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  api: [async ({ server }, use) => use(apiOf(server, await server.apiToken("admin"))), { scope: "worker" }],
  baseURL: async ({ server }, use) => use(server.url),
  ownerVisit: [({ playwright: _playwright }, use) => use({ cookies: [] }), { scope: "worker" }],
  page: async ({ page }, use) => {
    waitForLife(page);
    await use(page);
  },
  ownerPage: async ({ page, ownerVisit }, use) => {
    const context = page.context();
    await context.addCookies(ownerVisit.cookies);
    // A test before may have signed the owner out, everywhere.
    const account = await page.request.get("/settings/account", { maxRedirects: 0 });
    if (account.status() === 200) await page.goto("/", { waitUntil: "commit" });
    else await signIn(page);
    ownerVisit.cookies = await context.cookies();
    await use(page);
  },
});

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, who: { email: string; password: string } = owner): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

let counter = 0;
/** A name that no other test of this run uses. */
export function aName(word: string): string {
  counter += 1;
  return `${word}-${process.pid.toString(36)}-${counter.toString(36)}`;
}
