import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { aName, test } from "../fixtures.ts";
import type { Api } from "../server.ts";
import { drafted, fileOf, openEditor, tabIntoText, text } from "./editors.ts";
import { publish, published, put, tabTo } from "./pages.ts";

const root = "org-charts";

async function review(page: Page, api: Api) {
  const name = await drafted(api, root);
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: `Publish ${name}` });
  await expect(dialog.getByText("Free")).toBeVisible();
  const findings = dialog.getByRole("checkbox", { name: /Publish with/ });
  if ((await findings.count()) > 0) await findings.check();
  return { name, dialog };
}

test("GOH-66 PUB-3: a tag taken while one reviewed is refused; the next free one is offered, and publishes", async ({
  ownerPage: page,
  api,
}) => {
  const { name, dialog } = await review(page, api);
  await dialog.getByLabel("Release notes").fill("What I wrote");
  const theirs = await packedTree(Object.entries(chartFiles(name, "0.1.0")), name);
  expect((await api.postPackage(`/${root}/${name}/versions?version=0.1.0`, theirs)).status).toBe(201);
  await dialog.getByRole("button", { name: "Publish version 0.1.0" }).click();
  await expect(dialog.getByRole("alert")).toContainText("0.1.0 already exists.");
  await dialog.getByRole("button", { name: "Take 0.1.1" }).click();
  await expect(dialog.getByLabel("Release notes")).toHaveValue("What I wrote");
  await dialog.getByRole("button", { name: "Publish version 0.1.1" }).click();
  await expect(page).toHaveURL(new RegExp(`/charts/${name}/versions/0\\.1\\.1$`), { timeout: 30_000 });
  const version = await api.get<{ notes: string }>(`/${root}/${name}/versions/0.1.1`);
  expect(version.body.notes).toBe("What I wrote");
});

test("CAT-23: a draft that moved since the review is not published before it was reviewed again", async ({
  ownerPage: page,
  api,
}) => {
  const { name, dialog } = await review(page, api);
  await dialog.getByLabel("Version tag").fill("0.7.0");
  await put(api, { root, name }, "values.yaml", (saved) => `# saved meanwhile\n${saved}`);
  await dialog.getByRole("button", { name: "Publish version 0.7.0" }).click();
  await expect(dialog.getByText("The draft changed since you reviewed it.")).toBeVisible();
  expect((await api.get(`/${root}/${name}/versions/0.7.0`)).status).toBe(404);
  await dialog.getByRole("button", { name: "Review again" }).click();
  await expect(dialog.getByRole("region", { name: "values.yaml", exact: true })).toContainText(
    "# saved meanwhile",
  );
  await expect(dialog.getByLabel("Version tag")).toHaveValue("0.7.0");
  const findings = dialog.getByRole("checkbox", { name: /Publish with/ });
  if ((await findings.count()) > 0) await findings.check();
  await dialog.getByRole("button", { name: "Publish version 0.7.0" }).click();
  await expect(page).toHaveURL(/\/versions\/0\.7\.0$/, { timeout: 30_000 });
});

test("PUB-6: a chart's tag that is no SemVer is published only by saying so", async ({
  ownerPage: page,
  api,
}) => {
  const { name, dialog } = await review(page, api);
  await dialog.getByLabel("Version tag").fill("nightly");
  await expect(dialog.getByText("Helm cannot select this version.")).toBeVisible();
  const publish = dialog.getByRole("button", { name: "Publish version nightly" });
  await expect(publish).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("checkbox", { name: "Publish anyway" }).check();
  await publish.click();
  await expect(page).toHaveURL(/\/versions\/nightly$/, { timeout: 30_000 });
  expect((await api.get(`/${root}/${name}/versions/nightly`)).status).toBe(200);
});

