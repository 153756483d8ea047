import { beforeAll, describe, expect, it } from "vitest";
import { chartOf, openModules, said } from "../fixtures.ts";
import type { TemplateOptionsInput } from "../schema.ts";
import { renderTree } from "./render-tree.ts";
import type { ThreadModules } from "./thread-modules.ts";

// The expected texts are what helm v4.2.4 prints.

const BREACH = "schema: values don't meet the specifications of the schema(s) in the following chart(s):\n";
const PRINTED = "---\n# Source: demo/templates/a.yaml\na: b\n";
const withSchema = (schema: unknown, values: string, files: Record<string, string> = {}) =>
  chartOf({
    "templates/a.yaml": "a: b\n",
    "values.yaml": values,
    "values.schema.json": typeof schema === "string" ? schema : JSON.stringify(schema),
    ...files,
  });
const draft = (name: string) =>
  /^draft/.test(name)
    ? `http://json-schema.org/${name}/schema#`
    : `https://json-schema.org/draft/${name}/schema`;
/** A chart in charts/ that wants a port of the network. */
const CHILD = {
  "charts/kid/Chart.yaml": "apiVersion: v2\nname: kid\nversion: 1.0.0\n",
  "charts/kid/values.yaml": "port: 80\n",
  "charts/kid/values.schema.json": '{"properties": {"port": {"type": "integer", "maximum": 65535}}}',
};

