import { type Browser, chromium, type Page } from "@playwright/test";
import { chromiumLaunch } from "../../chromium.ts";
import { apiOf, owner, type Server, startServer } from "../../server.ts";
import { atMost, median, report } from "../figures.ts";
import { benchHolds, watchWorkers } from "./holds.ts";

const PREVIEW_PAUSE_MS = 300;
const SHOWN_LIMIT_MS = 20_000;
const KB = 1024;

const CHART = "apiVersion: v2\nname: demo\nversion: 1.0.0\n";
const TEMPLATE =
  "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  {{- range until 20 }}\n  k{{ . }}: v\n  {{- end }}\n";
const RESOURCE =
  "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, image: web}]}}}\n";

type Case = {
  root: string;
  file: string;
  files: Record<string, string>;
  coldMs: number;
  /** What the file is replaced with; the last character is a key of its own. */
  textWith: (word: string) => string;
};

const CASES: Case[] = [
  {
    root: "charts",
    file: "templates/a.yaml",
    files: { "Chart.yaml": CHART, "templates/a.yaml": "begin: true\n", "templates/b.yaml": TEMPLATE },
    coldMs: 2_000,
    textWith: (word) =>
      `{apiVersion: v1, kind: ConfigMap, metadata: {name: {{ .Chart.Name }}}, data: {k: ${word}}}`,
  },
  {
    root: "kustomize-bases",
    file: "kustomization.yaml",
    files: { "kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": RESOURCE },
    coldMs: 3_500,
    textWith: (word) => `resources: [a.yaml]\nnamePrefix: ${word}-`,
  },
];

/** ENG-52 in Chromium, what the editor loads before the first key, and how long typing is held up. */
export async function benchBrowser(): Promise<void> {
  const server = await startServer();
  const browser = await chromium.launch(chromiumLaunch);
  try {
    for (const one of CASES) await benchCase(one, server, browser);
  } finally {
    await browser.close();
    await server.stop();
    await server.remove();
  }
}

async function benchCase(one: Case, server: Server, browser: Browser): Promise<void> {
  const api = apiOf(server, await server.apiToken("admin"));
  const name = `bench-${one.root.slice(0, 5)}`;
  await api.post(`/org-${one.root}`, { name });
  const { body } = await api.get<{ commit: string }>(`/org-${one.root}/${name}/draft`);
  const changes = Object.entries(one.files).map(([path, content]) => ({ op: "put", path, content }));
  await api.post(`/org-${one.root}/${name}/draft/commits`, {
    parent: body.commit,
    message: "Begin",
    changes,
  });
  const address = `${server.url}/${one.root}/${name}/editor?file=${encodeURIComponent(one.file)}`;

  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await watchWorkers(page);
  await signIn(page, server.url);
  const scripts = countScripts(page);
  await page.goto(address);
  await page.locator("[data-code-editor] .view-lines").waitFor();
  const beforeFirstKey = scripts.bytes();
  report(
    `${one.root}: compressed script before the first key`,
    `${Math.round(beforeFirstKey / KB)} KB`,
    atMost(beforeFirstKey, 1_200 * KB, "1,200 KB"),
  );
  const cold = await coldMs(page);
  report(
    `${one.root}: cold first render`,
    `${cold.toFixed(0)} ms`,
    atMost(cold, one.coldMs, `${one.coldMs} ms`),
  );

  await benchTyping(one, page);
  await page.close();
}

async function benchTyping(one: Case, page: Page): Promise<void> {
  await page.locator("[data-code-editor] .view-lines").click();
  const delays: number[] = [];
  for (let index = 0; index < 10; index += 1) delays.push(await untilShown(page, `mark${index}`, one));
  const afterPause = median(delays) - PREVIEW_PAUSE_MS;
  report(
    `${one.root}: last key to output, after the pause of 300 ms`,
    `${afterPause.toFixed(0)} ms`,
    atMost(afterPause, 100, "100 ms"),
  );
  const trips = await page.evaluate(() =>
    performance
      .getEntriesByName("engine: render")
      .slice(1)
      .map(({ duration }) => duration),
  );
  report(
    `${one.root}: warm round trip to the worker`,
    `${median(trips).toFixed(0)} ms`,
    atMost(median(trips), 100, "100 ms"),
  );

  await benchHolds(one.root, page);
}

/** Replaces the text and waits until the preview shows the word in it. @returns ms from the last key */
async function untilShown(page: Page, word: string, one: Case): Promise<number> {
  await page.evaluate(() => {
    document.addEventListener("keydown", () => Reflect.set(window, "lastKey", performance.now()), true);
  });
  const text = one.textWith(word);
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text.slice(0, -1));
  await page.keyboard.press(text.slice(-1));
  return page.evaluate(
    async ({ shown, limitMs }) => {
      const lines = () =>
        document.querySelector('aside[aria-label="Preview"] .view-lines')?.textContent ?? "";
      const lastKey = Number(Reflect.get(window, "lastKey"));
      while (!lines().includes(shown)) {
        if (performance.now() - lastKey > limitMs) throw new Error(`The preview does not show ${shown}.`);
        await new Promise(requestAnimationFrame);
      }
      return performance.now() - lastKey;
    },
    { shown: word, limitMs: SHOWN_LIMIT_MS },
  );
}

/** From opening the engine to its first output. */
async function coldMs(page: Page): Promise<number> {
  const ended = () =>
    performance.getEntriesByName("engine: warm").length > 0 &&
    performance.getEntriesByName("engine: render").length > 0;
  await page.waitForFunction(ended, null, { timeout: 60_000 });
  return page.evaluate(() => {
    const [warm] = performance.getEntriesByName("engine: warm");
    const [first] = performance.getEntriesByName("engine: render");
    return warm && first ? first.startTime + first.duration - warm.startTime : Number.NaN;
  });
}

function countScripts(page: Page): { bytes: () => number } {
  let bytes = 0;
  page.on("requestfinished", async (request) => {
    if (request.resourceType() !== "script" && !/\.js(\?|$)/.test(request.url())) return;
    const { responseBodySize } = await request.sizes();
    bytes += responseBodySize;
  });
  return { bytes: () => bytes };
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
}
