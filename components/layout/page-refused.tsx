import { EmptyState } from "#components/ui/empty-state.tsx";
import type { FormRefusal } from "#lib/problems/form-refusal.ts";
import { PageHeader } from "./page-header.tsx";

type PageRefusedProps = {
  /** The page's own title. */
  title: string;
  /** Whose it is: "Registry tokens are for admins". */
  whose: string;
  refusal: FormRefusal;
};

/** ROLE-12: the page is there, and says why it shows nothing. */
export function PageRefused({ title, whose, refusal }: PageRefusedProps) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState title={whose}>
        {refusal.title} {refusal.hint}
      </EmptyState>
    </>
  );
}
