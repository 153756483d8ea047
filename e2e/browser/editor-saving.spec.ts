import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { signIn, test } from "../fixtures.ts";
import type { Api } from "../server.ts";
import { aPerson, drafted, draftOf, fileOf, openEditor, pathsOf, text, typeAtStart } from "./editors.ts";
import { put } from "./pages.ts";

const root = "org-charts";

/** What this browser keeps of unsaved work, as text. */
const keptIn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((done, fail) => {
        const opening = indexedDB.open("chartroom-editor");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction("unsaved").objectStore("unsaved").getAll();
          all.onerror = () => fail(all.error);
          all.onsuccess = () => done(JSON.stringify(all.result));
        };
      }),
  );

test("CAT-18: after a crash of the tab, unsaved text is back, and can be saved", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, root);
  const address = `/charts/${name}/editor?file=values.yaml`;
  await openEditor(page, address, "replicaCount");
  await typeAtStart(page, "# typed before the crash\n");
  await expect(page.getByText("Copy kept in this browser")).toBeVisible();
  // On a slow machine that may be said of the first keys: the crash comes when all of them are kept.
  await expect.poll(() => keptIn(page)).toContain("# typed before the crash");
  const crashed = page.waitForEvent("crash");
  void page.goto("chrome://crash").catch(() => undefined);
  await crashed;

  const again = await page.context().newPage();
  await openEditor(again, address, "# typed before the crash");
  await expect(again.getByText("Your unsaved changes are back.")).toBeVisible();
  expect(await fileOf(api, root, name, "values.yaml")).not.toContain("# typed before the crash");
  await again.keyboard.press("Control+s");
  await expect(again.getByText("Everything is saved")).toBeVisible();
  await expect(async () =>
    expect(await fileOf(api, root, name, "values.yaml")).toMatch(/^# typed before the crash\n/),
  ).toPass();
});

test("CAT-18 CAT-19: a copy kept from before somebody else's save is asked about, not written over it", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, root);
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  await typeAtStart(page, "# mine\n");
  await expect(page.getByText("Copy kept in this browser")).toBeVisible();
  await put(api, { root, name }, "values.yaml", (saved) => `${saved}# theirs\n`);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  const dialog = page.getByRole("dialog", { name: "Somebody else saved this draft meanwhile" });
  await dialog.getByRole("button", { name: "Take these and save" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(async () =>
    expect(await fileOf(api, root, name, "values.yaml")).toMatch(/^# mine\n[\s\S]*# theirs\n$/),
  ).toPass();
});

/** Both change the first line, so that a merge cannot decide. */
async function bothChange(page: Page, api: Api) {
  const name = await drafted(api, root);
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  const before = await fileOf(api, root, name, "values.yaml");
  await put(api, { root, name }, "values.yaml", (saved) => `# theirs\n${saved}`);
  await typeAtStart(page, "# mine\n");
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Somebody else saved this draft meanwhile" });
  await expect(dialog).toBeVisible();
  return { name, before, dialog };
}

test("CAT-19: their text is taken where one says so, and mine stays in no file", async ({
  ownerPage: page,
  api,
}) => {
  const { name, before, dialog } = await bothChange(page, api);
  await dialog.getByRole("radio", { name: "Take theirs" }).check();
  await dialog.getByRole("button", { name: "Take these and save" }).click();
  await expect(text(page)).toContainText("# theirs");
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(async () =>
    expect(await fileOf(api, root, name, "values.yaml")).toBe(`# theirs\n${before}`),
  ).toPass();
});

test("CAT-19: mine is kept as a new file beside theirs", async ({ ownerPage: page, api }) => {
  const { name, before, dialog } = await bothChange(page, api);
  await dialog.getByRole("radio", { name: "Keep mine as a new file" }).check();
  await dialog.getByRole("button", { name: "Take these and save" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(async () =>
    expect(await fileOf(api, root, name, "values.yaml")).toBe(`# theirs\n${before}`),
  ).toPass();
  await expect(async () =>
    expect(await fileOf(api, root, name, "values.mine.yaml")).toBe(`# mine\n${before}`),
  ).toPass();
});

test("CAT-19: a merge of the same lines keeps both between marks, and saves nothing before one chose", async ({
  ownerPage: page,
  api,
}) => {
  const { name, before, dialog } = await bothChange(page, api);
  await expect(dialog.getByRole("radio", { name: "Merge" })).toBeChecked();
  await dialog.getByRole("button", { name: "Take these and go on editing" }).click();
  await expect(text(page)).toContainText("<<<<<<< yours");
  await expect(text(page)).toContainText("# mine");
  await expect(text(page)).toContainText("# theirs");
  expect(await fileOf(api, root, name, "values.yaml")).toBe(`# theirs\n${before}`);
  await text(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("# chosen");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(async () => expect(await fileOf(api, root, name, "values.yaml")).toBe("# chosen")).toPass();
});

test("CAT-19: one may decide later, and loses nothing by it", async ({ ownerPage: page, api }) => {
  const { name, before, dialog } = await bothChange(page, api);
  await dialog.getByRole("button", { name: "Decide later" }).click();
  await expect(text(page)).toContainText("# mine");
  expect(await fileOf(api, root, name, "values.yaml")).toBe(`# theirs\n${before}`);
  await page.keyboard.press("Control+s");
  await expect(dialog).toBeVisible();
});

test("CAT-21: a viewer sees the same editor, reads why nothing can be changed, and changes nothing @phone", async ({
  page,
  api,
  server,
}) => {
  const name = await drafted(api, root);
  const before = await draftOf(api, root, name);
  await signIn(page, await aPerson(server, "viewer"));
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicaCount");
  await expect(page.getByText("Your role reads and pulls.")).toBeVisible();
  await expect(page.getByRole("button", { name: "New file", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Review and publish" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await text(page).click();
  await page.keyboard.type("changed");
  await page.keyboard.press("Control+s");
  await expect(text(page)).not.toContainText("changed");
  await expect(page.getByText("Everything is saved")).toBeVisible();
  expect((await draftOf(api, root, name)).commit).toBe(before.commit);
  expect(await pathsOf(api, root, name)).toEqual(before.files.map((file) => file.path).sort());
});
