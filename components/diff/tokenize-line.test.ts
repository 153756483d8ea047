import { describe, expect, it } from "vitest";
import type { CodeLanguage } from "#lib/engine/findings/code-language.ts";
import { tokenizeText } from "./tokenize-line.ts";

/** Writes tokens as `kind:text`, without spaces and uncoloured text, one list for each line. */
function colours(text: string, language: CodeLanguage = "yaml-template"): string[][] {
  const lines = text.split("\n");
  return tokenizeText(lines, language).map((tokens, index) =>
    tokens
      .filter((token) => token.kind !== "")
      .map((token) => `${token.kind}:${lines[index]?.slice(token.start, token.end)}`),
  );
}

describe("the colours of YAML mixed with Go templates", () => {
  it("GOH-19: colours an action in a value, a pipe, a function and a number", () => {
    expect(colours('  name: {{ include "a.fullname" . | nindent 4 }}')).toEqual([
      [
        "key:name",
        "delimiter.template:{{",
        "keyword.template:include",
        'string.template:"a.fullname"',
        "object.template:.",
        "function.template:nindent",
        "number.template:4",
        "delimiter.template:}}",
      ],
    ]);
  });

  it("GOH-19: colours a key that an action begins, and one that an action ends", () => {
    expect(colours("{{ .name }}-port: 80")).toEqual([
      ["delimiter.template:{{", "object.template:.name", "delimiter.template:}}", "key:-port", "number:80"],
    ]);
    expect(colours('{{- if .Values.a }}key: "x"{{- end }}')).toEqual([
      [
        "delimiter.template:{{-",
        "keyword.template:if",
        "object.template:.Values.a",
        "delimiter.template:}}",
        "key:key",
        'string:"x"',
        "delimiter.template:{{-",
        "keyword.template:end",
        "delimiter.template:}}",
      ],
    ]);
  });

  it("GOH-19: keeps a quoted string a string around an action with quotes of its own", () => {
    expect(colours(`image: "{{ .Values.image }}:{{ .tag | default "x" }}" # why`)).toEqual([
      [
        "key:image",
        'string:"',
        "delimiter.template:{{",
        "object.template:.Values.image",
        "delimiter.template:}}",
        "string::",
        "delimiter.template:{{",
        "object.template:.tag",
        "function.template:default",
        'string.template:"x"',
        "delimiter.template:}}",
        'string:"',
        "comment:# why",
      ],
    ]);
  });

  it("GOH-19: colours template comments and actions over several lines", () => {
    expect(colours('{{- /* a\nb: 1 */}}\n{{ dict\n  "k" $.x\n}}\nkey: true')).toEqual([
      ["delimiter.template:{{-", "comment:/* a"],
      ["comment:b: 1 */", "delimiter.template:}}"],
      ["delimiter.template:{{", "function.template:dict"],
      ['string.template:"k"', "object.template:$.x"],
      ["delimiter.template:}}"],
      ["key:key", "constant:true"],
    ]);
  });

  it("GOH-19: keeps a block scalar open over a line of actions, and ends it at the key's indent", () => {
    expect(colours("data:\n  a: |-\n    key: no\n{{- if .x }}\n\n    more\n{{- end }}\n  b: 1")).toEqual([
      ["key:data"],
      ["key:a"],
      ["string:    key: no"],
      ["delimiter.template:{{-", "keyword.template:if", "object.template:.x", "delimiter.template:}}"],
      [],
      ["string:    more"],
      ["delimiter.template:{{-", "keyword.template:end", "delimiter.template:}}"],
      ["key:b", "number:1"],
    ]);
  });

  it("GOH-19: reads a raw string, a variable and an assignment", () => {
    expect(colours("{{ $a := `x\n}} y` }}z")).toEqual([
      ["delimiter.template:{{", "object.template:$a", "string.template:`x"],
      ["string.template:}} y`", "delimiter.template:}}", "string:z"],
    ]);
  });
});

describe("the colours of YAML", () => {
  it("tells keys, strings, numbers, constants, comments and anchors apart", () => {
    expect(
      colours("---\n- a b: &x 1.5 # c\n  'q': *x\n  url: http://x:80/#y\n  t: ~\n  v: 1.2.3", "yaml"),
    ).toEqual([
      ["tag:---"],
      ["key:a b", "tag:&x", "number:1.5", "comment:# c"],
      ["key:'q'", "tag:*x"],
      ["key:url", "string:http://x:80/#y"],
      ["key:t", "constant:~"],
      ["key:v", "string:1.2.3"],
    ]);
  });

  it("reads flow collections over several lines, and JSON as such", () => {
    expect(colours('a: {b: 1, c: [x, "y"],\n  d: true}\ne: 2', "yaml")).toEqual([
      ["key:a", "key:b", "number:1", "key:c", "string:x", 'string:"y"'],
      ["key:d", "constant:true"],
      ["key:e", "number:2"],
    ]);
    expect(colours('{"a": ["b", null], "c": -1}', "json")).toEqual([
      ['key:"a"', 'string:"b"', "constant:null", 'key:"c"', "number:-1"],
    ]);
  });

  it("keeps braces of templates as text where nothing executes them", () => {
    expect(colours("a: '{{ x }}'", "yaml")).toEqual([["key:a", "string:'{{ x }}'"]]);
  });

  it("keeps a quote open over lines", () => {
    expect(colours('a: "x\n  b: 1\n  c" # d\nk: v', "yaml")).toEqual([
      ["key:a", 'string:"x'],
      ["string:  b: 1"],
      ['string:  c"', "comment:# d"],
      ["key:k", "string:v"],
    ]);
  });
});

it("colours each character exactly once, in order", () => {
  const lines = ["{{ if", "a: {{ b }} c", 'k: "{{', "x }}", "{{", "- [a, {b: c}", "}]"];
  for (const language of ["yaml", "yaml-template", "template", "json", "plain"] as const) {
    for (const [index, tokens] of tokenizeText(lines, language).entries()) {
      let at = 0;
      for (const token of tokens) {
        expect(token.start).toBe(at);
        expect(token.end).toBeGreaterThan(token.start);
        at = token.end;
      }
      expect(at).toBe(lines[index]?.length);
    }
  }
});
