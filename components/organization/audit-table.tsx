import { HeadCell, Table, TableHead } from "#components/ui/table.tsx";
import type { AuditEventView, AuditFilter } from "#lib/audit/schema.ts";
import { AuditRow } from "./audit-row.tsx";

type AuditTableProps = {
  items: readonly AuditEventView[];
  filter: AuditFilter;
  busy: boolean;
  /** Addresses are for admins. */
  showsAddress: boolean;
};

/** The log as sentences. Who and what lead to everything of the same one. */
export function AuditTable({ items, filter, busy, showsAddress }: AuditTableProps) {
  return (
    <Table caption="The audit log, newest first" bleed stickyHead busy={busy}>
      <TableHead>
        <HeadCell hide="phone" width="shrink">
          When
        </HeadCell>
        <HeadCell>Who did what</HeadCell>
        <HeadCell hide="phone" width="shrink">
          Door
        </HeadCell>
        {showsAddress ? (
          <HeadCell hide="phone" width="shrink">
            From
          </HeadCell>
        ) : null}
        <HeadCell width="shrink">
          <span className="sr-only">Details</span>
        </HeadCell>
      </TableHead>
      <tbody>
        {items.map((event) => (
          <AuditRow key={event.seq} event={event} filter={filter} showsAddress={showsAddress} />
        ))}
      </tbody>
    </Table>
  );
}
