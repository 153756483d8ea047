import { mkdir } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { chartFiles } from "../e2e/charts.ts";
import { chromiumLaunch } from "../e2e/chromium.ts";
import { type Api, apiOf, owner, startServer } from "../e2e/server.ts";

// npm run screenshots: the two pictures of the README, of a server with content of its own, into docs/images/.

const CONTENT = [
  {
    api: "/org-charts",
    name: "payments-api",
    description: "The service that takes card payments",
    scaffold: true,
  },
  { api: "/org-charts", name: "storefront", description: "What customers see", scaffold: true },
  { api: "/org-charts", name: "mail-worker", description: "Sends receipts and reminders", scaffold: true },
  {
    api: "/org-kustomize-bases",
    name: "web-base",
    description: "A deployment that teams adapt",
    scaffold: true,
  },
];
const IMAGES = "docs/images";

async function publish(api: Api, address: string, version: string): Promise<void> {
  const { body } = await api.get<{ commit: string }>(`${address}/draft`);
  const answer = await api.post(`${address}/versions`, {
    version,
    notes: `What is new in ${version}`,
    draftCommit: body.commit,
    acknowledge: ["warnings"],
  });
  if (answer.status !== 201)
    throw new Error(`${address} ${version} answers ${answer.status}: ${JSON.stringify(answer.body)}`);
}

async function fill(api: Api): Promise<void> {
  for (const { api: kind, name, description, scaffold } of CONTENT) {
    await api.post(kind, { name, description, scaffold });
    for (const version of ["0.1.0", "0.2.0", "1.0.0"]) {
      const { body } = await api.get<{ commit: string }>(`${kind}/${name}/draft`);
      const content = chartFiles(name, version)["templates/configmap.yaml"] ?? "";
      const changes = [
        { op: "put", path: "NOTES.md", content: `# ${name} ${version}\n\n${"\n".repeat(version.length)}` },
      ];
      if (kind === "/org-charts")
        changes.push({ op: "put", path: "templates/settings.yaml", content: `${content}# ${version}\n` });
      await api.post(`${kind}/${name}/draft/commits`, {
        parent: body.commit,
        message: `Prepare ${version}`,
        changes,
      });
      await publish(api, `${kind}/${name}`, version);
    }
  }
  const draft = await api.get<{ commit: string }>("/org-charts/payments-api/draft");
  const { body } = await api.get<string>("/org-charts/payments-api/draft/files/values.yaml");
  await api.post("/org-charts/payments-api/draft/commits", {
    parent: draft.body.commit,
    message: "Run three pods",
    changes: [
      { op: "put", path: "values.yaml", content: body.replace("replicaCount: 1", "replicaCount: 3") },
    ],
  });
}

const server = await startServer();
const browser = await chromium.launch(chromiumLaunch);
try {
  await fill(apiOf(server, await server.apiToken("admin")));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await mkdir(IMAGES, { recursive: true });
  await page.goto(`${server.url}/charts`, { waitUntil: "networkidle" });
  await page.screenshot({ path: `${IMAGES}/charts.png` });
  await page.goto(`${server.url}/charts/payments-api/editor`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Review and publish" }).click();
  await page.getByRole("button", { name: "Publish version" }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: `${IMAGES}/publish.png` });
} finally {
  await browser.close();
  await server.stop();
  await server.remove();
}
