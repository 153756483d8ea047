import { performance } from "node:perf_hooks";
import { startServer } from "../server.ts";
import { atMost, megabytes, report, seconds } from "./figures.ts";
import { memoryOf } from "./processes.ts";

const REST_MS = 5_000;

async function untilFirstPage(url: string, start: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await start();
  const page = await fetch(`${url}/sign-in`);
  await page.text();
  if (page.status !== 200) throw new Error(`The first page answers ${page.status}.`);
  return performance.now() - began;
}

/** From the command to the first answered page, once built; then what the processes hold at rest. */
export async function benchStart(): Promise<void> {
  const began = performance.now();
  const server = await startServer();
  try {
    const first = await untilFirstPage(server.url, async () => {}).then(() => performance.now() - began);
    report("start to first page, database initialising", seconds(first), atMost(first, 8_000, "8 s"));
    const again: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      await server.stop();
      again.push(await untilFirstPage(server.url, server.start));
    }
    const best = [...again].sort((a, b) => a - b)[1] ?? 0;
    report("start to first page, again (median of 3)", seconds(best), atMost(best, 3_000, "3 s"));
    await new Promise((done) => setTimeout(done, REST_MS));
    const { serverBytes, postgresBytes } = memoryOf(server.pid());
    report(
      "memory of the server at rest",
      megabytes(serverBytes),
      atMost(serverBytes, 400 * 1024 ** 2, "400 MB"),
    );
    report("memory of PostgreSQL's processes beside it", megabytes(postgresBytes));
  } finally {
    await server.stop();
    await server.remove();
  }
}
