import { expect, type Page } from "@playwright/test";
import { test } from "../fixtures.ts";
import type { Api } from "../server.ts";
import { drafted, draftOf, openEditor, text } from "./editors.ts";

// Half of the attacks on the engine, in the preview of the editor as somebody types them: each ends in its sentence, the page goes
// on, and what is typed next renders. The other half, and all of these once more, runs in Node: lib/engine/attacks.test.ts.

type Attack = { name: string; typed: string; says: RegExp };

// On a busy machine time is up before memory is.
const A_LIMIT =
  /The (memory limit was reached: it needed more than 512 MiB|time limit was reached: it took longer than 10 seconds) and was stopped\./;

const CHART = "apiVersion: v2\nname: demo\nversion: 1.0.0\n";
const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

const IN_A_TEMPLATE: Attack[] = [
  { name: "a range to 1e9", typed: "{{ range until 1000000000 }}{{ end }}", says: A_LIMIT },
  { name: "repeat 1e9", typed: 'a: {{ repeat 1000000000 "x" }}', says: A_LIMIT },
  {
    name: "a string that doubles",
    typed: '{{ $s := "x" }}{{ range until 40 }}{{ $s = print $s $s }}{{ end }}a: {{ $s }}',
    says: A_LIMIT,
  },
  {
    name: "empty ranges in each other",
    typed: "{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}",
    says: A_LIMIT,
  },
  {
    name: "an include of itself",
    typed: '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
    says: /nested reference name: a|The depth limit was reached/,
  },
  {
    name: "a template of itself",
    typed: '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}',
    says: /exceeded maximum template depth|The depth limit was reached/,
  },
  {
    name: "a regular expression that multiplies",
    typed: 'a: {{ mustRegexMatch "((((a{1,1000}){1,1000}){1,1000}){1,1000})$" (repeat 100000 "a") }}',
    says: /invalid repeat count/,
  },
  { name: "the environment", typed: 'a: {{ env "HOME" }}', says: /function "env" not defined/ },
];

const IN_A_RESOURCE: Attack[] = [
  {
    name: "aliases that multiply",
    typed: `${CONFIG_MAP}data: ${bomb()}\n`,
    says: A_LIMIT,
  },
];

const IN_A_KUSTOMIZATION: Attack[] = [
  {
    name: "100,000 brackets",
    typed: "resources: [brackets.yaml]\n",
    says: /exceeded max depth|The depth limit was reached/,
  },
  {
    name: "a resource beside the base",
    typed: "resources: [../../etc/passwd]\n",
    says: /etc\/passwd.*no such file or directory/,
  },
  {
    name: "something elsewhere",
    typed: "resources: [https://example.test/a.yaml]\n",
    says: /https:\/\/example\.test\/a\.yaml is not fetched here/,
  },
];

/** Anchors that each hold ten of the one before, on one line: the editor indents what is typed on several. */
function bomb(): string {
  const anchors = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 12; level += 1)
    anchors.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(", ")}]`);
  return `{${anchors.join(", ")}}`;
}

const preview = (page: Page) => page.getByRole("complementary", { name: "Preview" });

async function fill(api: Api, root: string, files: Record<string, string>): Promise<string> {
  const name = await drafted(api, root, false);
  const { commit } = await draftOf(api, root, name);
  const changes = Object.entries(files).map(([path, content]) => ({ op: "put", path, content }));
  const saved = await api.post(`/${root}/${name}/draft/commits`, {
    parent: commit,
    message: "Begin",
    changes,
  });
  expect(saved.status).toBe(201);
  return name;
}

/** Puts a text in place of the file's, as one who pastes it. */
async function replaceText(page: Page, typed: string): Promise<void> {
  await text(page).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(typed);
}

async function withstand(page: Page, attacks: Attack[], harmless: (marker: string) => string): Promise<void> {
  for (const [index, { name, typed, says }] of attacks.entries()) {
    await test.step(name, async () => {
      await replaceText(page, typed);
      await expect(preview(page).getByRole("alert")).toContainText(says, { timeout: 60_000 });
      const marker = `marker${index}`;
      await replaceText(page, harmless(marker));
      await expect(preview(page).locator(".view-lines")).toContainText(marker, { timeout: 60_000 });
      await expect(preview(page).getByRole("alert")).toHaveCount(0);
    });
  }
}

test("ENG-40: a template that attacks the engine gets a sentence, and the page goes on", async ({
  ownerPage,
  api,
}) => {
  test.setTimeout(600_000);
  const name = await fill(api, "org-charts", { "Chart.yaml": CHART, "templates/a.yaml": "begin: true\n" });
  await openEditor(ownerPage, `/charts/${name}/editor?file=templates/a.yaml`, "begin");
  await withstand(ownerPage, IN_A_TEMPLATE, (marker) => CONFIG_MAP.replace("name: a", `name: ${marker}`));
});

test("ENG-40: a base that attacks the engine gets a sentence, and the page goes on", async ({
  ownerPage,
  api,
}) => {
  test.setTimeout(600_000);
  const files = {
    "kustomization.yaml": "resources: [a.yaml]\n",
    "a.yaml": CONFIG_MAP,
    "brackets.yaml": `${CONFIG_MAP}a: ${"[".repeat(100_000)}a${"]".repeat(100_000)}\n`,
  };
  const name = await fill(api, "org-kustomize-bases", files);
  const editor = `/kustomize-bases/${name}/editor`;
  await openEditor(ownerPage, `${editor}?file=a.yaml`, "ConfigMap");
  await withstand(ownerPage, IN_A_RESOURCE, (marker) => CONFIG_MAP.replace("name: a", `name: ${marker}`));
  await openEditor(ownerPage, `${editor}?file=kustomization.yaml`, "resources");
  await withstand(ownerPage, IN_A_KUSTOMIZATION, (marker) => `resources: [a.yaml]\nnamePrefix: ${marker}-\n`);
});
