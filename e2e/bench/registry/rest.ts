import { setTimeout as wait } from "node:timers/promises";
import { runProgram, type Server, startServer } from "../../server.ts";
import { atMost, megabytes, report } from "../figures.ts";
import { applyLoad } from "../load.ts";
import { memoryOf } from "../processes.ts";

const ARTIFACTS = 2_000;
const VERSIONS = 100_000;
const LIMIT_BYTES = 400 * 1024 * 1024;
/** Longer than what answers leave behind takes to be collected. */
const REST_MS = 30_000;

/** What people and machines ask for all day, a second of each. */
async function askAround(server: Server): Promise<void> {
  const host = server.url.replace("localhost", "127.0.0.1");
  const api = { Authorization: `Bearer ${await server.apiToken("read")}` };
  const token = `org-token:${await server.registryToken("pull")}`;
  const registry = { Authorization: `Basic ${Buffer.from(token).toString("base64")}` };
  for (const address of [
    "/api/v2/org-charts",
    "/api/v2/org-charts?q=payments",
    "/api/v2/org-charts?sort=published",
  ])
    await applyLoad(host + address, api, { connections: 4, durationMs: 1_000 });
  for (const address of ["/v2/", "/v2/_catalog?n=200"])
    await applyLoad(host + address, registry, { connections: 4, durationMs: 1_000 });
}

/** The first half of PF-7: what a server of 100,000 versions holds when nobody asks anything, before and after a busy moment. */
export async function benchRest(): Promise<void> {
  console.log(`\n  PF-7 at rest with ${VERSIONS} versions`);
  const server = await startServer({ env: { LOG_LEVEL: "warn" } });
  try {
    const seeded = await runProgram(
      process.execPath,
      ["prisma/seed.ts", String(ARTIFACTS), String(VERSIONS)],
      { env: server.env },
    );
    if (seeded.status !== 0) throw new Error(`The seed failed: ${seeded.stderr}`);
    await server.stop();
    await server.start();
    await wait(REST_MS);
    const tell = (when: string) => {
      const { serverBytes, postgresBytes } = memoryOf(server.pid());
      const figure = `${megabytes(serverBytes)}, PostgreSQL ${megabytes(postgresBytes)}`;
      report(`  ${when}`, figure, atMost(serverBytes, LIMIT_BYTES, "400 MB"));
    };
    tell("half a minute after the start");
    await askAround(server);
    await wait(REST_MS);
    tell("half a minute after lists, search and catalog");
  } finally {
    await server.stop();
    await server.remove();
  }
}
