import { describe, expect, it } from "vitest";
import { whyNothing } from "./why-nothing.ts";

const file = (path: string, text = "") => ({ path, bytes: new TextEncoder().encode(text) });
const all = { noHooks: false, skipTests: false };
const HOOK = `metadata:\n  annotations:\n    "helm.sh/hook": `;

describe("renders to nothing", () => {
  it("CAT-17: names the condition of each template that is switched off, with its line", () => {
    const files = [
      file("Chart.yaml"),
      file("templates/_helpers.tpl", "{{ define `a` }}{{ end }}"),
      file("templates/ingress.yaml", "{{- if .Values.ingress.enabled -}}\nkind: Ingress\n{{- end }}\n"),
      file(
        "charts/db/templates/a.yaml",
        "# a comment\n{{/* two\nlines */}}\n{{ $x := 1 }}\n{{ with   .Values.a\n }}{{ end }}",
      ),
    ];
    expect(whyNothing("chart", files, all)).toMatchObject({
      reason: "With these values every template is switched off by its own condition.",
      places: [
        { path: "templates/ingress.yaml", line: 1, condition: ".Values.ingress.enabled" },
        { path: "charts/db/templates/a.yaml", line: 5, condition: ".Values.a" },
      ],
    });
  });

  it("CAT-17: tells no templates, only partials and notes, only hooks and only tests apart", () => {
    const reasonOf = (files: ReturnType<typeof file>[], options = all) =>
      whyNothing("chart", files, options).reason;
    expect(reasonOf([file("Chart.yaml")])).toBe("The chart has no templates.");
    expect(reasonOf([file("templates/NOTES.txt"), file("templates/_a.tpl")])).toBe(
      "Its templates are only partials and notes.",
    );
    const test = file("templates/tests/a.yaml", `${HOOK}test\n`);
    const job = file("templates/job.yaml", `${HOOK}pre-install\n`);
    expect(reasonOf([test], { noHooks: false, skipTests: true })).toBe(
      "All templates are tests, and tests are left out.",
    );
    expect(reasonOf([test, job], { noHooks: true, skipTests: false })).toBe(
      "All templates are hooks, and hooks are left out.",
    );
    expect(reasonOf([file("templates/a.yaml", "# nothing\n")])).toBe(
      "With these values the templates print nothing but blank lines and comments.",
    );
  });

  it("CAT-17: says it for bases and bundles", () => {
    expect(whyNothing("kustomize-base", [file("kustomization.yaml")], all).places).toEqual([
      { path: "kustomization.yaml", line: 1, condition: null },
    ]);
    expect(whyNothing("manifest-bundle", [file("README.md")], all).reason).toBe(
      "No file of the bundle holds an object.",
    );
  });
});
