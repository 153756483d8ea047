import { expect, type Page } from "@playwright/test";
import { packedTree } from "../charts.ts";
import { aName, test } from "../fixtures.ts";
import { registryOf } from "../oci.ts";
import { openEditor, row, text } from "./editors.ts";
import {
  draftOfFiles,
  type Files,
  lineOf,
  putFiles,
  removedApi,
  soundChart,
  strictSchema,
  templateError,
  unknownField,
  wrongType,
} from "./faulty.ts";
import { rulesIn, seriousIn } from "./pages.ts";

// Each page starts the engine, which takes its time beside other tests.
test.describe.configure({ timeout: 120_000 });

const DEPLOYMENT = "templates/deployment.yaml";
const problems = (page: Page) => page.getByRole("region", { name: "Problems" });
const rowAt = (page: Page, place: string, words: RegExp) =>
  problems(page).getByRole("button", { name: words }).filter({ hasText: place });
const settled = (page: Page) =>
  expect(problems(page).getByText("No findings.")).toBeVisible({ timeout: 60_000 });

/** Puts this in place of the line that the cursor is in. */
async function rewriteLine(page: Page, written: string): Promise<void> {
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.insertText(written);
}

type Fault = { what: string; path: string; line: number; words: RegExp; files: Files; mended: string };

const values = "# How many pods run.\nreplicas: 9\n";
const faults: Fault[] = [
  {
    what: "an unknown field",
    path: DEPLOYMENT,
    line: lineOf(unknownField, "imagePullPolice"),
    words: /imagePullPolice/,
    files: { [DEPLOYMENT]: unknownField },
    mended: "imagePullPolicy: Always",
  },
  {
    what: "a wrong type",
    path: DEPLOYMENT,
    line: lineOf(wrongType, "replicas:"),
    words: /replicas/,
    files: { [DEPLOYMENT]: wrongType },
    mended: "replicas: {{ .Values.replicas }}",
  },
  {
    what: "a removed API",
    path: "templates/pdb.yaml",
    line: 1,
    words: /policy\/v1beta1/,
    files: { "templates/pdb.yaml": removedApi },
    mended: "apiVersion: policy/v1",
  },
  {
    what: "a value that breaks the schema",
    path: "values.yaml",
    line: lineOf(values, "replicas:"),
    words: /replicas/,
    files: { "values.yaml": values, "values.schema.json": strictSchema },
    mended: "replicas: 2",
  },
  {
    what: "a template error",
    path: DEPLOYMENT,
    line: lineOf(templateError, "nosuch"),
    words: /nosuch/,
    files: { [DEPLOYMENT]: templateError },
    mended: "name: {{ .Release.Name }}",
  },
];

for (const { what, path, line, words, files, mended } of faults) {
  test(`CAT-16: ${what} stands at its line in list, text, tree and tab, and goes when it is mended`, async ({
    ownerPage: page,
    api,
  }) => {
    const name = await draftOfFiles(api, (its) => ({ ...soundChart(its), ...files }));
    await page.goto(`/charts/${name}/editor?file=${path}`);
    const found = rowAt(page, `${path}:${line}`, words).first();
    await expect(found).toBeVisible({ timeout: 60_000 });
    const shortName = path.split("/").at(-1) ?? path;
    await expect(row(page, shortName)).toContainText(/\d+ errors?/);
    await expect(page.getByRole("tab", { name: new RegExp(shortName) })).toContainText(/\d+ errors?/);
    await expect(page.locator("footer").getByRole("button", { name: /error/ })).toBeVisible();
    await expect(page.locator(".squiggly-error").first()).toBeVisible();
    await found.click();
    await expect(page).toHaveURL(new RegExp(`#L${line}$`));
    await rewriteLine(page, mended);
    await settled(page);
    await expect(row(page, shortName)).not.toContainText(/error|warning/);
    await expect(page.locator(".squiggly-error")).toHaveCount(0);
  });
}