describe("schemas of values", () => {
  let modules: ThreadModules;
  const render = (chart: ReturnType<typeof chartOf>, options: TemplateOptionsInput = {}) =>
    said(renderTree({ ...chart, options }, modules, false));
  beforeAll(async () => {
    modules = await openModules();
  }, 60_000);

  it.each([
    // What each draft knows by a word, or by a form of it, that others do not.
    [
      "draft-04",
      { a: { minimum: 1, exclusiveMinimum: true } },
      "a: 2",
      "a: 1",
      "- at '/a': exclusiveMinimum: got 1, want 1",
    ],
    ["draft-06", { a: { const: "x" } }, "a: x", "a: y", "- at '/a': value must be 'x'"],
    [
      "draft-07",
      { a: { if: { type: "string" }, else: { maximum: 3 } } },
      "a: x",
      "a: 4",
      "- at '/a': maximum: got 4, want 3",
    ],
    [
      "2019-09",
      { a: { dependentRequired: { b: ["c"] } } },
      "a: {b: 1, c: 1}",
      "a: {b: 1}",
      "- at '/a': properties 'c' required, if 'b' exists",
    ],
    [
      "2020-12",
      { a: { prefixItems: [{ type: "string" }] } },
      "a: [x]",
      "a: [1]",
      "- at '/a/0': got number, want string",
    ],
  ])("ENG-13: %s is understood", (name, properties, good, bad, said) => {
    const schema = { $schema: draft(name), properties };
    expect(render(withSchema(schema, good))).toBe(PRINTED);
    expect(render(withSchema(schema, bad))).toBe(`${BREACH}demo:\n${said}`);
  });

  it("ENG-13: a schema that names no draft is one of 2020-12, and a word of another draft is none", () => {
    expect(render(withSchema({ properties: { a: { prefixItems: [{ const: 1 }] } } }, "a: [2]"))).toBe(
      `${BREACH}demo:\n- at '/a/0': value must be 1`,
    );
    const old = { $schema: draft("draft-07"), properties: { a: { prefixItems: [{ const: 1 }] } } };
    expect(render(withSchema(old, "a: [2]"))).toBe(PRINTED);
  });

  it.each<[string, unknown, Record<string, string>]>([
    [
      "#/definitions",
      { definitions: { port: { type: "integer" } }, properties: { a: { $ref: "#/definitions/port" } } },
      {},
    ],
    ["#/$defs", { $defs: { port: { type: "integer" } }, properties: { a: { $ref: "#/$defs/port" } } }, {}],
    [
      "an anchor",
      { $defs: { port: { $anchor: "port", type: "integer" } }, properties: { a: { $ref: "#port" } } },
      {},
    ],
    [
      "a file of the tree",
      { properties: { a: { $ref: "file:///work/artifact/port.json" } } },
      { "port.json": '{"type": "integer"}' },
    ],
    [
      "a part of a file of the tree",
      { properties: { a: { $ref: "file:///work/artifact/all.json#/$defs/port" } } },
      { "all.json": '{"$defs": {"port": {"type": "integer"}}}' },
    ],
  ])("ENG-13: $ref to %s is followed", (_name, schema, files) => {
    expect(render(withSchema(schema, "a: 1", files))).toBe(PRINTED);
    expect(render(withSchema(schema, "a: one", files))).toBe(
      `${BREACH}demo:\n- at '/a': got string, want integer`,
    );
  });

  it.each<[string, string, TemplateOptionsInput, string]>([
    ["fits by its own values", "", {}, PRINTED],
    [
      "is broken by its parent's values",
      "kid: {port: 70000}",
      {},
      `${BREACH}kid:\n- at '/port': maximum: got 70,000, want 65,535`,
    ],
    [
      "is broken by what is set",
      "",
      { setString: ["kid.port=80"] },
      `${BREACH}kid:\n- at '/port': got string, want integer`,
    ],
    [
      "and its parent are both named",
      "kid: {port: x}\nb: 1",
      {},
      `${BREACH}demo:\n- at '/b': got number, want string\nkid:\n- at '/port': got string, want integer`,
    ],
    [
      "and all are left alone where nobody wants them checked",
      "kid: {port: x}\nb: 1",
      { skipSchemaValidation: true },
      PRINTED,
    ],
  ])("ENG-13: the schema of a subchart %s", (_name, values, options, printed) => {
    const schema = { properties: { b: { type: "string" } } };
    expect(render(withSchema(schema, `${values}\n`, CHILD), options)).toBe(printed);
  });

  it("ENG-13: a subchart that is switched off is not checked", () => {
    const files = {
      ...CHILD,
      "Chart.yaml":
        "apiVersion: v2\nname: demo\nversion: 1.0.0\ndependencies: [{name: kid, version: 1.x.x, condition: kid.used}]\n",
    };
    expect(render(withSchema({}, "kid: {used: true, port: x}\n", files))).toMatch(/^schema: /);
    expect(render(withSchema({}, "kid: {used: false, port: x}\n", files))).toBe(PRINTED);
  });

  it("ENG-13: every breach is named", () => {
    const schema = {
      required: ["c"],
      additionalProperties: false,
      properties: { a: { type: "integer" }, b: { enum: ["x", "y"] } },
    };
    const lines = render(withSchema(schema, "a: '1'\nb: z\nd: 1\n")).split("\n");
    expect(lines.slice(0, 2).join("\n")).toBe(`${BREACH}demo:`);
    // In whatever order the checker came upon them.
    expect(lines.slice(2).sort()).toEqual([
      "- at '': additional properties 'd' not allowed",
      "- at '': missing property 'c'",
      "- at '/a': got string, want integer",
      "- at '/b': value must be one of 'x', 'y'",
    ]);
  });

  it.each([
    ["is no JSON", "{", "unexpected EOF"],
    [
      "is no schema",
      '{"type": "number of"}',
      "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'",
    ],
    [
      "wants a file that is not there",
      '{"$ref": "file:///nowhere.json"}',
      'failing loading "file:///nowhere.json": open /nowhere.json: no such file or directory',
    ],
  ])("ENG-13: a schema that %s is said", (_name, schema, message) => {
    // What follows the third line is the checker's own tree of reasons, in no certain order.
    const [first, chart, reason] = render(withSchema(schema, "a: 1\n")).split("\n");
    expect(`${first}\n${chart}\n${reason}`).toBe(`${BREACH}demo:\n${message}`);
  });
});
