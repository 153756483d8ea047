import { PageHeader } from "#components/layout/page-header.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { FormRefusal } from "#lib/problems/form-refusal.ts";

/** ROLE-12: the page is there, and says why it shows nothing. */
export function PoliciesRefused({ refusal }: { refusal: FormRefusal }) {
  return (
    <>
      <PageHeader title="Repository policies" />
      <EmptyState title="Repository policies are for admins">
        {refusal.title} {refusal.hint}
      </EmptyState>
    </>
  );
}
