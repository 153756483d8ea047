import { describe, expect, it } from "vitest";
import { renderBundle } from "./render-bundle.ts";

const entries = (files: Record<string, string>) =>
  Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

function outputOf(files: Record<string, string>): string {
  const rendered = renderBundle(entries(files));
  return rendered.kind === "rendered" ? new TextDecoder().decode(rendered.output) : rendered.failure.message;
}

describe("rendering a bundle", () => {
  it("CAT-16: prints its documents in the order of paths, each with its source, otherwise as written", () => {
    const odd =
      "# first\r\napiVersion:  v1\nkind: ConfigMap\nmetadata: {name: 'é'}\ndata: {a: |\n  }\n".replace(
        "data: {a: |\n  }\n",
        "data:\n  a: |\n    ---x\n    ---\n",
      );
    expect(outputOf({ "b.yaml": object("b"), "a/x.yml": odd })).toBe(
      `---\n# Source: a/x.yml\n${odd}---\n# Source: b.yaml\n${object("b")}`,
    );
  });

  it("CAT-16: parts documents at their marks, and leaves out those without content", () => {
    const text = `--- # one\n${object("a")}---\n# nothing\n---\n${object("b").trimEnd()}`;
    expect(
      outputOf({ "a.yaml": text, "kustomization.yaml": "resources: [a.yaml]\n", "README.md": "# hi" }),
    ).toBe(`---\n# Source: a.yaml\n# one\n${object("a")}---\n# Source: a.yaml\n${object("b")}`);
  });

  it("PUB-9: fails with file and line", () => {
    const failed = renderBundle(entries({ "a.yaml": object("a"), "b.yaml": `${object("b")}---\nkind: X\n` }));
    expect(failed).toMatchObject({
      kind: "failed",
      failure: { cause: "build", path: "b.yaml", line: 5, message: "b.yaml:5: apiVersion is missing" },
    });
    expect(renderBundle(entries({ "b.yaml": "a: [\n" }))).toMatchObject({
      failure: { cause: "load", path: "b.yaml" },
    });
    expect(outputOf({ "a.yaml": object("a"), "b.yaml": object("a") })).toContain("is already in a.yaml:1");
  });
});
