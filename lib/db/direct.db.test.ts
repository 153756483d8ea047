import { beforeAll, describe, expect, it, vi } from "vitest";
import type { SqlTx } from "./database.ts";
import { direct, inTransaction } from "./direct.ts";

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

describe("a transaction of the direct path", () => {
  beforeAll(async () => {
    await direct().$executeRaw`CREATE TABLE "Deed" ("step" TEXT PRIMARY KEY)`;
  });
  const write = (tx: SqlTx, step: string) => tx.$executeRaw`INSERT INTO "Deed" ("step") VALUES (${step})`;
  const steps = async () =>
    (await direct().$queryRaw<{ step: string }[]>`SELECT "step" FROM "Deed" ORDER BY "step"`).map(
      ({ step }) => step,
    );

  it("keeps what it did and what went out with the commit", async () => {
    const made = await inTransaction(
      (tx) => write(tx, "a"),
      (tx, count) => [write(tx, `b${count}`), write(tx, "c")],
    );
    expect(made).toBe(1);
    expect(await steps()).toEqual(["a", "b1", "c"]);
  });

  it("keeps nothing where one of the last statements fails, the first or the last of them", async () => {
    const before = await steps();
    for (const last of [
      ["a", "d"],
      ["d", "a"],
    ])
      await expect(
        inTransaction(
          (tx) => write(tx, "e"),
          (tx) => last.map((step) => write(tx, step)),
        ),
      ).rejects.toMatchObject({ code: "23505" });
    expect(await steps()).toEqual(before);
  });

  it("keeps nothing where a statement of several that went out at once fails, nor where the work itself does", async () => {
    const before = await steps();
    const atOnce = (tx: SqlTx) => Promise.all(["f", "a", "g"].map((step) => write(tx, step)));
    await expect(inTransaction(atOnce)).rejects.toMatchObject({ code: "23505" });
    const refusal = inTransaction(
      async (tx) => {
        await write(tx, "h");
        throw new Error("refused");
      },
      (tx) => [write(tx, "i")],
    );
    await expect(refusal).rejects.toThrow("refused");
    expect(await steps()).toEqual(before);
  });

  it("begins before the first statement, also where the work waits for something else before it", async () => {
    await expect(
      inTransaction(async (tx) => {
        await new Promise((done) => setImmediate(done));
        await write(tx, "j");
        throw new Error("refused");
      }),
    ).rejects.toThrow("refused");
    expect(await steps()).not.toContain("j");
  });

  it("runs what goes out at once in its order, and gives each its own answer", async () => {
    const answers = await inTransaction((tx) =>
      Promise.all(Array.from({ length: 20 }, (_, n) => tx.$queryRaw<{ n: number }[]>`SELECT ${n}::int AS n`)),
    );
    expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
});
