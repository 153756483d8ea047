import type { ProblemCode } from "#lib/problems/catalogue.ts";
import { isProblem, Problem } from "#lib/problems/problem.ts";

/**
 * Runs a write that names the state it was made on. With an `If-Match` header, "it has moved on" is 412 rather than 409
 * (RFC 9110, section 13.1.1), also where the header itself names another state than the body.
 * @param moved the refusal that means "it has moved on"
 */
export async function withIfMatch<T>(
  request: Request,
  state: string | null,
  moved: ProblemCode,
  write: () => Promise<T>,
): Promise<T> {
  const ifMatch = request.headers.get("if-match");
  if (ifMatch === null) return write();
  const wanted = ifMatch.trim().replace(/^"(.*)"$/, "$1");
  if (wanted !== "*" && wanted !== state)
    throw new Problem("precondition_failed", {
      detail: "If-Match names another commit than the one that the changes were made on.",
    });
  try {
    return await write();
  } catch (error) {
    if (!isProblem(error) || error.code !== moved) throw error;
    throw new Problem("precondition_failed", { ...error.details, cause: error });
  }
}
