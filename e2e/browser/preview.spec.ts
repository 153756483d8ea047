import { expect, type Page } from "@playwright/test";
import { test as alone, aName } from "../fixtures.ts";
import { drafted, text, typeAtStart } from "./editors.ts";
import { rulesIn, seriousIn } from "./pages.ts";
import {
  chartOf,
  openPreview,
  output,
  outputBytes,
  preview,
  printed,
  prints,
  saveFiles,
  showsObjects,
  test,
} from "./previews.ts";

const MAP =
  "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  size: {{ .Values.size | quote }}\n";
const chartFiles = { "values.yaml": "size: small\n", "templates/map.yaml": MAP };
const editorOf = (name: string, file: string) => `/charts/${name}/editor?file=${file}`;

async function goToLine(page: Page, line: number): Promise<void> {
  await text(page).click();
  await page.keyboard.press("Control+Home");
  for (let at = 1; at < line; at += 1) await page.keyboard.press("ArrowDown");
}

test.describe("the preview of a chart", () => {
  test("GOH-22 ENG-38: what is typed stands in the output a moment later, as Helm prints it", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    await chartOf(api, name, chartFiles);
    await openPreview(page, editorOf(name, "templates/map.yaml"), 1);
    const head = `---\n# Source: ${name}/templates/map.yaml\n`;
    const body = MAP.replace("{{ .Values.size | quote }}", '"small"');
    expect((await outputBytes(page)).toString()).toBe(head + body);
    await expect(preview(page).getByText("Helm 4.2.4 · Kubernetes 1.36")).toBeVisible();
    await typeAtStart(page, "# a word for the reader\n");
    await expect(output(page)).toContainText("# a word for the reader");
    expect((await outputBytes(page)).toString()).toBe(`${head}# a word for the reader\n${body}`);
  });

  test("CAT-17: an error stands above the last good output, which is stale; a click goes there; mended, it goes", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    await chartOf(api, name, { ...chartFiles, "templates/other.yaml": MAP.replace("settings", "other") });
    await openPreview(page, editorOf(name, "templates/map.yaml"), 2);
    await goToLine(page, 3);
    await page.keyboard.type("{{ nowhere }}\n");
    const alert = preview(page).getByRole("alert");
    await expect(alert).toContainText('function "nowhere" not defined');
    await expect(preview(page).getByText("Stale output")).toBeVisible();
    await expect(output(page)).toContainText("settings");
    await page.getByRole("treeitem", { name: /other\.yaml/ }).click();
    await expect(text(page)).toContainText("other");
    await alert.getByRole("button", { name: "templates/map.yaml:3" }).click();
    await expect(page).toHaveURL(/file=templates\/map\.yaml#L3$/);
    await goToLine(page, 3);
    for (let at = 0; at < "{{ nowhere }}\n".length; at += 1) await page.keyboard.press("Delete");
    await showsObjects(page, 2);
    await expect(alert).toBeHidden();
    await expect(preview(page).getByText("Stale output")).toBeHidden();
  });

  test("GOH-22: sample values are made here, switched, rendered in the background with a mark, and stand in the address", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    await chartOf(api, name, {
      ...chartFiles,
      "ci/large-values.yaml": "size: large\n",
      "ci/wrong-values.yaml": "size: [a\n",
    });
    await openPreview(page, editorOf(name, "values.yaml"), 1);
    await expect(preview(page).getByText("1 of 2 fail")).toBeVisible();
    const values = preview(page).getByLabel("Values", { exact: true });
    await values.click();
    await expect(page.getByRole("option", { name: /large/ })).toContainText("large");
    await expect(
      page.getByRole("option", { name: /large/ }).getByRole("img", { name: "renders" }),
    ).toBeVisible();
    await expect(
      page.getByRole("option", { name: /wrong/ }).getByRole("img", { name: "does not render" }),
    ).toBeVisible();
    await page.getByRole("option", { name: /large/ }).click();
    await expect(output(page)).toContainText('"large"');
    await expect(page).toHaveURL(/values=ci\/large-values\.yaml/);
    await page.reload();
    await expect(output(page)).toContainText('"large"', { timeout: 60_000 });
    await values.click();
    await page.getByRole("option", { name: "New sample values" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("tiny");
    await dialog.getByRole("button", { name: "Create sample values" }).click();
    await expect(page.getByRole("tab", { name: /tiny-values\.yaml/ })).toBeVisible();
    await expect(output(page)).toContainText('"small"');
    await text(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("size: tiny\n");
    await expect(output(page)).toContainText('"tiny"');
  });

  test("GOH-22: all that Helm is told changes the output and the command, and this browser keeps it", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    const more =
      'release: {{ .Release.Name }} in {{ .Release.Namespace }} {{ .Release.IsUpgrade }}\n  kube: {{ .Capabilities.KubeVersion.Version }}\n  api: {{ .Capabilities.APIVersions.Has "example.test/v1" }}';
    await chartOf(api, name, { ...chartFiles, "templates/map.yaml": `${MAP}  ${more}\n` });
    await openPreview(page, editorOf(name, "values.yaml"), 1);
    const told = preview(page);
    await told.getByLabel("Release").fill("shop");
    await told.getByLabel("Namespace").fill("pay");
    await expect(output(page)).toContainText("shop in pay false");
    await told.getByLabel("Kubernetes").click();
    await page.getByRole("option", { name: "1.32" }).click();
    await expect(output(page)).toContainText("v1.32");
    await told.getByRole("button", { name: "All that Helm is told" }).click();
    await told.getByRole("button", { name: "Add a --set line" }).click();
    await told.getByLabel("Value of line 1").fill("size=it's big");
    await told.getByLabel("API versions").fill("example.test/v1");
    await told.getByRole("button", { name: "Upgrade" }).click();
    await prints(page, "api: true");
    await prints(page, "it's big");
    await prints(page, "shop in pay true");
    await told.getByRole("button", { name: "Command", exact: true }).click();
    await expect(told.locator("pre")).toHaveText(
      "helm template shop . \\\n  --namespace pay \\\n  --set 'size=it'\\''s big' \\\n  --kube-version 1.32 \\\n  --api-versions example.test/v1 \\\n  --is-upgrade",
    );
    await page.reload();
    await expect(output(page)).toContainText("it's big", { timeout: 60_000 });
    await expect(page).toHaveURL(/release=shop&namespace=pay&kube=1\.32/);
  });

  test("GOH-22: values files are read in the order chosen, which the keyboard changes", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    await chartOf(api, name, {
      ...chartFiles,
      "ci/a-values.yaml": "size: from-a\n",
      "ci/b-values.yaml": "size: from-b\n",
    });
    await openPreview(
      page,
      `${editorOf(name, "values.yaml")}&values=ci/a-values.yaml&values=ci/b-values.yaml`,
      1,
    );
    await expect(output(page)).toContainText("from-b");
    await preview(page).getByRole("button", { name: "All that Helm is told" }).click();
    await preview(page)
      .getByRole("button", { name: /^ci\/b-values\.yaml, place 2 of 2/ })
      .press("Alt+ArrowUp");
    await expect(output(page)).toContainText("from-a");
    await expect(
      preview(page).getByRole("button", { name: /^ci\/b-values\.yaml, place 1 of 2/ }),
    ).toBeFocused();
  });

  test("ENG-36: what differs from run to run is named with its place, and holds still where asked", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    const secret =
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  a: {{ randAlphaNum 24 | quote }}\n  b: {{ now | quote }}\n";
    await chartOf(api, name, { ...chartFiles, "templates/secret.yaml": secret });
    await openPreview(page, editorOf(name, "values.yaml"), 2);
    const notice = preview(page).getByText("randAlphaNum, now");
    await notice.click();
    await expect(preview(page).getByRole("button", { name: "templates/secret.yaml:6" })).toBeVisible();
    const password = async () => /^ {2}a: .*$/m.exec(await printed(page))?.[0] ?? "";
    const first = await password();
    await typeAtStart(page, "# again\n");
    await expect.poll(password).not.toBe(first);
    await preview(page).getByRole("switch", { name: "Repeatable" }).check();
    await expect(preview(page).getByText("held still: repeatable")).toBeVisible();
    await expect(page).toHaveURL(/frozen=1/);
    // The first render with the clock held still may be under way.
    const still = { value: "" };
    await expect(async () => {
      still.value = await password();
      await typeAtStart(page, "# once more\n");
      await expect.poll(password, { timeout: 1500, intervals: [500] }).toBe(still.value);
    }).toPass();
    await page.getByRole("treeitem", { name: /map\.yaml/ }).click();
    await expect(text(page)).toContainText("ConfigMap");
    await typeAtStart(page, "# medium\n");
    await prints(page, "# medium");
    expect(await password()).toBe(still.value);
  });

  test("GOH-22: a click in the output goes to the template's line, F4 goes there and back", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    await chartOf(api, name, { ...chartFiles, "templates/other.yaml": MAP.replace("settings", "other") });
    await openPreview(page, editorOf(name, "values.yaml"), 2);
    await output(page).getByText("other", { exact: true }).click();
    await expect(page).toHaveURL(/file=templates\/other\.yaml#L4$/);
    await goToLine(page, 6);
    await page.keyboard.press("F4");
    await expect(page.locator("[data-output-editor] .line-linked").first()).toBeVisible();
    await expect(
      page.locator("[data-output-editor] [role=textbox], [data-output-editor] textarea").first(),
    ).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("F4");
    await expect(page).toHaveURL(/file=templates\/other\.yaml#L5$/);
    await page.getByRole("treeitem", { name: /map\.yaml/ }).click();
    await goToLine(page, 4);
    await page.getByRole("button", { name: "Show what this line renders to" }).click();
    await expect(page.locator("[data-output-editor] .line-linked").first()).toBeVisible();
  });

  test("GOH-22: the output is shown as a whole, by file and by object, by keyboard alone", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    await chartOf(api, name, { ...chartFiles, "templates/other.yaml": MAP.replace("settings", "other") });
    await openPreview(page, editorOf(name, "values.yaml"), 2);
    await page.keyboard.press("F10");
    const files = preview(page).getByRole("listbox", { name: "Files of the output" });
    await expect(files.getByRole("option")).toHaveText([/templates\/map\.yaml/, /templates\/other\.yaml/]);
    await expect(output(page)).not.toContainText("other");
    await files.getByRole("option", { selected: true }).press("ArrowDown");
    await expect(output(page)).toContainText("name: other");
    await page.keyboard.press("F10");
    const objects = preview(page).getByRole("listbox", { name: "Objects of the output" });
    await expect(objects.getByRole("option")).toHaveText([/ConfigMap settings/, /ConfigMap other/]);
    await page.keyboard.press("F9");
    await expect(preview(page)).toBeHidden();
    await page.keyboard.press("F9");
    await expect(preview(page)).toBeVisible();
    const before = await preview(page).boundingBox();
    await preview(page).getByRole("separator", { name: "Width of the preview" }).press("ArrowLeft");
    await expect.poll(async () => (await preview(page).boundingBox())?.width).toBe((before?.width ?? 0) + 24);
    await preview(page).getByRole("heading", { name: "Rendered" }).click();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog").getByText("Show or fold the preview")).toBeVisible();
  });

  test("CAT-17: what renders to nothing says why, and leads to the condition; what is no object is shown", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    const hidden = `{{- if .Values.map.enabled }}\n${MAP}{{- end }}\n`;
    await chartOf(api, name, {
      "values.yaml": "map:\n  enabled: false\nsize: a\n",
      "templates/map.yaml": hidden,
    });
    await page.goto(editorOf(name, "values.yaml"));
    await expect(preview(page).getByRole("heading", { name: "Renders to nothing" })).toBeVisible({
      timeout: 60_000,
    });
    await expect(preview(page).getByText(".Values.map.enabled")).toBeVisible();
    await preview(page).getByRole("button", { name: "templates/map.yaml" }).click();
    await expect(page.getByRole("tab", { name: /map\.yaml/, selected: true })).toBeVisible();
    await typeAtStart(page, "greeting: hello\n");
    await expect(output(page)).toContainText("greeting: hello");
    await expect(preview(page).getByText("No object in the output")).toBeVisible();
    await expect(preview(page).getByText("What is printed is no object of Kubernetes.")).toBeVisible();
    await expect(preview(page).getByRole("heading", { name: "Renders to nothing" })).toHaveCount(0);
  });

  test("NB-16 ENG-34: a limit has its sentence and a way on, and the next render works", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    await chartOf(api, name, chartFiles);
    await openPreview(page, editorOf(name, "templates/map.yaml"), 1);
    await typeAtStart(page, "{{ range until 1000000000 }}{{ end }}\n");
    const alert = preview(page).getByRole("alert");
    await expect(alert.getByText("A limit was reached")).toBeVisible({ timeout: 60_000 });
    await expect(alert.getByRole("button", { name: "Render on the server" })).toBeVisible();
    await expect(output(page)).toContainText('"small"');
    await text(page).click();
    await page.keyboard.press("Control+Home");
    for (let at = 0; at < 39; at += 1) await page.keyboard.press("Delete");
    await page.keyboard.type("# mended\n");
    await expect(output(page)).toContainText("# mended", { timeout: 60_000 });
    await expect(alert).toBeHidden();
  });
});

