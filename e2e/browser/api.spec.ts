import { expect } from "@playwright/test";
import { aName, test } from "../fixtures.ts";
import { rulesIn, seriousIn } from "./pages.ts";

test("a page of ours may write with the session's cookie; another site, and nobody's page, may not", async ({
  ownerPage,
}) => {
  const make = (name: string) =>
    ownerPage.evaluate(async (body) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch("/api/v2/org-charts", { method: "POST", headers, body });
      return answer.status;
    }, JSON.stringify({ name }));
  expect(await make(aName("ours"))).toBe(201);

  const elsewhere = [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }, {}];
  for (const headers of elsewhere) {
    const answer = await ownerPage.request.post("/api/v2/org-charts", {
      headers,
      data: { name: aName("theirs") },
    });
    expect([headers, answer.status(), (await answer.json()).code]).toEqual([headers, 403, "origin_refused"]);
  }
  const listed = await (await ownerPage.request.get("/api/v2/org-charts?q=theirs")).json();
  expect(listed.total).toBe(0);
});

test("CAT-34: without a session private and missing artifacts are answered alike", async ({
  api,
  request,
}) => {
  const name = aName("hidden");
  await api.post("/org-charts", { name });
  const answers = await Promise.all(
    [name, aName("none")].map(async (one) => {
      const answer = await request.get(`/api/v2/org-charts/${one}`);
      const { requestId: _, ...body } = await answer.json();
      return { status: answer.status(), body };
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.status).toBe(401);
});

for (const scheme of ["light", "dark"] as const)
  test(`@phone the page of the API leads to every refusal and passes axe, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("/docs/api#version_exists");
    await expect(page.locator("#version_exists")).toBeInViewport();
    await expect(page.getByRole("heading", { level: 1, name: "API" })).toBeVisible();
    const [width, room] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    expect(width).toBeLessThanOrEqual(room ?? 0);
    expect(await seriousIn(page, rulesIn(scheme))).toEqual([]);
  });
