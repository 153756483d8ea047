import { expect, it } from "vitest";
import { findingSchema } from "#lib/engine/schema.ts";
import { joinTextFindings } from "./text-findings.ts";

const found = (code: string, path: string) =>
  findingSchema.parse({ severity: "error", code, message: `${code} in ${path}`, path, line: 3 });

it("GOH-23: the syntax of an open text is what was typed last, of a closed one what the check said", () => {
  const typed = { severity: "error" as const, message: "typed now", line: 1, column: 2 };
  const joined = joinTextFindings(
    [found("yaml-syntax", "open.yaml"), found("yaml-syntax", "closed.yaml"), found("helm-lint", "open.yaml")],
    [
      { path: "open.yaml", language: "yaml", found: [typed] },
      { path: "mended.yaml", language: "yaml", found: [] },
    ],
  );
  expect(joined.map(({ code, path, message }) => [code, path, message])).toEqual([
    ["yaml-syntax", "open.yaml", "typed now"],
    ["yaml-syntax", "closed.yaml", "yaml-syntax in closed.yaml"],
    ["helm-lint", "open.yaml", "helm-lint in open.yaml"],
  ]);
});
