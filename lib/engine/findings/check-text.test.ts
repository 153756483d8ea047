import { describe, expect, it } from "vitest";
import { checkText } from "./check-text.ts";
import type { CodeLanguage } from "./code-language.ts";

const places = (text: string, language: CodeLanguage = "yaml") =>
  checkText(text, language).map(({ severity, line, column }) => `${severity} ${line}:${column}`);

describe("syntax while typing", () => {
  it("GOH-23: gives a YAML mistake its line and column", () => {
    expect(places("a: 1\nb: [1, 2\nc: 3\n")[0]).toMatch(/^error [23]:\d+$/);
    expect(places("a:\n  b: 1\n c: 2\n")).toEqual(["error 3:1"]);
    expect(places("a: 1\n\tb: 2\n")[0]).toMatch(/^error 2:1$/);
    expect(places("a: b: c\n")[0]).toMatch(/^error 1:\d$/);
  });

  it("GOH-23: checks every document of a file", () => {
    expect(places('a: 1\n---\nb: "open\n')).toHaveLength(1);
    expect(places("a: 1\n---\n# nothing\n---\nb: 2\n")).toEqual([]);
  });

  it("GOH-23: finds nothing in good files, in an empty one and in one of comments", () => {
    for (const text of ["", "# only\n", "a: &x {b: 1}\nc: *x\n", "- |\n  {{ not: a }\n"]) {
      expect(places(text)).toEqual([]);
    }
  });

  it("GOH-23: warns of a key that stands twice", () => {
    expect(places("a: 1\na: 2\n")).toEqual(["warning 2:1"]);
  });

  it("GOH-23: checks JSON, with the place of the mistake", () => {
    expect(places('{"a": 1}', "json")).toEqual([]);
    expect(places('{\n  "a": 1,\n}', "json")).toEqual(["error 3:1"]);
    expect(places('{"a": ', "json")[0]).toMatch(/^error 1:\d$/);
  });

  it("GOH-23: does not take a template for YAML, and checks that its actions close", () => {
    const t = "yaml-template";
    expect(
      places('a: {{ .b }}\n{{- if .c }}\n  d: {{ include "x}}" . }}\n{{- else }}{{ end }}\n', t),
    ).toEqual([]);
    expect(places("a:\n  b: {{ .c\n", t)).toEqual(["error 2:6"]);
    expect(places('a: {{ "x }}\n', t)).toEqual(["error 1:4"]);
    expect(places("{{- range .a }}\nb\n", t)).toEqual(["error 1:1"]);
    expect(places("a\n{{ end }}\n", t)).toEqual(["error 2:1"]);
    expect(places("{{/* }} {{ if */}}\n{{- /* a\n b */ -}}\n", t)).toEqual([]);
    expect(places("{{/* a }}\n", t)).toEqual(["error 1:1"]);
    expect(places("{{ `a\n}}\n` }}{{ dict\n 1 }}", t)).toEqual([]);
  });
});
