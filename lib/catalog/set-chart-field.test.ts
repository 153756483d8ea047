import { describe, expect, it } from "vitest";
import { readChartMetadata } from "./chart-metadata.ts";
import { filesOf } from "./fixtures.ts";
import { withChartField } from "./set-chart-field.ts";

const rewrite = (text: string, tag: string) =>
  withChartField(filesOf({ "Chart.yaml": text, "values.yaml": "version: 1" }), "version", tag)
    ?.find(({ path }) => path === "Chart.yaml")
    ?.bytes.toString() ?? null;

describe("CAT-22: the tag goes into Chart.yaml", () => {
  it.each([
    [
      "plain, comments kept",
      "# top\nname: a\nversion: 0.1.0 # bump me\ntype: x\n",
      "1.0.0",
      "# top\nname: a\nversion: 1.0.0 # bump me\ntype: x\n",
    ],
    ["double quotes kept", 'version: "0.1.0"\nname: a\n', "1.0.0", 'version: "1.0.0"\nname: a\n'],
    ["single quotes kept", "version: '0.1.0'\nname: a\n", "1.0.0", "version: '1.0.0'\nname: a\n"],
    [
      "Windows line ends and a byte order mark kept",
      "\ufeffname: a\r\nversion: 0.1.0\r\n# end\r\n",
      "1.0.0",
      "\ufeffname: a\r\nversion: 1.0.0\r\n# end\r\n",
    ],
    [
      "quoted where it would read as a number",
      "version: 0.1.0\nname: a\n",
      "1.10",
      'version: "1.10"\nname: a\n',
    ],
    ["into an empty value", "version:\nname: a\n", "1.0.0", "version: 1.0.0\nname: a\n"],
    ["at the end where there was none", "name: a", "1.0.0", "name: a\nversion: 1.0.0\n"],
    ["in flow style", "{name: a, version: 0.1.0}\n", "1.0.0", "{name: a, version: 1.0.0}\n"],
    [
      "odd spaces kept",
      "name:   a\nversion:    0.1.0   # x\n",
      "1.0.0+b",
      "name:   a\nversion:    1.0.0+b   # x\n",
    ],
    ["out of a block", "version: |\n  0.1.0\nname: a\n", "1.0.0", 'version: "1.0.0"\nname: a\n'],
    [
      "behind an anchor",
      "version: &v 0.1.0\nappVersion: *v\nname: a\n",
      "1.0.0",
      "version: &v 1.0.0\nappVersion: *v\nname: a\n",
    ],
    [
      "only at the top",
      "dependencies:\n- name: x\n  version: 0.1.0\nname: a\nversion: 0.1.0\n",
      "0.2.0",
      "dependencies:\n- name: x\n  version: 0.1.0\nname: a\nversion: 0.2.0\n",
    ],
  ])("%s", (_what, before, tag, after) => {
    expect(rewrite(before, tag)).toBe(after);
    expect(readChartMetadata(filesOf({ "Chart.yaml": after })).version).toBe(tag);
  });

  it("changes no byte where it already says so, however it is written", () => {
    for (const text of ["version: 1.0.0\n", 'version: "1.0.0"\n', "version: '1.0.0' # x\n"])
      expect(rewrite(text, "1.0.0")).toBeNull();
    expect(rewrite("version: 2\n", "2")).toBeNull();
  });

  it("leaves a file alone that it cannot understand: the gate says what is wrong", () => {
    for (const text of ["version: [1]\n", "a: [\n", "- a\n", "version: 1\nversion: 2\n"])
      expect(rewrite(text, "1.0.0")).toBeNull();
    expect(withChartField(filesOf({ "a.yaml": "" }), "version", "1.0.0")).toBeNull();
  });

  it("leaves all other files as they are", () => {
    const files = filesOf({ "Chart.yaml": "name: a\nversion: 0.1.0\n", "values.yaml": "version: 0.1.0\n" });
    const next = withChartField(files, "version", "1.0.0") ?? [];
    expect(next[1]).toBe(files[1]);
  });
});
