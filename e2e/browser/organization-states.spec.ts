import { expect, type Page } from "@playwright/test";
import { aName, test } from "../fixtures.ts";
import { aPerson } from "./editors.ts";
import { isPhone, seriousIn } from "./pages.ts";

const MEMBERS = "**/api/v2/org-members?*";
const LONG = "Maximiliana Konstantinopoulou-Wolfeschlegelstein-Hausenbergerdorff";

/** Whatever is drawn fits its box: no button's words beyond its edge, nothing beyond the screen's. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    const buttons = [...document.querySelectorAll<HTMLElement>("main button, main a, [role=dialog] button")];
    const outside = buttons.filter((button) => {
      const { left, right } = button.getBoundingClientRect();
      return right > left && !button.closest("nav") && (left < 0 || right > root.clientWidth + 1);
    });
    return [
      ...(over > 0 ? [`${over} px wider than the screen`] : []),
      ...outside.map((button) => `beyond the screen: ${button.textContent}`),
    ];
  });
}

/** Light on a desk, dark on a phone: the other two are each page's own, in organization-pages.spec.ts. */
async function look(page: Page, state: string, within?: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: isPhone(page) ? "dark" : "light", reducedMotion: "reduce" });
  const faults = [...(await seriousIn(page, undefined, within)), ...(await tooWide(page))];
  return faults.map((fault) => `${state}: ${fault}`);
}

test("Show 7: loading, failed, empty and refused states, and every dialog of members and projects @phone", async ({
  ownerPage: page,
  api,
  server,
}) => {
  test.setTimeout(300_000);
  const person = await aPerson(server, "viewer");
  const project = aName("a-project-whose-name-is-rather-long");
  expect((await api.post("/org-projects", { name: project })).status).toBe(201);
  const { body } = await api.get<{ items: { id: string }[] }>(`/org-members?q=${person.email}`);
  const faults: string[] = [];
  const seen = async (state: string, within?: string) => faults.push(...(await look(page, state, within)));
  const dialog = page.getByRole("dialog");
  const openDialog = async (state: string) => {
    await expect(dialog).toBeVisible();
    await seen(state, "[role=dialog]");
  };
  const close = async () => {
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  };

  await page.goto("/settings/members?q=nobody-has-this-name");
  await expect(page.getByText("Nobody matches")).toBeVisible();
  await seen("members, nobody matches");
  await page.route(MEMBERS, (route) => route.abort());
  await page.goto("/settings/members?role=viewer");
  await expect(page.getByText("Could not load the members")).toBeVisible();
  await seen("members, failed");
  await page.unroute(MEMBERS);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(person.email)).toBeVisible();
  await page.route(MEMBERS, () => {}); // Never answered.
  await page.goto("/settings/members?role=viewer");
  await expect(page.locator("main [aria-busy=true]").first()).toBeVisible();
  await seen("members, loading");
  await page.unroute(MEMBERS);

  // A name as long as they come: it stands in titles, sentences and on buttons.
  await page.route(MEMBERS, async (route) => {
    const answer = await route.fetch();
    const list = await answer.json();
    for (const item of list.items) if (item.id === body.items[0]?.id) item.name = LONG;
    await route.fulfill({ response: answer, json: list });
  });
  await page.goto(`/settings/members?q=${person.email}`);
  const actions = page.getByRole("button", { name: `Actions for ${LONG}` });
  await expect(actions).toBeVisible();
  await seen("members, a long name");
  for (const deed of ["Change role", "Hand the ownership over", "Make a password link", "Remove member"]) {
    await actions.click();
    await page.getByRole("menuitem", { name: deed }).click();
    await openDialog(deed);
    await close();
  }
  await page.unroute(MEMBERS);
  await page.getByRole("button", { name: "Invite" }).click();
  await dialog.getByLabel("Email").fill("none");
  await dialog.getByLabel("Email").press("Enter");
  await expect(dialog.getByText(/Give an e-mail address/)).toBeVisible();
  await openDialog("invite, refused");
  await dialog
    .getByLabel("Email")
    .fill(`${aName("a-rather-long-address-of-somebody")}@subdomain.example.test`);
  await dialog.getByLabel("Email").press("Enter");
  await expect(page.getByRole("dialog", { name: "Send this link" })).toBeVisible();
  await openDialog("invitation link");
  await close();

  await page.goto("/settings/members/groups");
  await expect(page.getByText("No group gives a role here")).toBeVisible();
  await page.getByRole("button", { name: "Map group" }).first().click();
  await dialog.getByRole("button", { name: "Map group" }).click();
  await expect(dialog.getByLabel("Group", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await openDialog("groups, refused");
  await close();

  await page.goto("/projects?q=no-project-has-this-name");
  await expect(page.getByText("No project matches")).toBeVisible();
  await seen("projects, nothing matches");
  await page.getByRole("button", { name: "Create project" }).first().click();
  await openDialog("create project");
  await close();
  await page.goto(`/projects/${project}`);
  await expect(page.getByText(`Nothing is in ${project} yet`)).toBeVisible();
  await seen("project, empty");
  await page.goto(`/projects/${project}/members`);
  await page.getByRole("button", { name: "Add member" }).click();
  await dialog.getByRole("button", { name: "Add member" }).click();
  await openDialog("add a member, refused");
  await close();
  await page.goto(`/projects/${project}/settings`);
  for (const deed of ["Archive project", "Delete project"]) {
    await page.getByRole("button", { name: deed }).click();
    await openDialog(deed);
    await close();
  }
  await page.goto("/organizations/new");
  await page.getByRole("button", { name: "Make organization" }).click();
  await expect(page.getByText("Give the organization a name.")).toBeVisible();
  await seen("new organization, refused");
  await page.goto("/settings/account");
  await page.getByRole("button", { name: "Turn on two-factor sign-in" }).click();
  await openDialog("turn on a second factor");
  expect(faults).toEqual([]);
});

test("Show 7: who is not signed in is told what is missing, and a server out of reach loses nothing typed @phone", async ({
  page,
  api,
}) => {
  const faults: string[] = [];
  const seen = async (state: string) => faults.push(...(await look(page, state)));
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Give the e-mail that you sign in with.")).toBeVisible();
  await expect(page.getByLabel("Email")).toBeFocused();
  await seen("sign-in, nothing given");

  await page.getByLabel("Email").fill("ada@example.test");
  await page.getByLabel("Password", { exact: true }).fill("a password of their own");
  const out = (url: URL) => url.pathname === "/sign-in";
  await page.route(out, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The server did not answer.")).toBeVisible();
  await seen("sign-in, out of reach");
  await page.unroute(out);
  await expect(page.getByLabel("Email")).toHaveValue("ada@example.test");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail or the password is wrong.")).toBeVisible();

  const email = `${aName("a-rather-long-address-of-somebody-who-is-invited")}@subdomain.example.test`;
  const made = await api.post<{ link: string }>("/org-members", { email, role: "admin" });
  await page.goto(made.body.link);
  await expect(page.getByText(/invites you as an admin\./)).toBeVisible();
  await seen("invitation");
  for (const address of ["/invite?key=none", "/choose-password?key=none", "/sign-in/link?key=none"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
    await seen(address);
  }
  expect(faults).toEqual([]);
});
