import { isApiProblem } from "#lib/browser/api.ts";

/**
 * The sentences of a refusal, by field: what a form shows beside its inputs. What belongs to no field is under `form`;
 * a name that is taken belongs to the name.
 */
export function fieldErrors(error: Error | null): Record<string, string | undefined> {
  if (!error) return {};
  if (!isApiProblem(error)) return { form: error.message };
  const byField = Object.fromEntries(error.fields.map((field) => [field.path, field.message]));
  const sentence = [error.message, error.hint].filter(Boolean).join(" ");
  if (error.code === "name_taken") return { ...byField, name: sentence };
  return error.fields.length > 0 ? byField : { form: sentence };
}
