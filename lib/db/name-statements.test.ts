import { expect, it } from "vitest";
import { nameStatements } from "./name-statements.ts";

it("names what comes again and again, each text by a name of its own, and nothing else", () => {
  const name = nameStatements();
  const often = (sql: string) => Array.from({ length: 6 }, () => name({ sql }));
  const [first, , , , fifth, sixth] = often("SELECT 1");
  expect([first, fifth === "", sixth === fifth]).toEqual(["", false, true]);
  expect(often("SELECT 2").at(-1)).not.toBe(fifth);
  expect(name({ sql: "SELECT 1" })).toBe(fifth);
  expect(often(`SELECT ${"x".repeat(5000)}`).at(-1)).toBe("");
});

it("stays small, whatever comes", () => {
  const name = nameStatements();
  const named = new Set<string>();
  for (let nth = 0; nth < 10_000; nth += 1)
    for (let times = 0; times < 5; times += 1) named.add(name({ sql: `SELECT ${nth}` }));
  named.delete("");
  expect(named.size).toBe(400);
});