test.describe("the preview of other kinds", () => {
  test("GOH-22: a base prints what kustomize builds, and errors name the cause", async ({ page, api }) => {
    const name = await drafted(api, "org-kustomize-bases", false);
    await saveFiles(api, "org-kustomize-bases", name, {
      "kustomization.yaml": "namePrefix: a-\nresources:\n- map.yaml\n",
      "map.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: m\n",
    });
    await openPreview(page, `/kustomize-bases/${name}/editor?file=kustomization.yaml`, 1);
    expect((await outputBytes(page)).toString()).toBe(
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a-m\n",
    );
    await expect(preview(page).getByText("Kustomize 5.8.1")).toBeVisible();
    await text(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("- gone.yaml\n");
    await expect(preview(page).getByRole("alert")).toContainText("gone.yaml");
    await expect(preview(page).getByText("Stale output")).toBeVisible();
  });

  test("GOH-22: a bundle shows its documents in the order of their paths", async ({ page, api }) => {
    const name = await drafted(api, "org-manifest-bundles", false);
    const map = (called: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${called}\n`;
    await saveFiles(api, "org-manifest-bundles", name, { "b.yaml": map("second"), "a.yaml": map("first") });
    await openPreview(page, `/manifest-bundles/${name}/editor?file=a.yaml`, 2);
    expect((await outputBytes(page)).toString()).toBe(
      `---\n# Source: a.yaml\n${map("first")}---\n# Source: b.yaml\n${map("second")}`,
    );
  });
});

test.describe("the preview's states", () => {
  test("an engine that cannot be loaded says why, and a second try works", async ({ page, api }) => {
    const name = aName("preview");
    await chartOf(api, name, chartFiles);
    await page.route(/\/engine\//, (route) => route.abort());
    await page.goto(editorOf(name, "values.yaml"));
    await expect(preview(page).getByText("Could not load the engine")).toBeVisible({ timeout: 60_000 });
    await expect(text(page)).toContainText("size");
    await page.unroute(/\/engine\//);
    await preview(page).getByRole("button", { name: "Try again" }).click();
    await showsObjects(page, 1);
  });

  test("files that cannot be loaded are said, since the output would not be the published one", async ({
    page,
    api,
  }) => {
    const name = aName("preview");
    await chartOf(api, name, { ...chartFiles, "a.txt": "a", "b.txt": "b", "c.txt": "c" });
    await page.route(/\/commits\/[0-9a-f]+\/files/, (route) => route.abort());
    await page.goto(editorOf(name, "values.yaml"));
    await expect(preview(page).getByText("Could not load all files")).toBeVisible({ timeout: 60_000 });
    await page.unroute(/\/commits\/[0-9a-f]+\/files/);
    await preview(page).getByRole("button", { name: "Try again" }).click();
    await showsObjects(page, 1);
  });

  test("an empty draft has nothing to render yet", async ({ page, api }) => {
    const name = await drafted(api, "org-charts", false);
    await page.goto(`/charts/${name}/editor`);
    await expect(preview(page).getByText("Nothing to render yet")).toBeVisible({ timeout: 60_000 });
  });

  for (const colorScheme of ["light", "dark"] as const)
    test(`the preview breaks no rule of accessibility (${colorScheme})`, async ({ page, api }) => {
      await page.emulateMedia({ colorScheme });
      const name = aName("preview");
      await chartOf(api, name, { ...chartFiles, "ci/a-values.yaml": "size: a\n" });
      await openPreview(page, editorOf(name, "templates/map.yaml"), 1);
      await preview(page).getByRole("button", { name: "Objects" }).click();
      await preview(page).getByRole("button", { name: "All that Helm is told" }).click();
      await preview(page).getByRole("button", { name: "Add a --set line" }).click();
      await preview(page).getByRole("button", { name: "Command", exact: true }).click();
      expect(await seriousIn(page, rulesIn(colorScheme))).toEqual([]);
      await typeAtStart(page, "{{ nowhere }}\n");
      await expect(preview(page).getByRole("alert")).toBeVisible();
      expect(await seriousIn(page, rulesIn(colorScheme), "aside")).toEqual([]);
    });
});

alone(
  "GOH-22: on a phone the preview lies over the text, and a line of it leads back @phone",
  async ({ ownerPage: page, api }, info) => {
    const name = aName("preview");
    await chartOf(api, name, chartFiles);
    await page.goto(editorOf(name, "values.yaml"));
    await expect(text(page)).toContainText("size", { timeout: 60_000 });
    if (info.project.name === "phone") {
      await expect(preview(page)).toBeHidden();
      await page.getByRole("button", { name: "Show the preview" }).click();
    }
    await showsObjects(page, 1);
    await output(page).getByText("settings").click();
    await expect(page).toHaveURL(/file=templates\/map\.yaml#L4$/);
    if (info.project.name === "phone") await expect(preview(page)).toBeHidden();
    await expect(text(page)).toContainText("kind");
    expect(await seriousIn(page)).toEqual([]);
  },
);
