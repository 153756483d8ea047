import { expect, type Locator, type Page } from "@playwright/test";
import { codeNow } from "#lib/auth/second-factor/totp.ts";
import { aName, signIn, test } from "../fixtures.ts";
import { aPerson } from "./editors.ts";
import { tabTo } from "./pages.ts";

const press = (page: Page, key: string) => page.keyboard.press(key);

/** Goes there by Tab, sees where one is, and presses Enter. */
async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  // Of a field it is the box around it that is drawn.
  const outlines = await target.evaluate((element) =>
    [element, element.parentElement ?? element].map((one) => getComputedStyle(one).outlineStyle),
  );
  expect(outlines, "the focus is drawn").toContain("solid");
  await press(page, "Enter");
}

/** Opens a menu and goes down to one of its rows. */
async function choose(page: Page, trigger: Locator, row: string): Promise<void> {
  await enter(page, trigger);
  const item = page.getByRole("menuitem", { name: row });
  await expect(item).toBeVisible();
  await expect(async () => {
    await press(page, "ArrowDown");
    await expect(item).toBeFocused({ timeout: 100 });
  }).toPass();
  await press(page, "Enter");
}

test("Show 7: members are invited, changed and removed without a mouse, and the focus comes back", async ({
  ownerPage: page,
  server,
}) => {
  const person = await aPerson(server, "viewer");
  await page.goto(`/settings/members?q=${encodeURIComponent(person.email)}`);
  const row = page.getByRole("table", { name: "Members" }).getByRole("row", { name: person.email });
  const actions = row.getByRole("button", { name: /^Actions for / });
  await expect(actions).toBeVisible();

  const invite = page.getByRole("button", { name: "Invite" });
  const asked = page.getByRole("dialog", { name: "Invite a member" });
  await enter(page, invite);
  await expect(asked.getByLabel("Email")).toBeFocused();
  await press(page, "Escape");
  await expect(invite).toBeFocused();
  await press(page, "Enter");
  await expect(asked.getByLabel("Email")).toBeFocused();
  await page.keyboard.type("nobody");
  await enter(page, asked.getByRole("button", { name: "Make invitation" }));
  await expect(asked.getByText(/Give an e-mail address/)).toBeVisible();
  await expect(asked.getByLabel("Email")).toBeFocused();
  await asked.getByLabel("Email").selectText();
  await page.keyboard.type(`${aName("kim")}@example.test`);
  await press(page, "Enter");
  await expect(page.getByRole("status", { name: "invitation link" })).toBeVisible();
  await press(page, "Escape");
  await expect(invite).toBeFocused();

  await choose(page, actions, "Change role");
  const change = page.getByRole("dialog", { name: /^Role of / });
  await tabTo(page, change.getByRole("radio", { name: /^Viewer/ }));
  await press(page, "ArrowDown");
  await enter(page, change.getByRole("button", { name: "Change role" }));
  await expect(row).toContainText("Member");
  await expect(actions).toBeFocused();

  await choose(page, actions, "Hand the ownership over");
  const transfer = page.getByRole("dialog", { name: /^Hand the ownership over/ });
  await expect(transfer.getByRole("textbox")).toBeFocused();
  await page.keyboard.type("not the slug");
  await press(page, "Enter");
  await expect(transfer.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
  await press(page, "Escape");
  await expect(actions).toBeFocused();

  await choose(page, actions, "Remove member");
  await enter(page, page.getByRole("dialog", { name: /^Remove / }).getByRole("button", { name: /^Remove / }));
  await expect(row).toBeHidden();
  // The row that had the button is gone: the page's content has the focus, and not its very start.
  await expect(page.locator("main")).toBeFocused();
});

test("Show 7: a project, its members and another organization are made without a mouse", async ({
  ownerPage: page,
  server,
}) => {
  const person = await aPerson(server, "viewer");
  const [project, slug] = [aName("keys"), aName("east")];
  await page.goto("/projects");
  const create = page.getByRole("dialog", { name: "Create project" });
  await enter(page, page.getByRole("button", { name: "Create project" }).first());
  await expect(create.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(project);
  await press(page, "Enter");
  await page.waitForURL(({ pathname }) => pathname === `/projects/${project}`);

  await page.goto(`/projects/${project}/members`);
  const add = page.getByRole("button", { name: "Add member" });
  await enter(page, add);
  const adding = page.getByRole("dialog", { name: /^Add a member/ });
  await expect(adding.getByLabel("Email")).toBeFocused();
  await page.keyboard.type(person.email);
  await press(page, "Enter");
  const row = page.getByRole("row", { name: person.email });
  await expect(row).toBeVisible();
  await expect(add).toBeFocused();
  const remove = row.getByRole("button", { name: /^Remove / });
  await enter(page, remove);
  await expect(page.getByRole("dialog", { name: /^Remove / })).toBeVisible();
  await press(page, "Escape");
  await expect(remove).toBeFocused();

  const more = page.getByRole("button", { name: "More actions" });
  await choose(page, more, "Archive");
  const archive = page.getByRole("dialog", { name: `Archive ${project}` });
  await expect(archive).toBeVisible();
  await press(page, "Escape");
  await expect(more).toBeFocused();
  await choose(page, more, "Archive");
  await enter(page, archive.getByRole("button", { name: `Archive ${project}` }));
  await expect(page.getByText("Archived.", { exact: true })).toBeVisible();

  const switcher = page.getByRole("button", { name: /^Organization / });
  await choose(page, switcher, "New organization");
  await page.waitForURL(({ pathname }) => pathname === "/organizations/new");
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Eastgate");
  await tabTo(page, page.getByLabel("Slug"));
  await page.getByLabel("Slug").selectText();
  await page.keyboard.type("default");
  await press(page, "Enter");
  await expect(page.getByText("This slug is taken.")).toBeVisible();
  await expect(page.getByLabel("Slug")).toBeFocused();
  await page.getByLabel("Slug").selectText();
  await page.keyboard.type(slug);
  await press(page, "Enter");
  await page.waitForURL(`**/settings/members?org=${slug}`);
  await choose(page, switcher, "default");
  await expect(page.getByRole("button", { name: "Organization default" })).toBeVisible();
});

test("Show 7: a second factor is turned on and off without a mouse", async ({ page, server }) => {
  const person = await aPerson(server, "viewer");
  await signIn(page, person);
  await page.goto("/settings/account");
  const turnOn = page.getByRole("button", { name: "Turn on two-factor sign-in" });
  const prove = page.getByRole("dialog").getByLabel("Your password", { exact: true });
  await enter(page, turnOn);
  await expect(prove).toBeFocused();
  await press(page, "Escape");
  await expect(turnOn).toBeFocused();
  await press(page, "Enter");
  await expect(prove).toBeFocused();
  await page.keyboard.type(person.password);
  await press(page, "Enter");
  const key = page.getByRole("status", { name: "key" });
  await expect(key).toBeVisible();
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
  await page.keyboard.type(codeNow(((await key.textContent()) ?? "").trim()));
  await press(page, "Enter");
  await expect(page.getByText("Store these recovery codes now.")).toBeVisible();
  await tabTo(page, page.getByRole("checkbox", { name: "I have stored them" }));
  await press(page, "Space");
  await enter(page, page.getByRole("button", { name: "Done" }));
  await expect(page.getByText("10 of 10 recovery codes are left.")).toBeVisible();
  await enter(page, page.getByRole("button", { name: "Turn off two-factor sign-in" }));
  await expect(prove).toBeFocused();
  await page.keyboard.type(person.password);
  await press(page, "Enter");
  await expect(turnOn).toBeVisible();
});

test("ROLE-8 ROLE-9: the ownership is handed over without a mouse, and whoever had it is an admin", async ({
  page,
  browser,
  server,
}) => {
  const slug = aName("handed");
  const made = await server.chartroom("org", "create", "--slug", slug, "--owner", `${slug}@example.test`);
  expect(made.status, made.stderr).toBe(0);
  const boss = await aPerson(server, "owner", slug);
  const heir = await aPerson(server, "admin", slug);
  await signIn(page, boss);
  const members = `/settings/members?org=${slug}`;
  await page.goto(members);
  const row = (of: Page, { email }: { email: string }) =>
    of.getByRole("table", { name: "Members" }).getByRole("row", { name: email });
  await choose(
    page,
    row(page, heir).getByRole("button", { name: /^Actions for / }),
    "Hand the ownership over",
  );
  await expect(
    page.getByRole("dialog", { name: /^Hand the ownership over/ }).getByRole("textbox"),
  ).toBeFocused();
  await page.keyboard.type(slug);
  await press(page, "Enter");
  await expect(row(page, heir)).toContainText("Owner");
  await expect(row(page, boss)).toContainText("Admin");
  await page.goto(`/settings/audit?org=${slug}`);
  await expect(page.getByText(/handed the ownership/).first()).toBeVisible();

  const theirs = await browser.newPage({ baseURL: server.url });
  await signIn(theirs, heir);
  await theirs.goto(members);
  await expect(row(theirs, boss)).toContainText("Admin");
  await row(theirs, boss)
    .getByRole("button", { name: /^Actions for / })
    .click();
  await expect(theirs.getByRole("menuitem", { name: "Hand the ownership over" })).toBeEnabled();
  await theirs.context().close();
});
