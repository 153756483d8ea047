import type { Metadata } from "next";
import { PageRefused } from "#components/layout/page-refused.tsx";
import { AuditPage } from "#components/organization/audit-page.tsx";
import { auditFilterSchema, listAuditQuerySchema } from "#lib/audit/schema.ts";
import { isAtLeast } from "#lib/auth/policy.ts";
import { requireViewer } from "#lib/auth/session.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { listAudit } from "#lib/organization/read-audit-log.ts";

export const metadata: Metadata = { title: "Audit log" };

/** A filter that cannot be read is left out: an address that somebody shortened still leads somewhere. */
function readFilter(asked: Record<string, string | string[] | undefined>) {
  const entries = Object.entries(auditFilterSchema.shape).flatMap(([name, schema]) => {
    const read = schema.safeParse(asked[name]);
    return read.success && read.data ? [[name, read.data]] : [];
  });
  return auditFilterSchema.parse(Object.fromEntries(entries));
}

export default async function AuditLogPage({ searchParams }: PageProps<"/settings/audit">) {
  const viewer = await requireViewer();
  const filter = readFilter(await searchParams);
  const page = await readOrRefusal(listAudit(viewer, listAuditQuerySchema.parse(filter)));
  if (page.kind === "refused")
    return (
      <PageRefused title="Audit log" whose="The audit log is for members and admins" refusal={page.refusal} />
    );
  return (
    <AuditPage filter={filter} initial={page.value} reach={isAtLeast(viewer, "admin") ? "all" : "own"} />
  );
}
