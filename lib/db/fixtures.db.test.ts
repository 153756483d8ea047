import { expect, it } from "vitest";
import { db } from "./database.ts";

it("gives a test file a database of its own, with every migration applied and nothing in it", async () => {
  const [row] = await db().$queryRaw<{ name: string }[]>`SELECT current_database()::text AS name`;
  expect(row?.name).toMatch(/^test_/);
  expect(await db().artifact.count()).toBe(0);
});
