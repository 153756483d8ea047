import type { Page } from "@playwright/test";

/** Longer than any page takes; one that has no script of ours never does. */
const MOST_MS = 10_000;

/** Whether React has taken over all that can be pressed. Monaco makes its own. */
function isAlive(): boolean {
  const parts = [...document.querySelectorAll("button, input:not([type=hidden]), textarea")];
  return parts
    .filter((part) => !part.closest(".monaco-editor"))
    .every((part) => Object.keys(part).some((key) => key.startsWith("__reactFiber")));
}

/** Before that a click is lost, which a person would do again. */
const untilAlive = (page: Page) =>
  page.waitForFunction(isAlive, undefined, { timeout: MOST_MS }).catch(() => {});

/** From now on, addresses that are gone to and pages that are read again are waited for until they can be used. */
export function waitForLife(page: Page): void {
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    const answer = await goto(url, options);
    if (options?.waitUntil !== "commit") await untilAlive(page);
    return answer;
  };
  const reload = page.reload.bind(page);
  page.reload = async (options) => {
    const answer = await reload(options);
    await untilAlive(page);
    return answer;
  };
}
