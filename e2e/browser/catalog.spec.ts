import { readFileSync } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { aName, signIn, test } from "../fixtures.ts";
import { owner } from "../server.ts";
import { publish, published, put, rulesIn, seriousIn, watchPage } from "./pages.ts";

const root = "org-charts";

/** Two versions of a chart: a value changed between them, one file came, one went. */
async function twoVersions(api: Parameters<typeof published>[0], more: object = {}): Promise<string> {
  const name = aName("two");
  await published(api, { root, name, tag: "0.1.0" }, more);
  await put(api, { root, name }, "values.yaml", (text) => text.replace("replicaCount: 1", "replicaCount: 2"));
  await publish(api, { root, name, tag: "0.2.0" });
  return name;
}

test("GOH-34 CAT-27: each file of a version has an address, and so have its lines", async ({
  ownerPage: page,
  api,
  server,
}) => {
  const seen = watchPage(page, server.host);
  const name = aName("files");
  await published(api, { root, name, tag: "0.1.0" });
  await page.goto(`/charts/${name}/versions/0.1.0/files/values.yaml#L2-L4`);
  await expect(page.locator("[data-line][aria-selected]")).toHaveCount(3);
  await page.getByRole("link", { name: "Line 6", exact: true }).click();
  await expect(page).toHaveURL(/#L6$/);
  await page.getByRole("link", { name: "Line 9", exact: true }).click({ modifiers: ["Shift"] });
  await expect(page).toHaveURL(/files\/values\.yaml#L6-L9$/);
  await expect(page.locator("[data-line][aria-selected]")).toHaveCount(4);
  await page.reload();
  await expect(page.locator("[data-line='6'][aria-selected]")).toBeVisible();
  await page
    .getByRole("navigation", { name: "Files of 0.1.0" })
    .getByRole("link", { name: "Chart.yaml" })
    .click();
  await expect(page).toHaveURL(/\/versions\/0\.1\.0\/files\/Chart\.yaml$/);
  await expect(page.getByRole("heading", { name: "Chart.yaml" })).toBeVisible();
  expect(seen).toEqual([]);
});

test("GOH-31 GOH-35 CAT-24 CAT-25: two boxes raise the compare, which shows what differs and can be turned round", async ({
  ownerPage: page,
  api,
  server,
}) => {
  const seen = watchPage(page, server.host);
  const name = await twoVersions(api);
  await page.goto(`/charts/${name}/versions`);
  await expect(page.getByRole("row").filter({ hasText: "0.2.0" })).toContainText("latest");
  await page.getByRole("button", { name: "Release notes of 0.2.0" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "What 0.2.0 brings" })).toBeVisible();
  await page.getByRole("checkbox", { name: "Compare 0.2.0" }).click();
  await expect(page.getByText("choose one more")).toBeVisible();
  await page.getByRole("checkbox", { name: "Compare 0.1.0" }).click();
  await page.keyboard.press("c");
  await page.waitForURL(`**/charts/${name}/compare/0.1.0...0.2.0`);
  const values = page.getByRole("region", { name: "values.yaml", exact: true });
  await expect(values).toContainText("replicaCount: 1");
  await expect(values).toContainText("replicaCount: 2");
  await page.getByRole("button", { name: "Exchange both sides" }).click();
  await page.waitForURL(`**/charts/${name}/compare/0.2.0...0.1.0`);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/\/versions$/);
  expect(seen).toEqual([]);
});

