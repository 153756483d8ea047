import type { Finding } from "../schema.ts";
import { newFinding } from "./new-finding.ts";

/** Said in place of all findings where the check itself came to a limit. */
export const tellUnfinished = (why: string): Finding =>
  newFinding({
    code: "not-checked",
    severity: "warning",
    message: `The check did not end: ${why}`,
    advice: "Look for a file that is very large or refers to itself very often.",
  });
