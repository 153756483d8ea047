import { auditPageSchema, exportAuditQuerySchema, listAuditQuerySchema } from "#lib/audit/schema.ts";
import { endpoint } from "#lib/http/endpoint.ts";

const group = "Audit log";
const row = "API-20";
const auth = { session: true, token: "admin" } as const;

export const listAuditLog = endpoint({
  row,
  group,
  method: "GET",
  path: "/audit",
  summary: "Read the audit log",
  about:
    "Newest first. Admins read all of it, members what was done to the artifacts that they made or published a version of, without addresses. `actor` is an id, or a person's e-mail address; `action` is version.published, or all of a word: version; `target` is an id. A day in `to` counts whole. `text` looks for words of names, of addresses and of request ids; the last may be a beginning. Rows are never changed or deleted.",
  auth,
  query: listAuditQuerySchema,
  answers: { 200: { means: "A page of rows", schema: auditPageSchema } },
  errors: ["input_invalid", "role_missing", "scope_missing"],
  example: { query: "?action=version&from=2026-01-01" },
});

export const exportAuditLog = endpoint({
  row,
  group,
  method: "GET",
  path: "/audit/export",
  summary: "Export the audit log",
  about:
    "All rows that the filters let through, newest first: as CSV, in which no cell is a formula, or with `format=jsonl` as one JSON object a line. It is streamed; the export is in the audit log itself.",
  auth,
  query: exportAuditQuerySchema,
  answers: { 200: { means: "The rows", contentType: "text/csv" } },
  errors: ["input_invalid", "role_missing", "scope_missing"],
  example: { query: "?format=jsonl&from=2026-01-01" },
});

export const auditEndpoints = [listAuditLog, exportAuditLog];
