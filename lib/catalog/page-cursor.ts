import type { z } from "zod";
import { Problem } from "#lib/problems/problem.ts";

/** Where the next page goes on, as text that only we read. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** @throws Problem "input_invalid" when the cursor is none that a list of this form has given */
export function decodeCursor<T extends z.ZodType>(cursor: string, schema: T): z.output<T> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (error) {
    throw new Problem("input_invalid", {
      detail: "This cursor does not belong to this list.",
      hint: "Begin with the first page: ask without a cursor.",
      fields: [{ path: "cursor", message: "not a cursor of this list" }],
      cause: error,
    });
  }
}
