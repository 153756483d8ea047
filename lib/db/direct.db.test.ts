import { expect, it, vi } from "vitest";
import { direct } from "./direct.ts";

it("the module's copies in a process share the connections, and so the names of statements on them", async () => {
  vi.resetModules();
  const other = (await import("./direct.ts")).direct;
  expect(other).not.toBe(direct);
  // One after another, so that each takes the connection that the one before gave back.
  for (let round = 0; round < 3; round += 1) {
    expect(await direct().$queryRaw`SELECT 1::int AS one`).toEqual([{ one: 1 }]);
    expect(await other().$queryRaw`SELECT 2::int AS two`).toEqual([{ two: 2 }]);
    expect(await direct().$queryRaw`SELECT 3::int AS three`).toEqual([{ three: 3 }]);
    expect(await other().$queryRaw`SELECT 1::int AS one`).toEqual([{ one: 1 }]);
  }
});
