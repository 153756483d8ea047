import type { z } from "zod";
import type { RegistryParams } from "#components/registry/registry-address.ts";

const NAMES = ["q", "content", "sort", "order", "page", "view"] as const;

/** What an address asks for. One that asks for what does not exist shows the page without it, not an error. */
export function readQuery<T extends z.ZodType>(
  schema: T,
  given: Record<string, string | string[] | undefined>,
): { params: RegistryParams; query: z.output<T> } {
  const params: RegistryParams = {};
  for (const name of NAMES) {
    const value = given[name];
    if (typeof value === "string" && value !== "") params[name] = value;
  }
  const { view, ...asked } = params;
  const parsed = schema.safeParse(asked);
  if (parsed.success) return { params, query: parsed.data };
  return { params: view === undefined ? {} : { view }, query: schema.parse({}) };
}
