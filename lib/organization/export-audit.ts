import { recordAudit } from "#lib/audit/record-audit.ts";
import type { AuditEventView, ExportAuditQuery } from "#lib/audit/schema.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { csvLine } from "./csv-line.ts";
import { readWholeAudit } from "./read-audit-log.ts";

const CSV_HEAD = [
  "seq",
  "at",
  "actor_kind",
  "actor_id",
  "actor_name",
  "door",
  "action",
  "said",
  "target_kind",
  "target_id",
  "target_name",
  "address",
  "client",
  "request_id",
  "details",
];

const toCsv = ({
  seq,
  at,
  actor,
  door,
  action,
  said,
  target,
  address,
  client,
  requestId,
  details,
}: AuditEventView) =>
  csvLine([
    seq,
    at,
    actor.kind,
    actor.id,
    actor.name,
    door,
    action,
    said,
    target.kind,
    target.id,
    target.name,
    address,
    client,
    requestId,
    JSON.stringify(details),
  ]);

async function* written(rows: AsyncIterable<AuditEventView>, format: ExportAuditQuery["format"]) {
  if (format === "csv") yield csvLine(CSV_HEAD);
  for await (const row of rows) yield format === "csv" ? toCsv(row) : `${JSON.stringify(row)}\n`;
}

/**
 * All rows that a filter lets through, as CSV (RFC 4180, with a head) or as one JSON object a line: streamed, whatever their
 * number. That it was asked for is in the log before the first row is read.
 * @throws Problem "sign_in_required", "role_missing"
 */
export async function exportAudit(
  viewer: Viewer,
  { format, ...filter }: ExportAuditQuery,
): Promise<AsyncGenerator<string>> {
  const rows = await readWholeAudit(viewer, filter);
  const { orgId: id, orgSlug: name } = viewer;
  await db().$transaction((tx) =>
    recordAudit(tx, {
      ...viewer,
      action: "audit.exported",
      subject: { kind: "organization", id, name },
      details: { format, filter: JSON.parse(JSON.stringify(filter)) },
    }),
  );
  return written(rows, format);
}