test("CAT-16 GOH-23: what lint says and what one types wrongly stand in one list; F8 walks it", async ({
  ownerPage: page,
  api,
}) => {
  const withoutIcon = (its: string) =>
    Object.fromEntries(
      Object.entries(soundChart(its)).map(([path, text]) => [path, text.replace(/^icon:.*\n/m, "")]),
    );
  const name = await draftOfFiles(api, (its) => ({ ...withoutIcon(its), [DEPLOYMENT]: unknownField }));
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicas");
  await expect(rowAt(page, "Chart.yaml", /icon/i)).toBeVisible({ timeout: 60_000 });
  await expect(rowAt(page, DEPLOYMENT, /imagePullPolice/).first()).toBeVisible();
  await text(page).click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("a: 'open");
  await expect(rowAt(page, "values.yaml:", /YAML syntax/).first()).toBeVisible();
  // Such values do not render: what an older output had is gone, and the list says what it could not check.
  await expect(problems(page).getByText("there is no output of these files")).toBeVisible({
    timeout: 60_000,
  });
  await expect(rowAt(page, DEPLOYMENT, /imagePullPolice/)).toHaveCount(0);

  const current = problems(page).locator('[aria-current="true"]');
  await page.keyboard.press("F8");
  await expect(current).toHaveCount(1);
});

test("CAT-16: what only sample values show is told with the sample", async ({ ownerPage: page, api }) => {
  const sample = "ci/large-values.yaml";
  const name = await draftOfFiles(api, (its) => ({ ...soundChart(its), [sample]: "replicas: many\n" }));
  await openEditor(page, `/charts/${name}/editor?file=${sample}`, "many");
  const line = lineOf(soundChart(name)[DEPLOYMENT] ?? "", "replicas:");
  await expect(rowAt(page, `${DEPLOYMENT}:${line}`, /with ci\/large-values\.yaml/)).toBeVisible({
    timeout: 60_000,
  });
});

test("CAT-16: the list is filtered and grouped, and read by keyboard alone; Kubernetes versions are remembered", async ({
  ownerPage: page,
  api,
}) => {
  const name = await draftOfFiles(api, (its) => ({
    ...soundChart(its),
    [DEPLOYMENT]: unknownField,
    "templates/pdb.yaml": removedApi,
  }));
  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicas");
  await expect(rowAt(page, "templates/pdb.yaml:1", /policy/).first()).toBeVisible({ timeout: 60_000 });
  await problems(page).getByRole("button", { name: "By severity" }).click();
  await expect(problems(page).getByRole("region", { name: "Errors" })).toBeVisible();
  await problems(page).getByRole("combobox", { name: "Kind of finding" }).click();
  await page.getByRole("option", { name: /Unknown field/ }).click();
  await expect(problems(page).locator("[data-finding]")).toHaveCount(1);
  await problems(page).getByRole("button", { name: "Show all" }).click();

  const rows = problems(page).locator("[data-finding]");
  await text(page).click();
  await page.keyboard.press("Control+F8");
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/file=templates\/\w+\.yaml#L\d+$/);

  const versions = problems(page).getByRole("button", { name: /^Kubernetes/ });
  await versions.click();
  const checked = page.getByRole("menuitemcheckbox", { checked: true });
  await expect(checked).not.toHaveCount(0);
  for (let left = await checked.count(); left > 0; left -= 1) {
    await checked.first().click();
    await expect(checked).toHaveCount(left - 1);
  }
  await page.keyboard.press("Escape");
  await expect(problems(page).getByText("no Kubernetes version is chosen")).toBeVisible();
  await expect(rowAt(page, "templates/pdb.yaml:1", /policy/)).toHaveCount(0);
  await page.reload();
  await expect(versions).toContainText("none", { timeout: 60_000 });
});

