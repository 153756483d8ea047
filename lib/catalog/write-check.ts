import { clock } from "#lib/clock/clock.ts";
import type { Json, SqlTx } from "#lib/db/database.ts";
import type { Finding } from "#lib/engine/schema.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { checkVersionJob } from "./check-version-job.ts";
import type { Found } from "./types.ts";

/** Findings that are kept of one version: more than anybody reads, few enough for a page. All of them are counted. */
const MAX_KEPT = 500;

const count = (findings: Finding[], severity: Finding["severity"]) =>
  findings.filter((one) => one.severity === severity).length;

/** The columns of a check that is done. */
export function doneCheck({ findings, engine }: Found) {
  return {
    state: "done",
    findings: findings.slice(0, MAX_KEPT) satisfies Json,
    errors: count(findings, "error"),
    warnings: count(findings, "warning"),
    infos: count(findings, "info"),
    engine,
    error: null,
    checkedAt: clock.now(),
  };
}

const PENDING = {
  state: "pending",
  findings: [],
  errors: 0,
  warnings: 0,
  infos: 0,
  engine: "",
  checkedAt: null,
} as const;

/**
 * The check of a version that has just been published: what was found before, or a job that looks for it (a push does not
 * wait for the engine).
 */
export async function insertCheck(
  tx: SqlTx,
  { id, orgId }: { id: string; orgId: string },
  found: Found | null,
): Promise<void> {
  const check = found ? doneCheck(found) : PENDING;
  await tx.$executeRaw`
    INSERT INTO "VersionCheck" ("versionId", "orgId", "state", "findings", "errors", "warnings", "infos", "engine", "askedAt",
      "checkedAt")
    VALUES (${id}, ${orgId}, ${check.state}, ${JSON.stringify(check.findings)}::jsonb, ${check.errors}, ${check.warnings},
      ${check.infos}, ${check.engine}, ${clock.now()}, ${check.checkedAt})`;
  if (!found) await enqueue(tx, checkVersionJob, { versionId: id });
}
