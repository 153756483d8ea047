import { once } from "node:events";
import { startPair } from "./pair.ts";

// Two servers behind a proxy, until Ctrl+C: to run clients and conformance suites against them by hand (docs/testing.md).
const pair = await startPair();
const token = await pair.a.registryToken("pull+push");
const apiToken = await pair.a.apiToken("admin");
process.stdout.write(
  `${JSON.stringify({ url: pair.proxy.url, host: pair.proxy.host, servers: [pair.a.url, pair.b.url], token, apiToken })}\n`,
);
await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
await pair.remove();