test("GOH-25 GOH-52 CAT-16: findings are taken on purpose, and what is applied differently stands in the review", async ({
  ownerPage: page,
  api,
}) => {
  const name = await draftOfFiles(api, (its) => soundChart(its));
  const { body } = await api.get<{ commit: string }>(`/org-charts/${name}/draft`);
  const first = await api.post(`/org-charts/${name}/versions`, {
    version: "0.1.0",
    draftCommit: body.commit,
  });
  expect(first.status, JSON.stringify(first.body)).toBe(201);
  await putFiles(api, name, { "values.yaml": "replicas: 4\n", [DEPLOYMENT]: unknownField });

  await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicas");
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: `Publish ${name}` });
  await expect(dialog.getByText("Free")).toBeVisible({ timeout: 30_000 });
  const publish = dialog.getByRole("button", { name: /^Publish version/ });
  await expect(publish).toHaveAttribute("aria-disabled", "true");

  await dialog.getByRole("tab", { name: /Rendered/ }).click();
  await expect(dialog.getByText(/clock and randomness frozen/)).toBeVisible();
  const deployment = dialog.getByRole("region", { name: /^Deployment / });
  await expect(deployment).toContainText("replicas: 4");
  await expect(deployment).toContainText("imagePullPolice: Always");
  await expect(dialog.getByText(/^1 object changes/)).toBeVisible();

  await dialog.getByRole("button", { name: "Read them" }).click();
  const line = lineOf(unknownField, "imagePullPolice");
  const found = dialog.getByRole("button", { name: /imagePullPolice/ }).first();
  await expect(found).toContainText(`${DEPLOYMENT}:${line}`);
  expect(await seriousIn(page)).toEqual([]);
  await found.click();
  await expect(page).toHaveURL(new RegExp(`file=${DEPLOYMENT}#L${line}$`));

  await page.keyboard.press("Control+Enter");
  await dialog.getByRole("checkbox", { name: /^Publish with/ }).check();
  await expect(publish).not.toHaveAttribute("aria-disabled", "true");
  await publish.click();
  await expect(page).toHaveURL(/\/versions\/[\d.]+$/, { timeout: 30_000 });
  const link = page
    .locator("#findings")
    .getByRole("link", { name: /imagePullPolice/ })
    .first();
  await expect(link).toBeVisible({ timeout: 30_000 });
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/files/${DEPLOYMENT}#L${line}$`));
  await expect(page.locator(`tr[data-line="${line}"]`)).toContainText("imagePullPolice");
});

test("CAT-16: a chart that was pushed shows its findings once a job has looked for them @phone", async ({
  ownerPage: page,
  server,
}) => {
  const name = aName("pushed");
  const files = { ...soundChart(name), [DEPLOYMENT]: wrongType };
  const registry = registryOf(server, await server.registryToken("push"));
  const chartYaml = {
    apiVersion: "v2",
    name,
    version: "0.1.0",
    description: "A chart for tests",
    type: "application",
  };
  const pushed = await registry.pushChart(
    `charts/${name}`,
    "0.1.0",
    chartYaml,
    await packedTree(Object.entries(files), name),
  );
  expect(pushed).toBe(201);
  await page.goto(`/charts/${name}/versions/0.1.0#findings`);
  const findings = page.locator("#findings");
  const line = lineOf(wrongType, "replicas:");
  const link = findings.getByRole("link", { name: /replicas/ }).first();
  await expect(link).toBeVisible({ timeout: 60_000 });
  await expect(link).toHaveAttribute("href", new RegExp(`/files/${DEPLOYMENT}#L${line}$`));
  await expect(findings.getByText("Checking")).toHaveCount(0);
  await expect(page.getByRole("term").filter({ hasText: "Findings" }).locator("..")).toContainText(/error/);
  expect(await seriousIn(page)).toEqual([]);
});

test("CAT-16: the list of problems on a phone, without a serious finding of axe, in both themes @phone", async ({
  ownerPage: page,
  api,
}) => {
  const name = await draftOfFiles(api, (its) => ({ ...soundChart(its), [DEPLOYMENT]: unknownField }));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await openEditor(page, `/charts/${name}/editor?file=values.yaml`, "replicas");
    const found = rowAt(page, `${lineOf(unknownField, "imagePullPolice")}`, /imagePullPolice/).first();
    await expect(found).toBeVisible({ timeout: 60_000 });
    expect(await seriousIn(page, rulesIn(colorScheme))).toEqual([]);
    await found.click();
    await expect(page).toHaveURL(new RegExp(`file=${DEPLOYMENT}#L`));
  }
});
