import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Api } from "../server.ts";

/**
 * What a page must never do: complain in the console, break its security policy, or ask another host for anything.
 * `mayBeMissing`: addresses that it asks on purpose whether they are free.
 */
export function watchPage(page: Page, host: string, mayBeMissing: RegExp[] = []): string[] {
  const seen: string[] = [];
  page.on("console", (message) => {
    const isAsked = mayBeMissing.some((address) => address.test(message.location().url));
    if (message.type() === "error" && !(isAsked && message.text().includes("404")))
      seen.push(`${page.url()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => seen.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    const { protocol, host: asked } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== host) seen.push(`${page.url()} asked ${request.url()}`);
  });
  return seen;
}

/** Dark differs from light in its colours only, so that is what is looked at again. */
export const rulesIn = (theme: "light" | "dark") => (theme === "dark" ? ["color-contrast"] : undefined);

/** What axe calls serious or critical. Monaco's own text is left out: it gives assistive technology a field of its own. */
export async function seriousIn(page: Page, rules?: string[], within?: string): Promise<string[]> {
  // A page that takes another's place has its title a moment after its content.
  await expect(page).toHaveTitle(/\S/);
  // Of what passes, axe would write down every element. And it needs no second page: no frame here is another site's.
  const whole = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
  whole.exclude(".monaco-editor");
  const axe = within === undefined ? whole : whole.include(within);
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

/** Nothing serious, in light nor in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    expect(await seriousIn(page, rulesIn(theme)), theme).toEqual([]);
  }
}

/** Goes there by the Tab key, as somebody without a mouse must. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 90; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The Tab key does not lead there.");
}

type Made = { root: string; name: string; tag: string };

/** An artifact from its scaffold, published once. */
export async function published(api: Api, { root, name, tag }: Made, more: object = {}): Promise<void> {
  expect((await api.post(`/${root}`, { name, scaffold: true, ...more })).status).toBe(201);
  await publish(api, { root, name, tag });
}

export async function publish(api: Api, { root, name, tag }: Made): Promise<void> {
  const { body } = await api.get<{ commit: string }>(`/${root}/${name}/draft`);
  const input = { version: tag, notes: `### Changed\n\n- What ${tag} brings`, draftCommit: body.commit };
  expect((await api.post(`/${root}/${name}/versions`, input)).status).toBe(201);
}

/** Puts one file into the draft. */
export async function put(
  api: Api,
  { root, name }: Pick<Made, "root" | "name">,
  path: string,
  change: (text: string) => string,
): Promise<void> {
  const { body } = await api.get<{ commit: string }>(`/${root}/${name}/draft`);
  const before = (await api.get<string>(`/${root}/${name}/draft/files/${path}`)).body;
  const changes = [{ op: "put", path, content: change(before) }];
  const saved = await api.post(`/${root}/${name}/draft/commits`, {
    parent: body.commit,
    message: `Update ${path}`,
    changes,
  });
  expect(saved.status).toBe(201);
}

/** Whether this is the narrow one of the two widths that are tested. */
export const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 640;
