import { describe, expect, it } from "vitest";
import { findVolatile } from "./volatile-functions.ts";

const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) });

describe("functions that differ from run to run", () => {
  it("ENG-36: are named with the template and the line where they stand", () => {
    const secret = `kind: Secret\ndata:\n  a: {{ randAlphaNum 8 | b64enc }}\n  b: {{- if .Values.x }}\n{{ $ca := genCA\n  "my-ca" 365 }}{{ end }}\n`;
    expect(
      findVolatile([file("templates/secret.yaml", secret), file("charts/x/templates/_a.tpl", "{{ now }}")]),
    ).toEqual([
      { name: "randAlphaNum", path: "templates/secret.yaml", line: 3 },
      { name: "genCA", path: "templates/secret.yaml", line: 5 },
      { name: "now", path: "charts/x/templates/_a.tpl", line: 1 },
    ]);
  });

  it("are not seen in comments, strings, field names, other words, or files that nothing executes", () => {
    const text = `# now\n{{/* now */}}{{- /* uuidv4 */ -}}{{ "now" }}{{ \`now\` }}{{ .Values.now }}{{ nowhere }}{{ $now }}{{ include "x.now" . }}`;
    expect(findVolatile([file("templates/a.yaml", text), file("values.yaml", "{{ now }}")])).toEqual([]);
  });
});
