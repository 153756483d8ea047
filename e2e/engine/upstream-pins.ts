import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const pinsSchema = z.object({
  modules: z.array(z.object({ path: z.string(), version: z.string(), sum: z.string() })),
});

/** Which version of an upstream module the engine is made of, and its sum. */
export function pinOf(module: string) {
  const file = path.resolve(import.meta.dirname, "../../engine/upstream.json");
  const pin = pinsSchema
    .parse(JSON.parse(readFileSync(file, "utf8")))
    .modules.find(({ path: at }) => at === module);
  if (!pin) throw new Error(`engine/upstream.json does not name ${module}.`);
  return pin;
}
