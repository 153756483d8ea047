import { z } from "zod";
import type { ProblemCode } from "#lib/problems/catalogue.ts";
import { type FieldProblem, Problem } from "#lib/problems/problem.ts";

const dotted = (path: readonly PropertyKey[]) => path.map(String).join(".");

/** An unknown key is named by its own path, so that a misspelt field can be found. */
function toFields(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: dotted([...issue.path, key]),
      message: "There is no such field here.",
    }));
  const isMissing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
  return [{ path: dotted(issue.path), message: isMissing ? "This has to be given." : issue.message }];
}

/** Long lists of issues (10,000 changes, all wrong) are cut: the first ones say enough. */
const MAX_FIELDS = 50;

/** @throws Problem with the fields that break their rule */
export function parseInput<S extends z.ZodType>(
  schema: S,
  value: unknown,
  fieldCodes: Readonly<Record<string, ProblemCode>> = {},
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap(toFields).slice(0, MAX_FIELDS);
  const [first] = fields;
  const path = first?.path ?? "";
  // A field that somebody calls `constructor` has no code of its own.
  const code = (Object.hasOwn(fieldCodes, path) && fieldCodes[path]) || "input_invalid";
  const detail = first
    ? `${first.path ? `${first.path}: ` : ""}${first.message}`
    : "The request is not valid.";
  throw new Problem(code, { detail, fields });
}

/** A field that is given twice stays a list, which no schema of one value takes: 400 rather than a guess. */
export function queryValues(params: URLSearchParams): Record<string, string | string[]> {
  const values: [string, string | string[]][] = [];
  for (const name of new Set(params.keys())) {
    const all = params.getAll(name);
    // PostgreSQL has no text with a NUL in it, and no address of ours needs one.
    if (all.some((value) => value.includes("\0")))
      throw new Problem("input_invalid", {
        detail: `${name}: a NUL character cannot be part of it.`,
        fields: [{ path: name, message: "A NUL character cannot be part of it." }],
      });
    values.push([name, all.length === 1 ? (all[0] ?? "") : all]);
  }
  return Object.fromEntries(values);
}

/** Where no body is taken: none, or an empty object. */
export const noBody = z.strictObject({});
