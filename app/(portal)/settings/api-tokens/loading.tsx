import { PageHeader } from "#components/layout/page-header.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="API tokens" />
      <TableSkeleton what="API tokens" lines="two" />
    </>
  );
}
