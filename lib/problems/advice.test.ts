import { expect, it } from "vitest";
import { advice } from "./advice.ts";
import { catalogue } from "./catalogue.ts";

it("GOH-66 GOH-72: says for every refusal what to do about it", () => {
  const without = Object.keys(catalogue).filter((code) => !(code in advice));
  expect(without).toEqual([]);
});
