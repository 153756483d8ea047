import type { FieldProblem } from "#lib/problems/problem.ts";

/** What a form shows of a refused request: over it, or at its fields. */
export type Refusal = {
  message: string;
  hint: string | null;
  /** The first message for a field, by its path in the body. */
  errorAt: (path: string) => string | undefined;
  hasFields: boolean;
};

const isField = (value: unknown): value is FieldProblem =>
  typeof value === "object" && value !== null && "path" in value && "message" in value;

/** Reads what a mutation threw by its form, whatever class it is of. @returns null where nothing was thrown */
export function readRefusal(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null;
  const hint: unknown = Reflect.get(error, "hint");
  const listed: unknown = Reflect.get(error, "fields");
  const fields = Array.isArray(listed) ? listed.filter(isField) : [];
  return {
    message: error.message,
    hint: typeof hint === "string" && hint !== "" ? hint : null,
    errorAt: (path) => fields.find((field) => field.path === path)?.message,
    hasFields: fields.length > 0,
  };
}
