import { catalogue } from "./catalogue.ts";
import { asProblem } from "./problem.ts";

/** A form's refusal, as the form shows it: over it, and at its fields. */
export type FormRefusal = {
  title: string;
  hint: string | null;
  /** The first message of each field, by its name. */
  fields: Record<string, string>;
  requestId: string | null;
};

/** What the form's deed came to; null before it was sent. */
export type FormAnswer = { kind: "done" } | { kind: "refused"; refusal: FormRefusal } | null;

const sentence = (text: string) =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;

/** A fault says nothing of itself, but the number under which the log has it. */
export function toFormRefusal(error: unknown, requestId: string): FormRefusal {
  const { code, details } = asProblem(error);
  const fields: Record<string, string> = {};
  for (const { path, message } of details.fields ?? []) fields[path] ??= message;
  const hasFields = Object.keys(fields).length > 0;
  const row = catalogue[code];
  return {
    title: sentence(hasFields ? "Some fields need a change" : (details.detail ?? row.title)),
    hint: details.hint ?? null,
    fields,
    requestId: row.log === "error" ? requestId : null,
  };
}