test("CAT-11: an old version says that it is one, and leads to the latest; y copies its exact address, w switches", async ({
  ownerPage: page,
  api,
  server,
}) => {
  const seen = watchPage(page, server.host);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = await twoVersions(api);
  await page.goto(`/charts/${name}/versions/0.1.0`);
  await expect(page.getByText("This is not the latest version.")).toBeVisible();
  // Shown before its keys work: what is pressed until then is nobody's.
  await expect(async () => {
    await page.keyboard.press("y");
    await expect(page.getByText("Exact address copied").first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    new RegExp(`^${server.host}/charts/${name}@sha256:[0-9a-f]{64}$`),
  );
  await page.keyboard.press("w");
  await expect(page.getByRole("menuitem", { name: /0\.2\.0/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Open 0.2.0" }).click();
  await page.waitForURL(`**/charts/${name}/versions/0.2.0`);
  await expect(page.getByText("This is not the latest version.")).toHaveCount(0);
  expect(seen).toEqual([]);
});

test("CAT-4 CAT-5 CAT-9: filters and search are in the address, Back brings them again, j and Enter open a row", async ({
  ownerPage: page,
  api,
  server,
}) => {
  const seen = watchPage(page, server.host);
  const project = aName("team");
  for (const name of ["alpha", "beta"])
    expect((await api.post(`/${root}`, { project, name, scaffold: true })).status).toBe(201);
  await page.goto("/charts");
  const filters = page.getByRole("complementary", { name: "Filters" });
  await filters.getByRole("link", { name: new RegExp(project) }).click();
  await expect(page).toHaveURL(new RegExp(`project=${project}`));
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Search charts" })).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("beta");
  await expect(page).toHaveURL(/q=beta/);
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: `${project}/beta` }).click();
  await page.waitForURL(`**/charts/${project}~beta`);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`project=${project}&q=beta|q=beta&project=${project}`));
  await expect(page.getByRole("searchbox", { name: "Search charts" })).toHaveValue("beta");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/charts/${project}~beta`);
  expect(seen).toEqual([]);
});

test("CAT-29 CAT-34: private and missing are alike: a stranger is led to sign in and back, the others get one 404", async ({
  page,
  api,
}) => {
  const name = aName("hidden");
  await published(api, { root, name, tag: "0.1.0" });
  for (const ending of ["", "/versions", "/versions/0.1.0", "/versions/0.1.0/files/values.yaml"]) {
    const [hidden, missing] = await Promise.all(
      [name, "no-such-chart"].map((one) =>
        page.request.get(`/charts/${one}${ending}`, { maxRedirects: 0 }).then((answer) => ({
          status: answer.status(),
          to: (answer.headers().location ?? "").replace(one, "NAME"),
        })),
      ),
    );
    expect(hidden?.status).toBe(307);
    expect(hidden).toEqual(missing);
  }
  await page.goto("/charts/no-such-chart");
  await page.waitForURL(/\/sign-in\?to=%2Fcharts%2Fno-such-chart/);
  await page.getByLabel("Email").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/charts/no-such-chart");
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Catalog" })).toBeVisible();
  for (const address of [
    "/charts/no-such-chart",
    `/charts/${name}/versions/9.9.9`,
    `/charts/${name}/history/${"0".repeat(40)}`,
    `/charts/${name}/compare/0.1.0...9.9.9`,
    "/no-such-kind",
  ])
    expect([address, (await page.request.get(address)).status()]).toEqual([address, 404]);
});

test("ROLE-13: a stranger reads what is public, with its commands, and is offered nothing to change", async ({
  page,
  api,
  server,
}) => {
  const seen = watchPage(page, server.host);
  const name = await twoVersions(api, { visibility: "public" });
  await page.goto(`/charts/${name}`);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText(`oci://${server.host}/charts/${name}`).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit draft" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.getByRole("link", { name: /^Versions/ }).click();
  await expect(page.getByRole("checkbox", { name: "Compare 0.1.0" })).toBeVisible();
  await page.goto("/charts");
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "New chart" })).toHaveCount(0);
  expect(seen).toEqual([]);
});