test("ROLE-9: the organization's rules for tag and notes are told while one types, before the button is pressed", async ({
  ownerPage: page,
  api,
}) => {
  const rules = (on: boolean) => api.patch("/org", { semverOnly: on, notesNeeded: on });
  expect((await rules(true)).status).toBe(200);
  try {
    const { name, dialog } = await review(page, api);
    const tag = dialog.getByLabel("Version tag");
    const notes = dialog.getByLabel("Release notes");
    const publish = dialog.getByRole("button", { name: /^Publish version/ });
    await notes.fill("");
    await expect(
      dialog.getByText("This organization publishes nothing without release notes."),
    ).toBeVisible();
    await expect(publish).toHaveAttribute("aria-disabled", "true");
    await tag.fill("nightly");
    await expect(dialog.getByText("This organization publishes SemVer only, such as 1.2.0.")).toBeVisible();
    await expect(dialog.getByRole("checkbox", { name: "Publish anyway" })).toBeHidden();
    await notes.fill("What changed");
    await expect(dialog.getByText("nothing without release notes")).toBeHidden();
    await expect(publish).toHaveAttribute("aria-disabled", "true");
    await tag.fill("0.4.0");
    await expect(dialog.getByText("SemVer only")).toBeHidden();
    await publish.click();
    await expect(page).toHaveURL(new RegExp(`/charts/${name}/versions/0\\.4\\.0$`), { timeout: 30_000 });
  } finally {
    expect((await rules(false)).status).toBe(200);
  }
});

test("GOH-18 GOH-24 GOH-25 GOH-27: from the tree to the version's page, no mouse is needed", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, root);
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  await tabTo(page, page.getByRole("treeitem", { name: /values\.yaml/ }));
  // The focus follows a key a moment later.
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("treeitem", { name: /Chart\.yaml/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("treeitem", { name: /values\.yaml/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabIntoText(page);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# by keys alone\n");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(async () =>
    expect(await fileOf(api, root, name, "values.yaml")).toMatch(/^# by keys alone\n/),
  ).toPass();
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: `Publish ${name}` });
  await expect(dialog.getByLabel("Version tag")).toBeFocused();
  await tabTo(page, dialog.getByRole("button", { name: "Next change" }));
  await page.keyboard.press("n");
  await expect(dialog.getByText(/^Change 1 of/)).toBeVisible();
  const findings = dialog.getByRole("checkbox", { name: /Publish with/ });
  if ((await findings.count()) > 0) {
    await tabTo(page, findings);
    await page.keyboard.press("Space");
  }
  await tabTo(page, dialog.getByRole("button", { name: "Publish version 0.1.0" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/versions\/0\.1\.0$/, { timeout: 30_000 });
});

test("CAT-9: the editor's keys stand in the ? dialog, and letters stay letters in the text", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, root);
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  await text(page).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# n p ?\n");
  await expect(text(page)).toContainText("# n p ?");
  await page.getByRole("button", { name: "Keys of this page" }).click();
  const dialog = page.getByRole("dialog", { name: "Keys of this page" });
  for (const label of ["Save the draft", "Review and publish", "Next problem", "Previous problem"])
    await expect(dialog.getByText(label, { exact: true })).toBeVisible();
});

test("CAT-9 CAT-25: in a comparison n and p go from change to change, and stand in the ? dialog", async ({
  ownerPage: page,
  api,
}) => {
  const name = aName("keys");
  await published(api, { root, name, tag: "0.1.0" });
  await put(api, { root, name }, "values.yaml", (saved) => `# first\n${saved}# second\n`);
  await publish(api, { root, name, tag: "0.2.0" });
  await page.goto(`/charts/${name}/compare/0.1.0...0.2.0`);
  await expect(async () => {
    await page.keyboard.press("n"); // Heard once the page has come to life.
    await expect(page.getByText(/^Change \d+ of/)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press("p");
  await page.keyboard.press("p");
  await expect(page.getByText(/^Change 1 of/)).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByText(/^Change 2 of/)).toBeVisible();
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keys of this page" });
  await expect(dialog.getByText("Next change")).toBeVisible();
  await expect(dialog.getByText("Previous change")).toBeVisible();
});
