import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { textStream } from "#lib/http/route-answer.ts";
import { exportAudit } from "#lib/organization/export-audit.ts";
import * as endpoints from "../../_endpoints/audit.ts";

const TYPES = { csv: "text/csv; charset=utf-8; header=present", jsonl: "application/jsonl; charset=utf-8" };

export const GET = defineRoute({
  ...endpoints.exportAuditLog,
  handle: async ({ viewer, query }) =>
    textStream(
      `audit-${viewer.orgSlug}.${query.format}`,
      TYPES[query.format],
      await exportAudit(viewer, query),
    ),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
