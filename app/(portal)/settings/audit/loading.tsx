import { PageHeader } from "#components/layout/page-header.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Audit log" />
      <TableSkeleton what="rows of the audit log" lines="two" />
    </>
  );
}
