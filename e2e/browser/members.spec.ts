import { expect, type Page } from "@playwright/test";
import { aName, test } from "../fixtures.ts";
import { owner } from "../server.ts";
import { aPerson } from "./editors.ts";
import { expectAccessible, tabTo, watchPage } from "./pages.ts";

const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("ROLE-8: invited with the keyboard, joined by the link in another browser, given a role, removed", async ({
  ownerPage: page,
  browser,
  server,
}) => {
  const seen = watchPage(page, server.host);
  const email = `${aName("ines")}@example.test`;
  await page.goto("/settings/members");
  const invite = page.getByRole("dialog", { name: "Invite a member" });
  // The page may be there before its keys are.
  await expect(async () => {
    await page.keyboard.press("c");
    await expect(invite).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(invite.getByLabel("Email")).toBeFocused();
  await page.keyboard.type("not an address");
  await page.keyboard.press("Enter");
  await expect(invite.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await invite.getByLabel("Email").selectText();
  await page.keyboard.type(email);
  await expectAccessible(page);
  await tabTo(page, invite.getByRole("radio", { name: /^Member/ }));
  await page.keyboard.press("ArrowUp");
  await expect(invite.getByRole("radio", { name: /^Viewer/ })).toBeChecked();
  await tabTo(page, invite.getByRole("button", { name: "Make invitation" }));
  await page.keyboard.press("Enter");
  const shown = page.getByRole("dialog", { name: "Send this link" });
  const link = (await shown.getByRole("status", { name: "invitation link" }).textContent()) ?? "";
  expect(link).toContain(`${server.url}/invite?key=`);
  await expectAccessible(page);
  await tabTo(page, shown.getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table", { name: "Open invitations" }).getByText(email)).toBeVisible();

  // Nobody accepts it in another's name.
  await page.goto(link);
  await expect(page.getByText("This invitation is for somebody else.")).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL: server.url });
  const theirs = await elsewhere.newPage();
  await theirs.goto(link);
  await expectAccessible(theirs);
  await theirs.getByLabel("Your name").fill("Ines Duarte");
  await theirs.getByLabel("Password", { exact: true }).fill("a password of Ines' own");
  await theirs.getByRole("button", { name: /^Join / }).click();
  await theirs.waitForURL("**/charts?org=*");
  await theirs.goto("/settings/members");
  await expect(theirs.getByRole("row", { name: /Ines Duarte/ })).toContainText("Viewer");
  await expect(theirs.getByRole("button", { name: "Invite" })).toBeHidden();
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: "This link does not work" })).toBeVisible();

  await page.goto("/settings/members");
  const row = page.getByRole("table", { name: "Members" }).getByRole("row", { name: /Ines Duarte/ });
  const actions = row.getByRole("button", { name: "Actions for Ines Duarte" });
  await actions.click();
  await page.getByRole("menuitem", { name: "Change role" }).click();
  const change = page.getByRole("dialog", { name: "Role of Ines Duarte" });
  await change.getByRole("radio", { name: /^Admin/ }).check();
  await change.getByRole("button", { name: "Change role" }).click();
  await expect(row).toContainText("Admin");
  await theirs.goto("/settings/members");
  await expect(theirs.getByRole("button", { name: "Invite" })).toBeVisible();
  await expectAccessible(page);

  await actions.click();
  await page.getByRole("menuitem", { name: "Remove member" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove Ines Duarte" }).click();
  await expect(page.getByText("Ines Duarte is removed")).toBeVisible();
  await expect(row).toBeHidden();
  await theirs.goto("/settings/members");
  await expect(theirs).toHaveURL(/\/sign-in\?to=/);
  await elsewhere.close();
  expect(server.logs()).not.toContain(new URL(link).searchParams.get("key"));
  // The address that is none was refused.
  expect(seen.filter((line) => !line.includes("status of 400"))).toEqual([]);
});

test("several organizations: one is made, each shows its own, and the switcher leads from one to the other", async ({
  ownerPage: page,
  api,
}) => {
  const [slug, chart] = [aName("northgate"), aName("of-the-first")];
  expect((await api.post("/org-charts", { name: chart })).status).toBe(201);
  await page.goto("/organizations/new");
  await expectAccessible(page);
  await page.getByLabel("Name").fill("Northgate");
  await expect(page.getByLabel("Slug")).toHaveValue("northgate");
  await page.getByLabel("Slug").fill("default");
  await page.getByRole("button", { name: "Make organization" }).click();
  await expect(page.getByLabel("Slug")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Slug").fill(slug);
  await page.getByRole("button", { name: "Make organization" }).click();
  await page.waitForURL(`**/settings/members?org=${slug}`);
  const here = page.getByRole("button", { name: "Organization Northgate" });
  await expect(here).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(owner.email) })).toContainText("Owner");

  // What is the other's is not there.
  await page.goto(`/charts?org=${slug}`);
  await expect(here).toBeVisible();
  await expect(page.getByRole("link", { name: chart })).toBeHidden();
  expect((await page.goto(`/charts/${chart}?org=${slug}`))?.status()).toBe(404);
  expect((await page.goto(`/charts/${chart}?org=default`))?.status()).toBe(200);
  await page.getByRole("button", { name: "Organization default" }).click();
  await page.getByRole("menuitem", { name: "Northgate" }).click();
  await expect(here).toBeVisible();
  // Kept for this browser, as soon as the page's script is there: the next page has it without being told.
  const kept = async () =>
    (await page.context().cookies()).find(({ name }) => name === "chartroom-organization")?.value;
  await expect.poll(kept).toBe(slug);
  await page.goto("/charts");
  await expect(here).toBeVisible();
  await here.click();
  await page.getByRole("menuitem", { name: "default" }).click();
  await expect(page.getByRole("button", { name: "Organization default" })).toBeVisible();
  await expect.poll(kept).toBe("default");
  await page.goto("/charts");
  await expect(page.getByRole("link", { name: chart }).filter({ visible: true })).toBeVisible();

  // Back shows the page whose address did not say the organization yet.
  await expect(page).toHaveURL(/\/charts\?org=default$/);
  await page.getByRole("navigation", { name: "Catalog" }).getByRole("link", { name: "Projects" }).click();
  await expect(page.getByRole("heading", { name: "Projects", level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Charts", level: 1 })).toBeVisible();
});

test("ROLE-9: people are found by name and role, and the only owner cannot leave @phone", async ({
  ownerPage: page,
  api,
  server,
}) => {
  const [viewer, admin] = [await aPerson(server, "viewer"), await aPerson(server, "admin")];
  await page.goto("/settings/members");
  await page.getByLabel("Find members").fill(viewer.email);
  const members = page.getByRole("table", { name: "Members" });
  await expect(members.getByText(viewer.email)).toBeVisible();
  await expect(members.getByText(admin.email)).toBeHidden();
  await page.reload();
  await expect(page.getByLabel("Find members")).toHaveValue(viewer.email);
  await expect(members.getByText(admin.email)).toBeHidden();
  await page.goto("/settings/members?role=admin");
  await expect(members.getByText(admin.email)).toBeVisible();
  await expect(members.getByText(viewer.email)).toBeHidden();
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await expectAccessible(page);

  await page.goto("/settings/members?role=owner");
  await page
    .getByRole("row", { name: /you/ })
    .getByRole("button", { name: /^Actions for / })
    .click();
  await page.getByRole("menuitem", { name: "Leave the organization" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Leave / })
    .click();
  await expect(page.getByText("This is the only owner")).toBeVisible();
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  const { body } = await api.get<{ counts: { owner: number } }>("/org-members");
  expect(body.counts.owner).toBe(1);
});
