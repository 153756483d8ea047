import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baseOf, chartOf, openLane, renderIn, said } from "./fixtures.ts";
import type { RenderInput } from "./types.ts";

const MEMORY_MIB = 256;
/** What this process takes besides: compiled code, an answer on its way, what was not collected yet of tests before. */
const THREAD_MIB = 64;
const TIME_MS = 4_000;

const template = (text: string) => chartOf({ "templates/a.yaml": text });
const withValues = (text: string): RenderInput => ({
  ...chartOf({ "templates/a.yaml": "a: {{ .Values | toYaml | quote }}\n" }),
  extraValues: [{ name: "attack.yaml", text }],
});
const withSchema = (schema: string) =>
  chartOf({ "values.yaml": "a: 1\n", "values.schema.json": schema, "templates/a.yaml": "a: 1\n" });
const resources = (file: string, ...references: string[]) =>
  baseOf({ "kustomization.yaml": `resources: [${references.join(", ")}]\n`, "a.yaml": file });

const bomb = (indent = "") => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 12; level += 1) {
    const before = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => before).join(", ")}]`);
  }
  return lines.map((line) => `${indent}${line}\n`).join("");
};
const brackets = (text = "") => `a: ${"[".repeat(100_000)}${text}${"]".repeat(100_000)}\n`;
const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

const manyFiles = () =>
  Object.fromEntries(
    Array.from({ length: 5_000 }, (_, index) => [
      `templates/f${index}.yaml`,
      `kind: A\nmetadata: {name: f${index}}\n`,
    ]),
  );

type Attack = [name: string, makeInput: () => RenderInput, ends: RegExp];

const MEMORY = /^memory: The memory limit was reached: it needed more than 256 MiB and was stopped\.$/;
const TIME = /^time: The time limit was reached: it took longer than 4 seconds and was stopped\.$/;

const ATTACKS: Attack[] = [
  ["a range to 1e9", () => template("{{ range until 1000000000 }}{{ end }}"), MEMORY],
  [
    "empty ranges in each other",
    () => template("{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}"),
    TIME,
  ],
  [
    "an include of itself",
    () => template('{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}'),
    /^template: .*nested reference name: a/s,
  ],
  [
    "a template of itself",
    () => template('{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}'),
    /^template: .*exceeded maximum template depth/s,
  ],
  [
    "a tpl of itself",
    () => template('{{ $s := "{{ tpl .s . }}" }}{{ tpl $s (dict "s" $s "Template" .Template) }}'),
    /./,
  ],
  ["repeat 1e9", () => template('a: {{ repeat 1000000000 "x" }}'), MEMORY],
  [
    "a string that doubles",
    () => template('{{ $s := "x" }}{{ range until 40 }}{{ $s = print $s $s }}{{ end }}a: {{ $s }}'),
    MEMORY,
  ],
  ["25 MB of maps", () => withValues(`a:\n${"- {b: {c: {}}}\n".repeat(1_700_000)}`), MEMORY],
  ["aliases that multiply, in values", () => withValues(bomb()), /^values: .*excessive aliasing/s],
  [
    "aliases that multiply, in a resource",
    () => resources(`${CONFIG_MAP}data:\n${bomb("  ")}`, "a.yaml"),
    /^(build|memory|time): /,
  ],
  ["100,000 brackets in values", () => withValues(brackets()), /^values: .*exceeded max depth/s],
  [
    "100,000 brackets in a resource",
    () => resources(`${CONFIG_MAP}${brackets("a")}`, "a.yaml"),
    /^(build|load): .*exceeded max depth/s,
  ],
  [
    "a regular expression that multiplies",
    () =>
      template('a: {{ mustRegexMatch "((((a{1,1000}){1,1000}){1,1000}){1,1000})$" (repeat 100000 "a") }}'),
    /^template: .*invalid repeat count/s,
  ],
  [
    "a regular expression that backtracks elsewhere",
    () => template('a: {{ regexMatch "^(a+)+$" (print (repeat 100000 "a") "b") }}'),
    /a: false/,
  ],
  ["genCA in a loop", () => template('{{ range until 10000 }}{{ $ca := genCA "a" 1 }}{{ end }}'), TIME],
  ["a schema that refers to itself", () => withSchema('{"$ref": "#"}'), /./],
  ["a schema in /dev/zero", () => withSchema('{"$ref": "file:///dev/zero"}'), /^schema: .*no such file/s],
  [
    "a schema elsewhere",
    () => withSchema('{"$ref": "https://example.test/a.json"}'),
    /^(schema|refused): .*example\.test/s,
  ],
  [
    "a file beside the chart",
    () =>
      template('a: [{{ .Files.Get "../../etc/passwd" | quote }}, {{ .Files.Get "/etc/passwd" | quote }}]'),
    /a: \["", ""\]/,
  ],
  [
    "a resource beside the base",
    () => resources(CONFIG_MAP, "../../etc/passwd"),
    /^(build|load): .*etc\/passwd/s,
  ],
  [
    "links out of a chart",
    () => chartOf({ "templates/a.yaml": { link: "../../../values/0/x" }, "b.txt": { link: "/dev/zero" } }),
    /^load: .*no such file/s,
  ],
  [
    "links out of a base",
    () =>
      baseOf({
        "kustomization.yaml": "resources: [a.yaml]\n",
        "a.yaml": { link: "/work/artifact/../../etc/passwd" },
      }),
    /^(build|load): .*a\.yaml/s,
  ],
  ["the environment", () => template('a: {{ env "HOME" }}'), /^template: .*function "env" not defined/s],
  ["5,000 files", () => chartOf(manyFiles()), /# Source: demo\/templates\/f4999\.yaml/],
  ["values of 100 MB", () => withValues(`a: "${"x".repeat(100_000_000)}"\n`), MEMORY],
];

describe("attacks, with 256 MiB", () => {
  const hastyLane = openLane({ memoryMib: MEMORY_MIB, timeMs: TIME_MS });
  // What ends by itself has all the time it needs, also on a machine that is busy with other tests.
  const patientLane = openLane({ memoryMib: MEMORY_MIB, timeMs: 100_000 });
  const harmless = template("a: {{ .Release.Name }}\n");
  const harmlessBase = resources(CONFIG_MAP, "a.yaml");

  beforeAll(async () => {
    for (const lane of [hastyLane, patientLane]) {
      await renderIn(lane, harmless);
      await renderIn(lane, harmlessBase);
    }
  }, 60_000);
  afterAll(() => {
    hastyLane.end();
    patientLane.end();
  });

  it.each(ATTACKS)(
    "ENG-40: %s ends in a sentence, and the next render is right",
    async (_name, makeInput, ends) => {
      const input = makeInput();
      const lane = ends === TIME ? hastyLane : patientLane;
      const memory = watchMemory();
      const outcome = await renderIn(lane, input);
      // Beside the module's own memory there is what it was given: here, on its way, and in the thread.
      expect(memory.grownMib()).toBeLessThan(MEMORY_MIB + THREAD_MIB + 4 * inputMib(input));
      expect(said(outcome)).toMatch(ends);
      expect(said(await renderIn(lane, harmless))).toContain("a: release-name");
      expect(said(await renderIn(lane, harmlessBase))).toContain("kind: ConfigMap");
    },
    120_000,
  );
});

const MIB = 1024 ** 2;

function watchMemory() {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  return {
    grownMib: () => {
      clearInterval(timer);
      return (Math.max(most, process.memoryUsage.rss()) - before) / MIB;
    },
  };
}

function inputMib({ files, extraValues = [] }: RenderInput): number {
  const texts = extraValues.reduce((sum, { text }) => sum + text.length, 0);
  return files.reduce((sum, file) => sum + ("bytes" in file ? file.bytes.length : 0), texts) / MIB;
}
