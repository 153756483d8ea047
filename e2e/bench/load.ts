import { performance } from "node:perf_hooks";
import { Connection, requestBytes } from "./connection.ts";

export type Load = { perSecond: number; count: number; errors: number; latenciesMs: number[] };

type LoadOptions = {
  connections: number;
  durationMs: number;
  method?: "GET" | "HEAD";
  /** Requests a second over all connections, sent when they are due: what waits is counted. Without it, as fast as answers come. */
  perSecond?: number;
};

/** The same request again and again on each of `connections` kept connections, for `durationMs`. */
export async function applyLoad(
  url: string,
  headers: Record<string, string>,
  { connections, durationMs, method = "GET", perSecond }: LoadOptions,
): Promise<Load> {
  const { hostname, port, host, pathname, search } = new URL(url);
  const bytes = requestBytes(host, { method, target: `${pathname}${search}`, headers });
  const gapMs = perSecond === undefined ? 0 : (1000 * connections) / perSecond;
  const latenciesMs: number[] = [];
  let errors = 0;
  const began = performance.now();

  async function worker(nth: number): Promise<void> {
    const connection = await Connection.open(Number(port), hostname);
    let dueAt = performance.now() + (gapMs * nth) / connections;
    while (performance.now() - began < durationMs) {
      const early = gapMs > 0 ? dueAt - performance.now() : 0;
      if (early > 1) await new Promise((done) => setTimeout(done, early));
      const sentAt = gapMs > 0 ? dueAt : performance.now();
      const { status } = await connection.send(bytes);
      latenciesMs.push(performance.now() - sentAt);
      if (status !== 200) errors += 1;
      dueAt += gapMs;
    }
    connection.close();
  }

  await Promise.all(Array.from({ length: connections }, (_, nth) => worker(nth)));
  const tookMs = performance.now() - began;
  return { perSecond: (latenciesMs.length / tookMs) * 1000, count: latenciesMs.length, errors, latenciesMs };
}
