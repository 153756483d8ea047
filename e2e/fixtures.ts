import { test as base, type Page } from "@playwright/test";
import { type Api, apiOf, owner, type Server, startServer } from "./server.ts";

type ForWorker = {
  /** A server of this worker, with an owner and nothing else in it. */
  server: Server;
  /** The portal API with an admin's token. */
  api: Api;
};
type ForTest = {
  /** A page whose visitor is signed in as the owner. */
  ownerPage: Page;
};

export const test = base.extend<ForTest, ForWorker>({
  server: [
    async ({ playwright: _playwright }, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
      await server.remove();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  api: [async ({ server }, use) => use(apiOf(server, await server.apiToken("admin"))), { scope: "worker" }],
  baseURL: async ({ server }, use) => use(server.url),
  ownerPage: async ({ page }, use) => {
    await signIn(page);
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
