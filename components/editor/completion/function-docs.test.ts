import { afterAll, describe, expect, it } from "vitest";
import { endEngine } from "#lib/engine/pool.ts";
import { readModuleInfo } from "#lib/engine/read-module-info.ts";
import { renderFiles } from "#lib/engine/render.ts";
import { functionDocs } from "./function-docs.ts";
import { readGoSignature } from "./go-signature.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

describe("ENG-19: documentation of template functions", () => {
  afterAll(endEngine);

  it("has every function of the engine, and no other", async () => {
    const { functions } = await readModuleInfo("helm");
    const known = new Set(functions.map(({ name }) => name));
    expect(known.size).toBeGreaterThanOrEqual(222);
    expect([...known].filter((name) => !functionDocs.has(name))).toEqual([]);
    expect([...functionDocs.keys()].filter((name) => !known.has(name))).toEqual([]);
  });

  it("names as many parameters as each function takes", async () => {
    const { functions } = await readModuleInfo("helm");
    const wrong = functions.filter(({ name, signature }) => {
      const takes = readGoSignature(signature)?.takes.length;
      // To Go, dig takes whatever it is given; its last two have a meaning of their own.
      return name !== "dig" && takes !== functionDocs.get(name)?.takes.length;
    });
    expect(wrong).toEqual([]);
  });

  it("shows examples that print what they say", async () => {
    const shown = [...functionDocs].filter(([, { gives }]) => gives !== null);
    const template = shown.map(([name, { example }]) => `<${name}>{{ ${example} }}</${name}>`).join("\n");
    const outcome = await renderFiles({
      kind: "chart",
      files: [
        { path: "Chart.yaml", bytes: encoder.encode("apiVersion: v2\nname: examples\nversion: 1.0.0\n") },
        {
          path: "templates/all.yaml",
          bytes: encoder.encode(`a: {{ include "all" . | b64enc }}\n{{ define "all" }}${template}{{ end }}`),
        },
      ],
    });
    if (outcome.kind === "failed") throw new Error(outcome.failure.message);
    const encoded = /^a: (\S+)$/m.exec(decoder.decode(outcome.output))?.[1] ?? "";
    const printed = Buffer.from(encoded, "base64").toString();
    const given = shown.map(([name]) => {
      const start = printed.indexOf(`<${name}>`) + name.length + 2;
      return [name, printed.slice(start, printed.indexOf(`</${name}>`, start))];
    });
    expect(given).toEqual(shown.map(([name, { gives }]) => [name, gives]));
  });
});
