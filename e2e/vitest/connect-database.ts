import { afterAll } from "vitest";
import { connectDatabase } from "#lib/db/database.ts";
import { aDatabase, dropDatabase } from "#lib/db/fixtures.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { closeSender } from "#lib/jobs/queue.ts";

// Runs before each file of the project "database": `db()` then is a migrated database that no other file sees.
const server = processWide("test.postgres", () => process.env.CHARTROOM_TEST_POSTGRES ?? "");
const url = await aDatabase(server);
const database = connectDatabase(url);

afterAll(async () => {
  await closeSender();
  await database.$disconnect();
  await dropDatabase(server, url);
});
