import { expect, type Page } from "@playwright/test";
import { zipSync } from "fflate";
import { type Case, noCorpus, readFolder } from "../clients/corpus.ts";
import { aName } from "../fixtures.ts";
import { artifactCases, differsFromMasked, readExpected, senseOf } from "./engine-cases.ts";
import { outputBytes, preview, saveFiles, test as visiting } from "./previews.ts";

// "Shows" 2: what others have written previews in the browser as native prints it, and fails for native's reason. One page a
// worker takes all cases, one after another, by the editor's own upload. CORPUS_DIR says where they are; nothing is copied.

type Opened = { page: Page; kind: string };

const test = visiting.extend<object, { editorOf: (kind: string) => Promise<Page> }>({
  editorOf: [
    async ({ visit, api }, use) => {
      let opened: Opened | null = null;
      await use(async (kind) => {
        if (opened?.kind === kind) return opened.page;
        const page = opened?.page ?? (await visit.newPage());
        const root = kind === "chart" ? "charts" : "kustomize-bases";
        const name = aName("corpus");
        expect((await api.post(`/org-${root}`, { name })).status).toBe(201);
        await saveFiles(api, `org-${root}`, name, { "README.md": "# Cases come here\n" });
        await page.goto(`/${root}/${name}/editor`);
        await expect(preview(page)).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
        opened = { page, kind };
        return page;
      });
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test.describe.configure({ mode: "parallel", timeout: 180_000 });

/** Makes the files the draft, as somebody does who drops an archive into the editor, and waits for their render. */
async function upload(page: Page, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const zip = zipSync(Object.fromEntries([...files].map(([path, bytes]) => [path, [bytes, { level: 1 }]])));
  await page.getByLabel("Files to upload").setInputFiles({
    name: "case.zip",
    mimeType: "application/zip",
    buffer: Buffer.from(zip),
  });
  const answer = page.waitForResponse((response) => response.url().includes("/draft/import"));
  await page.getByRole("button", { name: "Replace the draft's files" }).click();
  const imported = await answer;
  expect(imported.status(), await imported.text()).toBe(201);
  const { commit }: { commit: string } = await imported.json();
  // The case before may have saved the same files within the same second: the same commit, said twice.
  await expect(page.getByText(`Saved as ${commit.slice(0, 7)}`).first()).toBeVisible();
  await expect(preview(page)).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
}

/** A browser on a busy machine may meet its time limit (ENG-34): then the way on that it offers is taken, and said. */
async function takeServerAtLimit(page: Page, one: Case): Promise<void> {
  const offer = preview(page).getByRole("alert").getByRole("button", { name: "Render on the server" });
  if (!(await offer.isVisible())) return;
  process.stdout.write(`at a limit in the browser, rendered on the server: ${one.id}\n`);
  await offer.click();
  await expect(preview(page).getByText("Rendered on the server ·")).toBeVisible({ timeout: 120_000 });
}

async function failsAs(page: Page, one: Case, message: string): Promise<void> {
  const alert = preview(page).getByRole("alert");
  const said = (await alert.locator("p").first().textContent()) ?? "";
  const remote = /https?:\/\/[^'"\s]+/.exec(message)?.[0];
  if (one.kind === "kustomize" && remote) {
    expect(said).toContain(remote);
    expect(said).toContain("is not fetched here");
  } else if (message.includes("must specify --enable-helm")) expect(said).toContain("is not inflated here");
  else expect(senseOf(said)).toContain(senseOf(message));
  const file =
    one.kind === "chart" ? /[\w-]+\/(templates\/[\w./-]+?\.(?:ya?ml|tpl|txt))/.exec(message)?.[1] : undefined;
  if (file !== undefined) await expect(alert.getByRole("button", { name: file })).toBeVisible();
}

if (noCorpus) {
  test("the corpus", () => test.info().skip(true, noCorpus));
}

for (const one of await artifactCases()) {
  const { files, links } = await readFolder(one.folder);
  if (links.length > 0) {
    // PUB-4: no draft can hold it, so there is nothing to preview; `chartroom render` and suite C have it.
    process.stdout.write(`not a draft: ${one.id}: it holds the links ${links.join(", ")}\n`);
    continue;
  }
  test(`ENG-50 GOH-22: ${one.kind} ${one.id} previews as native prints it`, async ({ editorOf }) => {
    const page = await editorOf(one.kind);
    await upload(page, files);
    const expected = readExpected(one);
    if (expected.kind === "error") {
      await failsAs(page, one, expected.message);
      return;
    }
    await takeServerAtLimit(page, one);
    await expect(preview(page).getByRole("alert")).toBeHidden();
    const bytes = await outputBytes(page);
    if (expected.kind === "output") expect(bytes.equals(expected.bytes), "the recorded bytes").toBe(true);
    else expect(differsFromMasked(bytes.toString(), expected.lines)).toEqual([]);
  });
}
