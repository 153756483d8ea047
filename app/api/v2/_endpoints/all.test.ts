import { globSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { placeholders } from "#lib/http/openapi.ts";
import { allEndpoints } from "./all.ts";
import { pathParams, portalApiDocument, roots } from "./open-api.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const FOLDER = path.resolve(import.meta.dirname, "..");

const handlerSchema = z
  .custom<object>((value) => typeof value === "function")
  .transform((handler) => ({
    described: "endpoint" in handler ? handler.endpoint : null,
    refuses: "refuses" in handler ? handler.refuses : null,
  }));

/** `[catalog]/[name]/files/[...path]/route.ts` → `/{K}/{name}/files/{path}` */
const addressOf = (file: string) =>
  `/${path.dirname(file)}`.replace("[catalog]", "{K}").replace(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");

async function readRoutes() {
  const files = globSync("**/route.ts", { cwd: FOLDER }).filter((file) => !file.startsWith("[[...path]]"));
  return Promise.all(
    files.map(async (file) => {
      const module: Record<string, unknown> = await import(path.join(FOLDER, file));
      const handlers = METHODS.map((method) => {
        const handler = handlerSchema.safeParse(module[method]);
        return { method, handler: handler.success ? handler.data : null };
      });
      return { address: addressOf(file), handlers };
    }),
  );
}

const routes = await readRoutes();

describe("the OpenAPI document", () => {
  it("GOH-53: has every method of every route, and nothing else", () => {
    const served = routes.flatMap(({ address, handlers }) =>
      handlers
        .filter(({ handler }) => handler && handler.refuses !== "method_unsupported")
        .map(({ method }) => `${method} ${address}`),
    );
    const described = allEndpoints.map(({ method, path: address }) => `${method} ${address}`);
    expect(served.sort()).toEqual(described.sort());
  });

  it("each route is made of the description of its own address and method", () => {
    for (const { address, handlers } of routes)
      for (const { method, handler } of handlers)
        if (handler && handler.refuses === null) expect(handler.described).toEqual({ method, path: address });
  });

  it("API-16: a method that a route does not have is refused by it, not left to the framework", () => {
    const missing = routes.flatMap(({ address, handlers }) =>
      handlers.filter(({ handler }) => handler === null).map(({ method }) => `${method} ${address}`),
    );
    expect(missing).toEqual([]);
  });

  it("is OpenAPI 3.1, with each of the kinds written out, ids that are unique and references that lead somewhere", () => {
    const document = portalApiDocument();
    const text = JSON.stringify(document);
    expect(document.openapi).toBe("3.1.0");
    for (const root of roots) expect(document.paths).toHaveProperty(`/${root}/{name}/versions`);
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(references.filter((name) => !document.components?.schemas?.[name ?? ""])).toEqual([]);
    const named = Object.keys(document.paths ?? {}).flatMap(placeholders);
    expect(named.filter((name) => !(name in pathParams))).toEqual([]);
  });

  it("has each row of the API that is there", () => {
    const rows = new Set(allEndpoints.map((one) => one.row));
    const expected = ["GOH-49", "GOH-50", "GOH-51", "GOH-52", "API-1", "API-2", "API-3", "API-4", "API-5"];
    expected.push(
      "API-6",
      "API-7",
      "API-8",
      "API-9",
      "API-10",
      "API-11",
      "API-12",
      "API-13",
      "API-14",
      "API-15",
      "API-16",
      "API-17",
    );
    expect(expected.filter((row) => !rows.has(row))).toEqual([]);
  });
});
