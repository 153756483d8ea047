import { defineRoute, otherMethods } from "#lib/http/define-route.ts";
import { ok } from "#lib/http/route-answer.ts";
import { listAudit } from "#lib/organization/read-audit-log.ts";
import * as endpoints from "../_endpoints/audit.ts";

export const GET = defineRoute({
  ...endpoints.listAuditLog,
  handle: async ({ viewer, query }) => ok(await listAudit(viewer, query)),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods(["GET"]);
