import { PageHeader } from "#components/layout/page-header.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="OCI credentials" />
      <TableSkeleton what="OCI credentials" lines="one" />
    </>
  );
}
