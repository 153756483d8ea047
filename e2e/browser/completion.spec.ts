import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { test } from "../fixtures.ts";
import type { Api } from "../server.ts";
import { drafted, draftOf, openEditor, text } from "./editors.ts";

// Each starts Monaco, the engine and the language worker, some of them twice.
test.describe.configure({ timeout: 240_000 });

const redis = {
  "charts/redis/Chart.yaml": "apiVersion: v2\nname: redis\nversion: 1.0.0\n",
  "charts/redis/values.yaml": "# Where the cache listens.\nport: 6379\n",
  "charts/redis/templates/_names.tpl": '{{- define "redis.name" -}}\nredis\n{{- end }}\n',
};

async function putFiles(api: Api, root: string, name: string, files: Record<string, string>): Promise<void> {
  const { commit } = await draftOf(api, root, name);
  const changes = Object.entries(files).map(([path, content]) => ({ op: "put", path, content }));
  const made = await api.post(`/${root}/${name}/draft/commits`, {
    parent: commit,
    message: "Files",
    changes,
  });
  expect(made.status).toBe(201);
}

/** Types at the end of the shown file, by keyboard alone. */
async function typeAtEnd(page: Page, typed: string): Promise<void> {
  await text(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(typed);
}

const list = (page: Page) => page.locator(".suggest-widget.visible");
/** Its name begins with what is inserted; what follows differs. */
const suggestion = (page: Page, name: string) =>
  list(page).locator(`.monaco-list-row[aria-label^="${name}, "]`);
const docs = (page: Page) => page.locator(".suggest-details-container");
const hover = (page: Page) => page.locator(".monaco-hover:not(.hidden)").first();

/** Asks for suggestions until completion has started and knows the files; `about` is what the chosen one says of itself. */
async function expectSuggestion(page: Page, name: string, about?: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Space");
    await expect(suggestion(page, name)).toBeVisible({ timeout: 5000 });
    if (!about) return;
    // The same keys fold the words beside an open list, also one that opened by itself a moment before.
    const isUnfolded = await docs(page)
      .waitFor({ timeout: 3000 })
      .then(() => true)
      .catch(() => false);
    if (!isUnfolded) await page.keyboard.press("Control+Space");
    await expect(docs(page)).toContainText(about, { timeout: 5000 });
  }).toPass({ timeout: 90_000 });
}

/** Asks what stands under the cursor, as often as it takes. */
async function expectHover(page: Page, words: string[]): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+i");
    for (const word of words) await expect(hover(page)).toContainText(word, { timeout: 5000 });
  }).toPass({ timeout: 90_000 });
}

test("ENG-19: a template gets functions, values with their default and comment, subcharts and named templates", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts");
  await putFiles(api, "org-charts", name, { ...redis, "templates/extra.yaml": "a: b\n" });
  await openEditor(page, `/charts/${name}/editor?file=templates/extra.yaml`, "a: b");

  await typeAtEnd(page, "port: {{ .Values.red");
  await expectSuggestion(page, "redis");
  await page.keyboard.press("Enter");
  await page.keyboard.type(".");
  await expectSuggestion(page, "port", "Where the cache listens.");
  await expect(docs(page)).toContainText("6379");
  await expect(docs(page)).toContainText("Set in charts/redis/values.yaml:2");
  await page.keyboard.press("Enter");

  await page.keyboard.type(" | trunc");
  await expectSuggestion(page, "trunc", "trunc(length int, text text) text");
  await expect(docs(page)).toContainText('{{ trunc 5 "hello world" }}');
  await page.keyboard.press("Enter");
  await page.keyboard.type(" ");
  const signature = page.locator(".parameter-hints-widget.visible");
  await expect(signature.locator(".parameter.active")).toHaveText("length int");
  await page.keyboard.type("5");
  await page.keyboard.press("Escape");

  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type('name: {{ include "red');
  await expectSuggestion(page, "redis.name");
  await page.keyboard.press("Enter");
  await expect(text(page)).toContainText('include "redis.name"');
});

test("ENG-19: F12 leads to a named template and to a value, and a value says who reads it", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts");
  const template = 'name: {{ include "redis.name" . }}\nport: {{ .Values.redis.port }}\n';
  await putFiles(api, "org-charts", name, { ...redis, "templates/extra.yaml": template });
  await openEditor(page, `/charts/${name}/editor?file=templates/extra.yaml#L1`, "redis.name");
  const goTo = async (line: number, column: number, address: RegExp) => {
    await expect(async () => {
      await text(page).click();
      await page.keyboard.press("Control+Home");
      for (let at = 1; at < line; at += 1) await page.keyboard.press("ArrowDown");
      for (let at = 1; at < column; at += 1) await page.keyboard.press("ArrowRight");
      await page.keyboard.press("F12");
      await expect(page).toHaveURL(address, { timeout: 2000 });
    }).toPass({ timeout: 60_000 });
  };
  await goTo(1, 22, /file=charts\/redis\/templates\/_names\.tpl#L1$/);
  await page.getByRole("tab", { name: /extra\.yaml/ }).click();
  await goTo(2, 25, /file=charts\/redis\/values\.yaml#L2$/);
  await expectHover(page, ["templates/extra.yaml:2"]);
});

test("ENG-19: Chart.yaml and a Deployment are completed by their schemas, and hover explains a field", async ({
  ownerPage: page,
  api,
}) => {
  const name = await drafted(api, "org-charts");
  const web = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n";
  await putFiles(api, "org-charts", name, { "templates/web.yaml": web });
  await openEditor(page, `/charts/${name}/editor?file=Chart.yaml`, "apiVersion");
  await typeAtEnd(page, "\nkeyw");
  await expectSuggestion(page, "keywords", "Words to find it by.");
  await page.keyboard.press("Enter");
  await expect(text(page)).toContainText("keywords:");

  await openEditor(page, `/charts/${name}/editor?file=templates/web.yaml&kube=1.25`, "Deployment");
  await typeAtEnd(page, "  repl");
  await expectSuggestion(page, "replicas", "Kubernetes 1.25, apps/v1 Deployment");
  await page.keyboard.press("Enter");
  await page.keyboard.type("2");
  await page.keyboard.press("Home");
  await expectHover(page, ["replicas", "integer"]);
});

test("ENG-19: kustomization.yaml and its resources are completed by their schemas", async ({
  ownerPage: page,
  api,
}) => {
  const root = "org-kustomize-bases";
  const name = await drafted(api, root);
  await putFiles(api, root, name, {
    "extra.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: x\nspec:\n",
  });
  await openEditor(page, `/kustomize-bases/${name}/editor?file=kustomization.yaml`, "resources");
  await typeAtEnd(page, "\nsecretG");
  await expectSuggestion(page, "secretGenerator", "Secrets to make.");
  await openEditor(page, `/kustomize-bases/${name}/editor?file=extra.yaml`, "Service");
  await typeAtEnd(page, "  externalT");
  await expectSuggestion(page, "externalTrafficPolicy");
});
