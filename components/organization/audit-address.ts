import type { AuditFilter } from "#lib/audit/schema.ts";

type Change = { [Name in keyof AuditFilter]?: string | null };

/** The address of the audit log with these changes of its filters; null takes one away. */
export function auditAddress(filter: AuditFilter, change: Change = {}): string {
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...change })) if (value) next.set(name, value);
  const query = next.toString();
  return `/settings/audit${query ? `?${query}` : ""}`;
}
