import { expect } from "@playwright/test";
import { test } from "../fixtures.ts";
import { drafted, draftOf, fileOf, openEditor, row, text, typeAtStart } from "./editors.ts";
import { rulesIn, seriousIn } from "./pages.ts";

test("GOH-17 GOH-20 CAT-19: a value is changed, marked as unsaved, and saved as one commit with a message", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts");
  const before = await draftOf(api, "org-charts", name);
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  const typed = "# abcdefghijklmnopqrstuvwxyz 0123456789 the quick brown fox\n";
  await typeAtStart(page, typed);
  await expect(page.getByRole("tab", { name: /values\.yaml/ })).toContainText("not saved");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(async () =>
    expect(await fileOf(api, "org-charts", name, "values.yaml")).toMatch(new RegExp(`^${typed}`)),
  ).toPass();
  const { body } = await api.get<{ items: { parent: string; message: string }[] }>(
    `/org-charts/${name}/commits`,
  );
  expect(body.items[0]).toMatchObject({ parent: before.commit, message: "Update values.yaml" });
});

test("CAT-18: unsaved text survives a reload, and can be dropped", async ({ ownerPage: page, api }) => {
  const name = await drafted(api, "org-charts");
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  await typeAtStart(page, "# not saved yet\n");
  await expect(page.getByText("Copy kept in this browser")).toBeVisible();
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText("Your unsaved changes are back.")).toBeVisible();
  await expect(text(page)).toContainText("# not saved yet");
  await page.getByRole("button", { name: "Discard them" }).click();
  await expect(text(page)).not.toContainText("# not saved yet");
  await expect(page.getByText("Everything is saved")).toBeVisible();
});

test("GOH-23 CAT-27: a mistake in YAML is named with its line, F8 goes there, and the address says so", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts");
  await openEditor(page, `/charts/${name}/editor?file=Chart.yaml`, "apiVersion");
  await typeAtStart(page, "a: 'open\n");
  const problems = page.getByRole("region", { name: "Problems" });
  await expect(problems.getByRole("button", { name: /Chart\.yaml:\d+:\d+/ }).first()).toBeVisible();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F8");
  await expect(page).toHaveURL(/\?file=Chart\.yaml#L\d+$/);
});

test("CAT-19: where two people saved one file, the second is asked, and nothing is lost", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts");
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  const { commit } = await draftOf(api, "org-charts", name);
  const saved = await fileOf(api, "org-charts", name, "values.yaml");
  const theirs = { op: "put", path: "values.yaml", content: `${saved}# theirs\n`, encoding: "utf-8" };
  const other = await api.post(`/org-charts/${name}/draft/commits`, {
    parent: commit,
    message: "Theirs",
    changes: [theirs],
  });
  expect(other.status).toBe(201);
  await typeAtStart(page, "# mine\n");
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Somebody else saved this draft meanwhile" });
  await expect(dialog.getByRole("radio", { name: /Merge/ })).toBeChecked();
  await expect(dialog.getByRole("radio", { name: /Take theirs/ })).toBeVisible();
  await expect(dialog.getByRole("radio", { name: /Keep mine as a new file/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Take these and save" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(async () =>
    expect(await fileOf(api, "org-charts", name, "values.yaml")).toBe(`# mine\n${saved}# theirs\n`),
  ).toPass();
});

test("GOH-18 GOH-41: files are made, moved and deleted by keyboard alone, and a deletion is taken back", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-manifest-bundles", "namespace");
  await page.goto(`/manifest-bundles/${name}/editor`);
  await page.getByRole("button", { name: "New file", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "New file" }).getByLabel("Path")).toBeFocused();
  await page.keyboard.type("extra/quota.yaml");
  await page.keyboard.press("Enter");
  await expect(row(page, "quota.yaml")).toBeVisible();
  await row(page, "quota.yaml").focus();
  await page.keyboard.press("F2");
  await expect(page.getByRole("dialog", { name: /Rename or move/ }).getByLabel("New path")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("quotas.yaml");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: /quotas\.yaml/ })).toBeVisible();
  await row(page, "quotas.yaml").focus();
  await page.keyboard.press("Delete");
  await expect(row(page, "quotas.yaml")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "quotas.yaml")).toBeVisible();
});

