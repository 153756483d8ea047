/** A sample is the time between two ticks of a timer: where nothing holds it up, this long (prom-client's default). */
const TICK_MS = 10;

/** How late the event loop was since this was last asked, in milliseconds: `/metrics` forgets what it has told. */
export async function lagMs(host: string): Promise<{ p99: number; most: number }> {
  const text = await (await fetch(`http://${host}/metrics`)).text();
  const lag = (name: string) =>
    Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)$`, "m").exec(text)?.[1]) * 1000 - TICK_MS;
  return { p99: lag("p99"), most: lag("max") };
}
