import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { aName, signIn, test } from "../fixtures.ts";
import type { Api, Server } from "../server.ts";
import { publish, published, put, rulesIn, seriousIn, tabTo, watchPage } from "./pages.ts";

const root = "org-charts";

/** A chart with these versions, each with a file that differs. */
async function aChart(api: Api, tags: string[], more: object = {}): Promise<string> {
  const name = aName("marks");
  const [first = "", ...others] = tags;
  await published(api, { root, name, tag: first }, more);
  for (const tag of others) {
    await put(api, { root, name }, "values.yaml", (text) => `${text}# ${tag}\n`);
    await publish(api, { root, name, tag });
  }
  return name;
}

async function mark(api: Api, name: string, tag: string, input: object): Promise<void> {
  expect((await api.put(`/${root}/${name}/versions/${tag}/lifecycle`, input)).status).toBe(200);
}

/** Somebody with this role, signed in on this page. */
async function signInAs(page: Page, server: Server, role: "viewer" | "member"): Promise<void> {
  const email = `${aName(role)}@example.test`;
  const made = await server.chartroom("user", "create", "--email", email, "--role", role);
  await page.goto(made.stdout.trim());
  await page.getByLabel("Password", { exact: true }).fill("a password of their own");
  await page.getByRole("button", { name: "Choose this password" }).click();
  await page.waitForURL("**/charts");
}

const dialogOf = (page: Page, name: string) => page.getByRole("dialog", { name });
const bannerIn = (page: Page) => page.getByRole("main").getByText(/^(Yanked|Deprecated) by /);

test("NB-6 CAT-11 OCI-110: an admin yanks from the version page, is told what steps over it, and lifts it again @phone", async ({
  ownerPage: page,
  api,
  server,
}) => {
  const seen = watchPage(page, server.host);
  const name = await aChart(api, ["1.0.0", "1.1.0", "2.0.0"]);
  await page.goto(`/charts/${name}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Yank 2.0.0" }).click();
  const dialog = dialogOf(page, "Yank 2.0.0");
  await expect(dialog.getByText("Version ranges of helm, Flux and Argo CD")).toBeVisible();
  await expect(dialog.getByText("Latest, which becomes 1.1.0")).toBeVisible();
  await expect(dialog.getByText("What already runs: nothing is removed or rolled back")).toBeVisible();
  await expect(dialog.getByText("Whoever names the exact tag 2.0.0 or the digest")).toBeVisible();
  // Without a reason nothing is sent.
  await dialog.getByRole("button", { name: "Yank 2.0.0" }).click();
  await expect(dialog.getByText("Say why: whoever uses this version reads it.")).toBeVisible();
  await dialog.getByLabel("Reason").fill("Its hook deletes the volume.");
  await dialog.getByLabel("Replacement").fill("9.9.9");
  await dialog.getByRole("button", { name: "Yank 2.0.0" }).click();
  await expect(dialog.getByText("There is no version 9.9.9.")).toBeVisible();
  await dialog.getByLabel("Replacement").fill("1.1.0");
  await dialog.getByRole("button", { name: "Yank 2.0.0" }).click();
  await expect(page.getByText(`${name} 2.0.0 is yanked`)).toBeVisible();
  // The overview shows the latest, which is another one now.
  await expect(page.getByRole("button", { name: "Switch version, now 1.1.0" })).toBeVisible();
  await page.goto(`/charts/${name}/versions/2.0.0`);
  await expect(bannerIn(page)).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Its hook deletes the volume.");
  await expect(page.getByText("This is not the latest version.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Compare with 1.1.0" })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Lift the yank of 2.0.0" }).click();
  const lifting = dialogOf(page, "Lift the yank of 2.0.0");
  await lifting.getByLabel("Reason").fill("It was the cluster.");
  await lifting.getByRole("button", { name: "Lift the yank of 2.0.0" }).click();
  await expect(page.getByText(`${name} 2.0.0 is active again`)).toBeVisible();
  await expect(bannerIn(page)).toHaveCount(0);
  const history = page.getByRole("region", { name: /^History of marks/ });
  await expect(history.getByRole("listitem")).toHaveCount(2);
  await expect(history.getByRole("listitem").first()).toContainText("It was the cluster.");
  await expect(history.getByRole("listitem").last()).toContainText("Its hook deletes the volume.");
  await expect(page.getByText("This is not the latest version.")).toHaveCount(0);
  // The browser tells of the one refusal that was asked for, and of nothing else.
  expect(seen).toEqual([expect.stringMatching(/status of 400 .*versions\/2\.0\.0\/lifecycle/)]);
});

test("NB-6 CAT-11 CAT-24: by keyboard alone a version is deprecated in the history, whose row, compare bar and lists say so", async ({
  ownerPage: page,
  api,
  server,
}) => {
  const seen = watchPage(page, server.host);
  const name = await aChart(api, ["1.0.0", "1.1.0"]);
  await page.goto(`/charts/${name}/versions`);
  const actions = page.getByRole("button", { name: "Actions for 1.0.0" });
  await tabTo(page, actions);
  await page.keyboard.press("Enter");
  // The rows come with the first press; the arrows lead into them.
  await expect(page.getByRole("menuitem", { name: "Deprecate 1.0.0" })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("menuitem", { name: "Deprecate 1.0.0" })).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press("Enter");
  const dialog = dialogOf(page, "Deprecate 1.0.0");
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  await page.keyboard.type("No fixes any more.");
  await tabTo(page, dialog.getByRole("button", { name: "Use the latest, 1.1.0" }));
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Replacement")).toHaveValue("1.1.0");
  await tabTo(page, dialog.getByRole("button", { name: "Deprecate 1.0.0" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${name} 1.0.0 is deprecated`)).toBeVisible();
  await expect(actions).toBeFocused();
  const banner = page.getByRole("row").filter({ hasText: "No fixes any more." });
  await expect(banner).toContainText(/Deprecated by .+:/);
  await expect(banner.getByRole("link", { name: "1.1.0", exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: "Compare 1.0.0" }).click();
  await expect(page.getByRole("status").filter({ hasText: "choose one more" })).toContainText(
    "1.0.0, deprecated",
  );
  await mark(api, name, "1.1.0", { state: "deprecated", reason: "All of it is old." });
  await page.goto("/charts");
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("deprecated");
  await page
    .getByRole("complementary", { name: "Filters" })
    .getByRole("link", { name: /^Deprecated/ })
    .click();
  await expect(page).toHaveURL(/lifecycle=deprecated/);
  await expect(page.getByRole("row").filter({ hasText: name })).toBeVisible();
  expect(seen).toEqual([]);
});

