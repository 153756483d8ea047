import { manyVersions } from "#lib/catalog/many/fixtures.ts";
import { openForCommand } from "#lib/db/open-database.ts";
import { env } from "#lib/env/env.ts";

// node prisma/seed.ts ARTIFACTS VERSIONS: a full catalog to measure lists and search on.
const [artifacts = 2_000, versions = 50_000] = process.argv.slice(2).map(Number);
const database = await openForCommand();
try {
  await manyVersions(env().CHARTROOM_ORG, artifacts, versions);
} finally {
  await database.close();
}
