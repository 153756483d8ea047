import { catalogue } from "#lib/problems/catalogue.ts";
import { type FormRefusal, toFormRefusal } from "#lib/problems/form-refusal.ts";
import { isProblem } from "#lib/problems/problem.ts";

type Read<T> = { kind: "read"; value: T } | { kind: "refused"; refusal: FormRefusal };

/**
 * What a page reads, or why not: for pages that stay and explain (STYLE, rule 6). A fault goes on to `error.tsx`, which
 * can offer to try again.
 */
export async function readOrRefusal<T>(reading: Promise<T>): Promise<Read<T>> {
  try {
    return { kind: "read", value: await reading };
  } catch (error) {
    if (!isProblem(error) || catalogue[error.code].log === "error") throw error;
    return { kind: "refused", refusal: toFormRefusal(error, "") };
  }
}
