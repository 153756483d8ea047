import { expect, type Page } from "@playwright/test";
import { aName, test } from "../fixtures.ts";
import type { Api } from "../server.ts";
import { tabTo, watchPage } from "./pages.ts";

const kinds = [
  {
    kind: "chart",
    words: "GOH-7 GOH-8 GOH-24",
    home: "/charts",
    root: "org-charts",
    files: ["values.yaml", "templates/service.yaml"],
    command: (address: string) => `helm pull \\\n  oci://${address} \\\n  --version 0.1.0`,
  },
  {
    kind: "Kustomize base",
    words: "GOH-21 GOH-38",
    home: "/kustomize-bases",
    root: "org-kustomize-bases",
    files: ["kustomization.yaml", "deployment.yaml"],
    command: (address: string) => `oras pull \\\n  ${address}:0.1.0`,
  },
  {
    kind: "manifest bundle",
    words: "GOH-42 GOH-43",
    home: "/manifest-bundles",
    root: "org-manifest-bundles",
    files: ["namespace.yaml"],
    command: (address: string) => `oras pull \\\n  ${address}:0.1.0`,
  },
] as const;

const MARK = "# changed in the browser";
const shortOf = (file: string) => file.split("/").at(-1) ?? file;
const text = (page: Page) => page.locator("[data-code-editor] .view-lines");

async function change(page: Page, file: string): Promise<void> {
  await expect(page.getByRole("tab", { name: new RegExp(file), selected: true })).toBeVisible();
  await expect(text(page)).not.toBeEmpty({ timeout: 30_000 });
  await text(page).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type(`${MARK} ${file}\n`);
}

/** Everything that the dialog shows is everything that is in the draft, with what was typed. */
async function expectReviewed(page: Page, api: Api, root: string, name: string, files: readonly string[]) {
  const dialog = page.getByRole("dialog", { name: `Publish ${name}` });
  const { body } = await api.get<{ files: { path: string }[] }>(`/${root}/${name}/draft`);
  await expect(dialog.getByLabel("Version tag")).toHaveValue("0.1.0");
  for (const file of files)
    await expect(dialog.getByRole("region", { name: file, exact: true })).toContainText(
      `${MARK} ${shortOf(file)}`,
    );
  await expect(dialog.getByRole("region")).toHaveCount(body.files.length);
  await expect(dialog.getByText("Free")).toBeVisible();
  return dialog;
}

for (const { kind, words, home, root, files, command } of kinds) {
  test(`${words} GOH-25 GOH-27 CAT-10: a new ${kind} is changed, reviewed, published, and its page prints the command`, async ({
    ownerPage: page,
    api,
    server,
  }) => {
    test.setTimeout(150_000);
    const seen = watchPage(page, server.host, [/\/versions\/[^/]+$/]);
    const name = aName("mouse");
    await page.goto(home);
    await page
      .getByRole("link", { name: `New ${kind}` })
      .first()
      .click();
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("button", { name: `Create ${kind}` }).click();
    await page.waitForURL(`**${home}/${name}/editor**`);
    const tree = page.getByRole("tree", { name: "Files" });
    for (const file of files) {
      const row = tree.getByRole("treeitem").filter({ hasText: shortOf(file) });
      const folder = tree.getByRole("treeitem").filter({ hasText: file.split("/")[0] ?? file });
      if ((await row.count()) === 0) await folder.first().click();
      await row.first().click();
      await change(page, shortOf(file));
    }
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Everything is saved")).toBeVisible();
    await page.getByRole("button", { name: "Review and publish" }).click();
    const dialog = await expectReviewed(page, api, root, name, files);
    const findings = dialog.getByRole("checkbox", { name: /Publish with/ });
    if ((await findings.count()) > 0) await findings.click();
    await dialog.getByRole("button", { name: "Publish version 0.1.0" }).click();
    await page.waitForURL(`**${home}/${name}/versions/0.1.0`);
    const shown = await page.locator("pre").filter({ hasText: "pull" }).first().textContent();
    expect(shown).toContain(command(`${server.host}${home}/${name}`));
    await expect(page.getByText("latest", { exact: true }).first()).toBeVisible();
    expect(seen).toEqual([]);
  });

  test(`${words} GOH-20 GOH-26: the same for a ${kind} with the keyboard alone`, async ({
    ownerPage: page,
    api,
    server,
  }) => {
    test.setTimeout(150_000);
    const seen = watchPage(page, server.host, [/\/versions\/[^/]+$/]);
    const name = aName("keys");
    await page.goto(home);
    // Keys work once the page's script does.
    await expect(async () => {
      await page.keyboard.press("n");
      await page.waitForURL(`**${home}/new`, { timeout: 2000 });
    }).toPass();
    await tabTo(page, page.getByLabel("Name", { exact: true }));
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${home}/${name}/editor**`);
    const [file = ""] = files;
    const short = shortOf(file);
    // One row of the tree takes part in the order of Tab; arrows lead to the others.
    await tabTo(page, page.getByRole("tree", { name: "Files" }).locator('[role="treeitem"][tabindex="0"]'));
    // The row with the focus follows a moment after the key.
    const row = () => page.evaluate(() => document.activeElement?.closest('[role="treeitem"]')?.textContent);
    for (let steps = 0; steps < 20 && !(await row())?.includes(short); steps += 1) {
      const before = await row();
      await page.keyboard.press("ArrowDown");
      await expect.poll(row).not.toBe(before);
    }
    await page.keyboard.press("Enter");
    await expect(page.getByRole("tab", { name: new RegExp(short), selected: true })).toBeVisible();
    await expect(text(page)).not.toBeEmpty({ timeout: 30_000 });
    const isInText = () => page.evaluate(() => document.activeElement?.closest("[data-code-editor]") != null);
    for (let presses = 0; presses < 30 && !(await isInText()); presses += 1) await page.keyboard.press("Tab");
    expect(await isInText()).toBe(true);
    await page.keyboard.press("Control+Home");
    await page.keyboard.type(`${MARK} ${short}\n`);
    await page.keyboard.press("Control+s");
    await expect(page.getByText("Everything is saved")).toBeVisible();
    await page.keyboard.press("Control+Enter");
    const dialog = await expectReviewed(page, api, root, name, [file]);
    const findings = dialog.getByRole("checkbox", { name: /Publish with/ });
    if ((await findings.count()) > 0) {
      await tabTo(page, findings);
      await page.keyboard.press("Space");
    }
    await tabTo(page, dialog.getByLabel("Version tag"));
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(`**${home}/${name}/versions/0.1.0`);
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    const shown = await page.locator("pre").filter({ hasText: "pull" }).first().textContent();
    expect(shown).toContain(command(`${server.host}${home}/${name}`));
    expect(seen).toEqual([]);
  });
}
