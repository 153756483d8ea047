import { chromium } from "@playwright/test";
import { chromiumLaunch } from "../chromium.ts";
import { owner, runProgram, type Server, startServer } from "../server.ts";
import { atMost, megabytes, quantile, report } from "./figures.ts";
import { applyLoad } from "./load.ts";
import { memoryOf } from "./processes.ts";

const ARTIFACTS = 2_000;
const VERSIONS = 50_000;

const QUESTIONS = {
  "list, first page": "",
  "list, by last publication": "?sort=published&limit=50",
  "search, one word": "?q=payments",
  "search, three words and a phrase": "?q=service%20gateway%20-legacy%20%22of%20team%22",
  "search, nothing found": "?q=zzzzqqqq",
  "list of one project": "?project=team-7",
};

async function benchLists(server: Server, token: string): Promise<void> {
  const headers = { Authorization: `Bearer ${token}`, Accept: "application/json" };
  for (const [what, query] of Object.entries(QUESTIONS)) {
    const url = `${server.url.replace("localhost", "127.0.0.1")}/api/v2/org-charts${query}`;
    await applyLoad(url, headers, { connections: 1, durationMs: 1_000 });
    const { latenciesMs, errors } = await applyLoad(url, headers, { connections: 1, durationMs: 4_000 });
    const p95 = quantile(latenciesMs, 0.95);
    const figure = `${p95.toFixed(1)} ms${errors ? ` (${errors} failed)` : ""}`;
    report(`${what}, p95 of ${latenciesMs.length}`, figure, atMost(p95, 50, "50 ms"));
  }
}

/** Bytes of script, as they came over the wire, that the list page loads for somebody who opens it for the first time. */
async function benchFirstLoad(server: Server): Promise<void> {
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel("Email").fill(owner.email);
    await page.getByLabel("Password", { exact: true }).fill(owner.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    const state = await page.context().storageState();
    const fresh = await browser.newContext({ storageState: state }).then((context) => context.newPage());
    const sizes: Promise<number>[] = [];
    fresh.on("requestfinished", (request) => {
      if (request.resourceType() === "script")
        sizes.push(request.sizes().then((one) => one.responseBodySize));
    });
    await fresh.goto(`${server.url}/charts`, { waitUntil: "networkidle" });
    const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
    report(
      `first load of /charts, ${sizes.length} scripts`,
      `${(bytes / 1024).toFixed(0)} KB`,
      atMost(bytes, 200 * 1024, "200 KB"),
    );
  } finally {
    await browser.close();
  }
}

/** Lists, search and the list page over 2,000 artifacts with 50,000 versions. */
export async function benchCatalog(): Promise<void> {
  const server = await startServer({ env: { LOG_LEVEL: "warn" } });
  try {
    const seeded = await runProgram(
      process.execPath,
      ["prisma/seed.ts", String(ARTIFACTS), String(VERSIONS)],
      { env: server.env },
    );
    if (seeded.status !== 0) throw new Error(`The seed failed: ${seeded.stderr}`);
    await benchLists(server, await server.apiToken("read"));
    await benchFirstLoad(server);
    const { serverBytes } = memoryOf(server.pid());
    report("memory of the server after it", megabytes(serverBytes));
  } finally {
    await server.stop();
    await server.remove();
  }
}
