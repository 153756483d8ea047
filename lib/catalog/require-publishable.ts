import type { Finding } from "#lib/engine/schema.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { checkBuild } from "./check-build.ts";
import { throwFirst } from "./check-files.ts";
import type { GateResult } from "./kinds/kind-rules.ts";
import type { PublishVersionInput } from "./schema.ts";
import type { FileContent, Found } from "./types.ts";

type Candidate = {
  kind: ArtifactKind;
  /** What the package will hold. */
  files: readonly FileContent[];
  /** What the gates have said. */
  checked: GateResult;
  acknowledge: PublishVersionInput["acknowledge"];
};

/** Of content that is not published: what stands under its tag already is, or refuses it. */
export const NOTHING_FOUND: Found = { findings: [], engine: "" };

/** Portal and API ask people to acknowledge what was found; a push carries it along (specs, "Publish gates"). */
function refuseUnacknowledged(findings: Finding[], acknowledge: PublishVersionInput["acknowledge"]): void {
  const serious = findings.filter(({ severity }) => severity !== "info");
  if (serious.length === 0 || acknowledge.includes("warnings")) return;
  throw new Problem("publish_blocked", {
    detail: `There ${serious.length === 1 ? "is one finding" : `are ${serious.length} findings`} to acknowledge.`,
    hint: 'Mend them, or publish with "acknowledge": ["warnings"].',
    facts: { findings: serious },
  });
}

/**
 * Gates, then the engine, then the acknowledgement: in this order, because a refusal is no finding, and whoever
 * acknowledges should know all of them (GOH-52, PUB-8).
 * @throws Problem of a gate, "base_invalid", "publish_blocked", "engine_busy"
 */
export async function requirePublishable({ kind, files, checked, acknowledge }: Candidate): Promise<Found> {
  throwFirst(checked.refusals);
  const { refusal, engine, ...built } = await checkBuild(kind, files);
  if (refusal) throw refusal;
  const findings = [...checked.findings, ...built.findings];
  refuseUnacknowledged(findings, acknowledge);
  return { findings, engine };
}
