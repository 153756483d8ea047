import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { aName } from "../fixtures.ts";
import { type Api, runProgram, type Server } from "../server.ts";

type Draft = { commit: string; files: { path: string }[] };

/** An artifact with a draft from its scaffold. @param scaffold false: an empty draft. */
export async function drafted(api: Api, root: string, scaffold: string | boolean = true): Promise<string> {
  const name = aName("edit");
  const made = await api.post(`/${root}`, scaffold === false ? { name } : { name, scaffold });
  expect(made.status).toBe(201);
  return name;
}

export const draftOf = async (api: Api, root: string, name: string) =>
  (await api.get<Draft>(`/${root}/${name}/draft`)).body;
export const pathsOf = async (api: Api, root: string, name: string) =>
  (await draftOf(api, root, name)).files.map((file) => file.path).sort();
export const fileOf = async (api: Api, root: string, name: string, path: string) =>
  (await api.get<string>(`/${root}/${name}/draft/files/${path}`)).body;

export const text = (page: Page) => page.locator("[data-code-editor] .view-lines");
export const tree = (page: Page) => page.getByRole("tree", { name: "Files" });
export const row = (page: Page, name: string) =>
  tree(page).getByRole("treeitem").filter({ hasText: name }).first();

/** Opens the editor and waits until Monaco shows the file. */
export async function openEditor(page: Page, address: string, shows: string): Promise<void> {
  await page.goto(address);
  await expect(text(page)).toContainText(shows, { timeout: 30_000 });
}

export async function typeAtStart(page: Page, typed: string): Promise<void> {
  await text(page).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type(typed);
}

/** Goes into Monaco by the Tab key: the field that it listens to has no size of its own. */
export async function tabIntoText(page: Page): Promise<void> {
  const field = page.locator("[data-code-editor] [role=textbox]");
  for (let presses = 0; presses < 90; presses += 1) {
    if (await field.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The Tab key does not lead into the text.");
}

/** Somebody who signs in with a password, made on the command line. */
export async function aPerson(
  server: Server,
  role: string,
  org = "default",
): Promise<{ email: string; password: string }> {
  const who = { email: `${aName(role)}@example.test`, password: "a password of their own" };
  const args = ["user", "create", "--org", org, "--email", who.email, "--role", role, "--password-stdin"];
  const made = await runProgram(process.execPath, ["bin/chartroom.ts", ...args], {
    env: server.env,
    input: who.password,
  });
  expect(made.status, made.stderr).toBe(0);
  return who;
}
