import type { Server } from "../server.ts";
import { startPair } from "./pair.ts";

/** The pair, for tests that were written for one server: they ask the proxy, and the first of the two runs commands. */
export async function pairAsServer(): Promise<Server> {
  const { a, b, proxy, remove } = await startPair();
  return {
    ...a,
    url: proxy.url,
    host: proxy.host,
    logs: () => `${a.logs()}\n${b.logs()}`,
    stop: async () => {
      await Promise.all([a.stop(), b.stop()]);
    },
    start: async () => {
      await Promise.all([a.start(), b.start()]);
    },
    remove,
  };
}
