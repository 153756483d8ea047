import { expect, it } from "vitest";
import { toRenderedObjects } from "./rendered-objects.ts";

const LONG = 4 * 1024 * 1024;

// A pattern that takes the square of such a stretch would be at work for an hour.
it.each([
  ["blank lines before more", `kind: A\ndata:\n${"\n".repeat(LONG)}x: y\n`],
  ["spaces before more", `kind: A${" ".repeat(LONG)}x\n`],
  ["spaces before a line separator", `kind:${" ".repeat(LONG)}\u2028\n`],
  ["spaces in a source comment", `# Source: a${" ".repeat(LONG)}b\nkind: A\n`],
  ["an indent without a field", `kind: A\nmetadata:\n${" ".repeat(LONG)}name\n`],
  ["a quote that nothing closes", `kind: "${"\\a".repeat(LONG / 2)}\n`],
  ["many signs of a comment", `kind: A${" #".repeat(LONG / 2)}\u2028\n`],
])("S22: reads %s in one go", (_what, document) => {
  const [object, ...others] = toRenderedObjects("chart", new TextEncoder().encode(`---\n${document}`));
  expect(others).toEqual([]);
  expect(object?.path.endsWith(".yaml")).toBe(true);
});

it("an object ends with one newline, however many its template prints", () => {
  const output = "---\nkind: A\nmetadata:\n  name: a # its name\ndata: 1\n\n\n---\nkind: B\n";
  expect(toRenderedObjects("chart", new TextEncoder().encode(output))).toEqual([
    { path: "_/A/a.yaml", text: "kind: A\nmetadata:\n  name: a # its name\ndata: 1\n" },
    { path: "_/B/unnamed.yaml", text: "kind: B\n" },
  ]);
});
