import { expect } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { test } from "../fixtures.ts";
import { owner } from "../server.ts";
import { rulesIn, seriousIn, watchPage } from "./pages.ts";

const LONG = "a-name-that-is-rather-long-for-a-phone";

/** What the pages of an organization show: something of each, and names that are too long for a phone. */
const MADE: [string, object][] = [
  ["/org-projects", { name: "payments", description: "Everything that takes money" }],
  ["/org-projects", { name: LONG }],
  [
    "/org-registry-tokens",
    { name: "ci-pipeline-pull", scope: "pull", pattern: "charts/payments/*", expiresIn: "7d" },
  ],
  ["/org-registry-tokens", { name: LONG, scope: "pull+push" }],
  ["/org-api-tokens", { name: "deploy-bot", scope: "publish", expiresIn: "90d" }],
  ["/org-repository-policies", { pattern: "images/**", tagPattern: "v*", immutable: true, delete: false }],
  [
    "/org-oci-credentials",
    { host: "registry.example.test/acme", username: "mirror", password: "not in any answer" },
  ],
  ["/org-members", { email: `${LONG}@example.test`, role: "member" }],
];

const PAGES = [
  "/projects",
  "/projects/payments",
  "/projects/payments/members",
  "/projects/payments/settings",
  "/organizations/new",
  "/settings/organization",
  "/settings/members",
  "/settings/members/groups",
  "/settings/audit",
  "/settings/registry/tokens",
  "/settings/registry/credentials",
  "/settings/registry/policies",
  "/settings/account",
  "/settings/api-tokens",
  "/forgot-password",
  "/invite?key=none",
];

test("every page of an organization stands on a desk and on a phone, in light and in dark, for everybody @phone", async ({
  ownerPage: page,
  api,
  server,
}) => {
  test.setTimeout(300_000);
  for (const [address, body] of MADE) expect((await api.post(address, body)).status, address).toBe(201);
  const files = Object.entries(chartFiles("service", "1.0.0"));
  const added = await api.post("/org-charts", { name: "service", project: "payments" });
  expect(added.status).toBe(201);
  const packed = await packedTree(files, "service");
  expect((await api.postPackage("/org-charts/payments~service/versions?version=1.0.0", packed)).status).toBe(
    201,
  );
  const credentials = await api.get<{ items: { id: string }[] }>("/org-oci-credentials");
  const [credential] = credentials.body.items;

  const complaints = watchPage(page, new URL(server.url).host);
  const faults: string[] = [];
  for (const address of [...PAGES, `/settings/registry/credentials/${credential?.id}`]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const found of await seriousIn(page, rulesIn(colorScheme)))
        faults.push(`${address}, ${colorScheme}: ${found}`);
    }
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (over > 0) faults.push(`${address}: ${over} px wider than the screen`);
    if (await page.getByText(owner.password).count()) faults.push(`${address} shows a password`);
  }
  expect([...faults, ...complaints]).toEqual([]);
});