test("GOH-36 GOH-37: a new resource of a base is listed in kustomization.yaml, and a deleted one no longer", async ({
  ownerPage: page,
  api,
}) => {
  const root = "org-kustomize-bases";
  const name = await drafted(api, root);
  await openEditor(page, `/kustomize-bases/${name}/editor?file=kustomization.yaml`, "resources");
  await page.getByRole("button", { name: "New file", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "New file" }).getByLabel("Path")).toBeFocused();
  await page.keyboard.type("ingress.yaml");
  await expect(page.getByRole("checkbox", { name: /List it under resources/ })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: /ingress\.yaml/ })).toBeVisible();
  await row(page, "service.yaml").focus();
  await page.keyboard.press("Delete");
  await expect(row(page, "service.yaml").getByTitle("deleted")).toBeVisible();
  await row(page, "kustomization.yaml").click();
  await expect(text(page)).toContainText("- ingress.yaml");
  await expect(text(page)).not.toContainText("service.yaml");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Everything is saved")).toBeVisible();
  const paths = (await draftOf(api, root, name)).files.map((file) => file.path);
  expect(paths).toContain("ingress.yaml");
  expect(paths).not.toContain("service.yaml");
});

test("GOH-37: without the server a file of a base is not moved, which is said, and the page stays; both go on when it is back", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-kustomize-bases");
  await openEditor(page, `/kustomize-bases/${name}/editor?file=kustomization.yaml`, "resources");
  const move = async () => {
    await row(page, "service.yaml").focus();
    await page.keyboard.press("F2");
    const path = page.getByRole("dialog", { name: /Rename or move/ }).getByLabel("New path");
    await expect(path).toBeFocused();
    await path.fill("web-service.yaml");
    await page.keyboard.press("Enter");
  };
  const said = page.getByRole("region", { name: "Notifications" });
  // The dialog's own code is there before the server goes.
  await row(page, "service.yaml").focus();
  await page.keyboard.press("F2");
  await expect(page.getByRole("dialog", { name: /Rename or move/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.context().setOffline(true);
  await move();
  await expect(said.getByText("service.yaml was not moved")).toBeVisible();
  await expect(row(page, "web-service.yaml")).toHaveCount(0);
  await expect(text(page)).not.toContainText("web-service.yaml");
  await page.context().setOffline(false);
  await move();
  await expect(row(page, "web-service.yaml")).toBeVisible();
  await expect(text(page)).toContainText("- web-service.yaml");
});

test("GOH-24 GOH-25 GOH-26 GOH-27 GOH-30: a draft is reviewed and published, by keyboard alone", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts");
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  await typeAtStart(page, "# for the first version\n");
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: `Publish ${name}` });
  // The review renders the draft, too: it takes longer than a page.
  await expect(dialog.getByRole("region", { name: "values.yaml", exact: true })).toContainText(
    "# for the first version",
    { timeout: 30_000 },
  );
  const tag = dialog.getByLabel("Version tag");
  await expect(tag).toHaveValue("0.1.0");
  await expect(dialog.getByText("Free")).toBeVisible();
  await expect(dialog.getByLabel("Release notes")).toHaveValue(/Update values\.yaml/);
  const findings = dialog.getByRole("checkbox", { name: /Publish with/ });
  if ((await findings.count()) > 0) await findings.press("Space");
  await tag.press("Control+Enter");
  await expect(page).toHaveURL(new RegExp(`/charts/${name}/versions/0\\.1\\.0$`), { timeout: 30_000 });
  const version = await api.get<{ version: string; notes: string }>(`/org-charts/${name}/versions/0.1.0`);
  expect(version.body).toMatchObject({
    version: "0.1.0",
    notes: expect.stringContaining("Update values.yaml"),
  });

  await page.goto(`/charts/${name}/editor`);
  await page.getByRole("button", { name: "Review and publish" }).click();
  await dialog.getByLabel("Version tag").fill("0.1.0");
  await expect(dialog.getByText("0.1.0 already exists, and a version never changes.")).toBeVisible();
});

test("CAT-21: an archived chart is shown, with the reason why it cannot be changed", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts");
  expect((await api.post(`/org-charts/${name}/archive`, undefined)).status).toBe(200);
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  await expect(page.getByText("It is archived.")).toBeVisible();
  await expect(page.getByRole("button", { name: "New file", exact: true })).toHaveCount(0);
  await text(page).click();
  await page.keyboard.type("x");
  await expect(page.getByText("Everything is saved")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious in the editor and its publish dialog, ${colorScheme} @phone`, async ({
    ownerPage: page,
    api,
  }) => {
    await page.emulateMedia({ colorScheme });
    const name = await drafted(api, "org-charts");
    await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
    expect(await seriousIn(page, rulesIn(colorScheme))).toEqual([]);
    await page.getByRole("button", { name: "Review and publish" }).click();
    await expect(page.getByLabel("Version tag")).toBeVisible();
    expect(await seriousIn(page, rulesIn(colorScheme))).toEqual([]);
  });
}
