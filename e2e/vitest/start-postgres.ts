import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbedded } from "#lib/db/embedded.ts";
import { aTemplate } from "#lib/db/fixtures.ts";
import { applyMigrations } from "#lib/db/migrate.ts";
import { makeQueueTables } from "#lib/jobs/fixtures.ts";

/** One PostgreSQL for a run, only where a test of a database runs; each test file gets a database of its own in it. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "chartroom-test-"));
  // What a test wrote need not survive a power cut.
  const server = await startEmbedded(folder, ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]);
  const teardown = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await aTemplate(server.url, async (url) => {
      await applyMigrations(url);
      await makeQueueTables(url);
    });
  } catch (error) {
    await teardown();
    throw error;
  }
  // Workers start after this and inherit it.
  process.env.CHARTROOM_TEST_POSTGRES = server.url;
  return teardown;
}