test("ROLE-2 ROLE-3 CAT-12: a member deprecates and is told who may yank; a viewer is told who may do either", async ({
  page,
  api,
  server,
  browser,
}) => {
  const name = await aChart(api, ["1.0.0", "1.1.0"]);
  await mark(api, name, "1.0.0", { state: "yanked", reason: "Wrong image." });
  await signInAs(page, server, "member");
  await page.goto(`/charts/${name}/versions/1.1.0`);
  await page.getByRole("button", { name: "More actions" }).click();
  const yank = page.getByRole("menuitem", { name: /^Yank 1\.1\.0/ });
  await expect(yank).toBeDisabled();
  await expect(yank).toContainText("admins and owners");
  await expect(page.getByRole("menuitem", { name: "Deprecate 1.1.0" })).toBeEnabled();
  await page.goto(`/charts/${name}/versions`);
  await page.getByRole("button", { name: "Actions for 1.0.0" }).click();
  await expect(page.getByRole("menuitem", { name: /^Lift the yank/ })).toContainText("admins and owners");
  const other = await browser.newContext({ baseURL: server.url });
  const viewer = await other.newPage();
  await signInAs(viewer, server, "viewer");
  await viewer.goto(`/charts/${name}/versions/1.1.0`);
  await viewer.getByRole("button", { name: "More actions" }).click();
  await expect(viewer.getByRole("menuitem", { name: /^Deprecate/ })).toContainText("members and higher");
  await other.close();
});

test("OCI-110 CAT-7: where every version is yanked the page says so, the range leads nowhere, the exact version is there", async ({
  ownerPage: page,
  api,
}) => {
  const name = await aChart(api, ["1.0.0"]);
  await mark(api, name, "1.0.0", { state: "yanked", reason: "The project has ended." });
  await page.goto(`/charts/${name}`);
  await expect(page.getByRole("heading", { name: "Its one version is yanked" })).toBeVisible();
  expect((await page.request.get(`/charts/${name}/range/*`)).status()).toBe(404);
  await page.getByRole("link", { name: "See why, in the version history" }).click();
  await page
    .getByRole("link", { name: /^1\.0\.0/ })
    .first()
    .click();
  await page.waitForURL(`**/charts/${name}/versions/1.0.0`);
  await expect(page.getByRole("main")).toContainText("The project has ended.");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious on pages and dialogs of marks, ${colorScheme}${colorScheme === "light" ? " @phone" : ""}`, async ({
    page,
    api,
  }) => {
    // The other theme differs in its colours only.
    const serious = () => seriousIn(page, rulesIn(colorScheme));
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const name = await aChart(api, ["1.0.0", "1.1.0", "2.0.0"]);
    await mark(api, name, "1.0.0", { state: "deprecated", reason: "Old.", replacement: "1.1.0" });
    await mark(api, name, "1.1.0", { state: "yanked", reason: "Wrong image." });
    await signIn(page);
    for (const address of [
      `/charts/${name}/versions`,
      `/charts/${name}/versions/1.0.0`,
      `/charts/${name}/versions/1.1.0`,
    ]) {
      await page.goto(address);
      await expect(bannerIn(page).first()).toBeVisible();
      expect([address, await serious()]).toEqual([address, []]);
    }
    await page.goto(`/charts/${name}`);
    for (const deed of ["Deprecate 2.0.0", "Yank 2.0.0"]) {
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: deed }).click();
      await expect(dialogOf(page, deed).getByLabel("Reason")).toBeFocused();
      expect([deed, await serious()]).toEqual([deed, []]);
      await page.keyboard.press("Escape");
      await expect(dialogOf(page, deed)).toHaveCount(0);
    }
  });
}
