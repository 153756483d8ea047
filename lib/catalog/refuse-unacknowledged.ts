import type { Finding } from "#lib/engine/schema.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { PublishVersionInput } from "./schema.ts";

/** Portal and API ask people to acknowledge what was found; a push carries it along (specs, "Publish gates"). */
export function refuseUnacknowledged(
  findings: Finding[],
  acknowledge: PublishVersionInput["acknowledge"],
): void {
  const serious = findings.filter(({ severity }) => severity !== "info");
  if (serious.length === 0 || acknowledge.includes("warnings")) return;
  throw new Problem("publish_blocked", {
    detail: `There ${serious.length === 1 ? "is one finding" : `are ${serious.length} findings`} to acknowledge.`,
    hint: 'Mend them, or publish with "acknowledge": ["warnings"].',
    facts: { findings: serious },
  });
}
