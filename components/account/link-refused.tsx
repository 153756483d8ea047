import { ButtonLink } from "#components/ui/button.tsx";
import type { FormRefusal } from "#lib/problems/form-refusal.ts";
import { EntryPage } from "./entry-page.tsx";

/** A link that works no more: why, and what to do. */
export function LinkRefused({ refusal }: { refusal: FormRefusal }) {
  return (
    <EntryPage title="This link does not work">
      <p>
        {refusal.title} {refusal.hint}
      </p>
      <ButtonLink href="/sign-in" tone="primary" size="large" wide>
        Sign in
      </ButtonLink>
    </EntryPage>
  );
}
