import type { z } from "zod";
import { Problem } from "#lib/problems/problem.ts";

/** What the schemas call a field, where its flag has another name. */
const FLAGS: Record<string, string> = { expiresIn: "expires", password: "password-stdin" };

/**
 * What a command was given, by the same schemas as at every other door.
 * @param flag the one that is parsed, where the schema is no object
 * @throws Problem "input_invalid" naming each flag
 */
export function parseFlags<S extends z.ZodType>(schema: S, given: unknown, flag = ""): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? flag);
    return `--${FLAGS[name] ?? name}: ${issue.message}`;
  });
  throw new Problem("input_invalid", { detail: lines.join("\n"), hint: "--help tells the flags." });
}
