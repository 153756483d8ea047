import type { Page } from "@playwright/test";
import { atMost, quantile, report } from "../figures.ts";

const ROUNDS = 2;
const KEYS = 40;
const KEY_EVERY_MS = 120;
const TURN_MS = 5;
const MOST_MS = 16;

/**
 * Times what previews, checks and completion do in the page from now on: the handling of each message of a worker, with
 * the update of the screen that follows it at once, and the sending of each message to one. Monaco's own worker is not
 * among them.
 */
export async function watchWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const held: number[] = [];
    Reflect.set(window, "heldByWorkers", held);
    const timed = (work: () => void) => {
      const began = performance.now();
      work();
      // What is drawn because of it was queued by now, and comes first.
      queueMicrotask(() => held.push(performance.now() - began));
    };
    const { addEventListener, postMessage } = Worker.prototype;
    Worker.prototype.addEventListener = function (
      this: Worker,
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ) {
      const own =
        type === "message" && typeof listener === "function"
          ? (event: Event) => timed(() => listener.call(this, event))
          : listener;
      addEventListener.call(this, type, own, options);
    };
    Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
      timed(() => Reflect.apply(postMessage, this, message));
    };
  });
}

/**
 * How long typing is held up. Of all that holds the page up, what workers' messages take is the preview's; beside it stands
 * every hold, with the preview and without, in turns, which has the machine's other work in it too.
 */
export async function benchHolds(name: string, page: Page): Promise<void> {
  const held: Record<"with" | "without", number[]> = { with: [], without: [] };
  const byWorkers: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await takeHeld(page);
    held.with.push(...(await typeAndWatch(page)));
    byWorkers.push(...(await takeHeld(page)));
    await page.keyboard.press("F9");
    held.without.push(...(await typeAndWatch(page)));
    await page.keyboard.press("F9");
  }
  const most = Math.max(0, ...byWorkers);
  report(
    `${name}: typing held up by one message of preview, checks or completion, at most (of ${byWorkers.length})`,
    `${most.toFixed(1)} ms`,
    atMost(most, MOST_MS, `${MOST_MS} ms`),
  );
  for (const [how, gaps] of Object.entries(held)) {
    const long = gaps.filter((ms) => ms > MOST_MS);
    report(
      `${name}: typing ${how} preview, held up > ${MOST_MS} ms by whatever it was`,
      `${long.length} × , most ${Math.max(0, ...gaps).toFixed(0)} ms, p99 ${quantile(gaps, 0.99).toFixed(1)} ms`,
    );
  }
}

/** What was timed since it was asked last. */
async function takeHeld(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const held: unknown = Reflect.get(window, "heldByWorkers");
    return Array.isArray(held) ? held.splice(0).map(Number) : [];
  });
}

/**
 * How much later than asked each turn of the main thread came while somebody types, in ms. The long-task observer tells of
 * tasks from 50 ms on only; a chain of timers sees shorter ones, and leaves the processor to the others.
 */
async function typeAndWatch(page: Page): Promise<number[]> {
  await page.evaluate((everyMs) => {
    const late: number[] = [];
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      late.push(now - last - everyMs);
      last = now;
    }, everyMs);
    Reflect.set(window, "endWatch", () => {
      clearInterval(timer);
      return late;
    });
  }, TURN_MS);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(`\n# ${"x".repeat(KEYS)}`, { delay: KEY_EVERY_MS });
  return page.evaluate(() => {
    const endWatch: unknown = Reflect.get(window, "endWatch");
    const late: unknown = typeof endWatch === "function" ? endWatch() : [];
    return Array.isArray(late) ? late.map(Number) : [];
  });
}