test("CAT-12 ROLE-1: what a viewer may not do stays on the page and says who may", async ({
  page,
  api,
  server,
}) => {
  const name = await twoVersions(api);
  const email = `${aName("vi")}@example.test`;
  const made = await server.chartroom("user", "create", "--email", email, "--role", "viewer");
  await page.goto(made.stdout.trim());
  await page.getByLabel("Password", { exact: true }).fill("a password of their own");
  await page.getByRole("button", { name: "Choose this password" }).click();
  await page.waitForURL("**/charts");
  await page.goto(`/charts/${name}`);
  await expect(page.getByRole("link", { name: "Open draft" })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menuitem", { name: /Duplicate/ })).toContainText("members and higher");
  await expect(page.getByRole("menuitem", { name: /Archive/ })).toContainText("admins and owners");
  await page.goto("/charts/new");
  await expect(page.getByText("Your role may not create a chart.")).toBeVisible();
});

test("CAT-7 NB-11: while PostgreSQL is away the page says so inside the shell, and comes back by itself", async ({
  ownerPage: page,
  api,
  server,
}) => {
  test.setTimeout(120_000);
  const name = await twoVersions(api);
  const cluster = path.join(server.dataDir, "postgres");
  const postmaster = Number(readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n")[0]);
  // Without its folder it cannot be started again.
  await rename(cluster, `${cluster}-away`);
  try {
    process.kill(postmaster, "SIGKILL");
    await page.goto(`/charts/${name}`);
    await expect(page.getByRole("heading", { name: "The database does not answer" })).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByRole("navigation", { name: "Catalog" })).toBeVisible();
  } finally {
    await rename(`${cluster}-away`, cluster);
  }
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible({ timeout: 60_000 });
});

test("GOH-5: a new artifact that is refused is refused at its field, which comes into view with the focus; twice asked is made once @phone", async ({
  ownerPage: page,
  api,
}) => {
  const taken = aName("taken");
  expect((await api.post("/org-kustomize-bases", { name: taken })).status).toBe(201);
  await page.goto("/kustomize-bases/new");
  const name = page.getByLabel("Name", { exact: true });
  const create = page.getByRole("button", { name: "Create Kustomize base" });
  for (const refused of ["", "Not A Name", taken]) {
    await name.fill(refused);
    await create.focus();
    await page.keyboard.press("Enter");
    await expect(name).toBeFocused();
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await expect(name).toBeInViewport();
  }
  const free = aName("free");
  await name.fill(free);
  await create.dblclick();
  await page.waitForURL(`**/kustomize-bases/${free}/editor`);
  await page.goto(`/kustomize-bases/${free}/history`);
  await expect(page.getByRole("status").filter({ hasText: /^1 commit$/ })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious on any page of the catalog, ${colorScheme} @phone`, async ({
    page,
    api,
  }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const name = await twoVersions(api, { visibility: "public" });
    const empty = aName("empty");
    expect((await api.post(`/${root}`, { name: empty })).status).toBe(201);
    const { body } = await api.get<{ items: { id: string }[] }>(`/${root}/${name}/commits`);
    const found: Record<string, string[]> = {};
    const look = async (address: string, waitFor = "main h1") => {
      await page.goto(address);
      await expect(page.locator(waitFor).first()).toBeVisible();
      // The other theme differs in its colours only.
      const serious = await seriousIn(page, rulesIn(colorScheme));
      if (serious.length > 0) found[address] = serious;
    };
    await look(`/charts/${name}`);
    await signIn(page);
    for (const address of [
      "/charts",
      "/kustomize-bases",
      "/manifest-bundles?q=nothing-is-called-so",
      "/charts/new",
      "/kustomize-bases/new",
      "/manifest-bundles/new",
      `/charts/${empty}`,
      `/charts/${empty}/versions`,
      `/charts/${name}`,
      `/charts/${name}/versions`,
      `/charts/${name}/versions/0.1.0`,
      `/charts/${name}/versions/0.1.0/files`,
      `/charts/${name}/versions/0.1.0/files/values.yaml#L2-L4`,
      `/charts/${name}/compare/0.1.0...0.2.0`,
      `/charts/${name}/history`,
      `/charts/${name}/history/${body.items[0]?.id}`,
      "/charts/no-such-chart",
    ])
      await look(address);
    expect(found).toEqual({});
  });
}
