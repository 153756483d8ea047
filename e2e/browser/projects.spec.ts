import { expect } from "@playwright/test";
import { aName, signIn, test } from "../fixtures.ts";
import { registryOf } from "../oci.ts";
import { aPerson } from "./editors.ts";
import { expectAccessible, published, watchPage } from "./pages.ts";

test("GL-10 GL-11 GL-12 CAT-33: a project is made with the keyboard, filled, archived and brought back", async ({
  ownerPage: page,
  api,
  server,
}) => {
  const seen = watchPage(page, server.host);
  const project = aName("pay");
  await page.goto("/projects");
  await expect(page.getByRole("heading", { name: "Projects", level: 1 })).toBeVisible();
  const dialog = page.getByRole("dialog", { name: "Create project" });
  // The page may be there before its keys are.
  await expect(async () => {
    await page.keyboard.press("c");
    await expect(dialog).toBeVisible({ timeout: 2000 });
  }).toPass();
  await dialog.getByLabel("Name").fill("Not A Name");
  await dialog.getByLabel("Name").press("Enter");
  await expect(dialog.getByText(/Use lower-case letters and digits/)).toBeVisible();
  await dialog.getByLabel("Name").fill(project);
  await dialog.getByLabel("Description").fill("Everything that takes money");
  await expectAccessible(page);
  await dialog.getByLabel("Description").press("Enter");
  await page.waitForURL(({ pathname }) => pathname === `/projects/${project}`);
  await expect(page.getByRole("heading", { name: `Nothing is in ${project} yet` })).toBeVisible();
  await expect(page.getByText(`/charts/${project}`).first()).toBeVisible();

  await published(
    api,
    { root: "org-charts", name: `${project}~web`, tag: "1.0.0" },
    { name: "web", project },
  );
  const registry = registryOf(server, await server.registryToken());
  expect(await registry.pushChart(`${project}/helm/foo`, "v1", { name: "foo" }, Buffer.from("x"))).toBe(201);
  await page.reload();
  await expect(page.getByRole("link", { name: `${project}/web` }).filter({ visible: true })).toBeVisible();
  await expect(
    page.getByRole("link", { name: `${project}/helm/foo` }).filter({ visible: true }),
  ).toBeVisible();
  await expectAccessible(page);

  // The crumb of an artifact leads back here, and the settings are one of the tabs (GL-2).
  await page
    .getByRole("link", { name: `${project}/web` })
    .filter({ visible: true })
    .click();
  await page.getByRole("navigation", { name: "You are here" }).getByRole("link", { name: project }).click();
  await page.waitForURL(({ pathname }) => pathname === `/projects/${project}`);
  await page
    .getByRole("navigation", { name: "Project", exact: true })
    .getByRole("link", { name: "Settings" })
    .click();
  await page.getByLabel("Title").fill("Payments");
  await page.getByRole("radio", { name: /Public/ }).check();
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("The settings are saved")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Archive project" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Archive ${project}` })
    .click();
  await expect(page.getByText("Archived.", { exact: true })).toBeVisible();
  expect((await api.post("/org-charts", { name: "late", project })).status).toBe(409);
  await page.getByRole("button", { name: "Unarchive project" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Unarchive ${project}` })
    .click();
  await expect(page.getByRole("button", { name: "Archive project" })).toBeVisible();
  const late = await api.post<{ visibility: string }>("/org-charts", { name: "late", project });
  expect(late.body.visibility).toBe("public");
  // The name that is none was refused.
  expect(seen.filter((line) => !line.includes("status of 400"))).toEqual([]);
});

test("ROLE-11 GL-10: a viewer who is added as developer makes and publishes there, and nowhere else", async ({
  ownerPage: page,
  api,
  server,
  browser,
}) => {
  const [mine, other] = [aName("pay"), aName("search")];
  for (const name of [mine, other]) expect((await api.post("/org-projects", { name })).status).toBe(201);
  await published(
    api,
    { root: "org-charts", name: `${other}~web`, tag: "1.0.0" },
    { name: "web", project: other },
  );
  const who = await aPerson(server, "viewer");

  await page.goto(`/projects/${mine}/members`);
  await page.getByRole("button", { name: "Add member" }).click();
  const dialog = page.getByRole("dialog", { name: `Add a member to ${mine}` });
  await dialog.getByLabel("Email").fill("nobody@example.test");
  await dialog.getByRole("button", { name: "Add member" }).click();
  await expect(dialog.getByText(/Nobody in this organization is nobody@example.test/)).toBeVisible();
  await dialog.getByLabel("Email").fill(who.email);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add member" }).click();
  await expect(page.getByRole("table").getByRole("combobox")).toHaveText("Developer");
  await expectAccessible(page);

  const theirs = await (await browser.newContext({ baseURL: server.url })).newPage();
  await signIn(theirs, who);
  await theirs.goto(`/charts/new?project=${other}`);
  // Of all projects only the one is offered.
  await expect(theirs.getByRole("combobox", { name: "Project" })).toHaveText(mine);
  await theirs.getByLabel("Name", { exact: true }).fill("service");
  await theirs.getByRole("button", { name: "Create chart" }).click();
  await theirs.waitForURL(`**/charts/${mine}~service/editor`);
  await expect(theirs.getByRole("button", { name: "Review and publish" })).toBeEnabled();
  await theirs.goto(`/charts/${other}~web`);
  await expect(theirs.getByRole("link", { name: "Open draft" })).toBeVisible();
  await theirs.goto(`/projects/${mine}/settings`);
  await expect(theirs.getByText("You may look, and change nothing here.")).toBeVisible();
  await expectAccessible(theirs);
  await theirs.context().close();

  await page.getByRole("button", { name: /^Remove / }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove member" }).click();
  await expect(page.getByText(`${mine} has no members of its own`)).toBeVisible();
});

test("CAT-29 CAT-34: a project that is not there is the 404 page, and strangers sign in first, alike for both", async ({
  ownerPage,
  api,
  server,
  browser,
}) => {
  const name = aName("pay");
  expect((await api.post("/org-projects", { name })).status).toBe(201);
  expect((await ownerPage.goto("/projects/not-there"))?.status()).toBe(404);
  const context = await browser.newContext({ baseURL: server.url });
  const stranger = await context.newPage();
  for (const address of [
    `/projects/${name}`,
    "/projects/not-there",
    `/projects/${name}/members`,
    "/projects",
  ]) {
    await stranger.goto(address);
    expect(new URL(stranger.url()).pathname).toBe("/sign-in");
    expect(new URL(stranger.url()).searchParams.get("to")).toBe(address);
  }
  await context.close();
});
