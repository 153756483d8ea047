import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "./page.tsx";

type NotHereProps = { title?: string | undefined; actions?: ReactNode; children?: ReactNode };

/** For not-found.tsx: says the same for what is missing and for what is hidden. */
export function NotHere({ title = "There is nothing at this address", actions, children }: NotHereProps) {
  return (
    <Page>
      <EmptyState
        as="h1"
        reason="lost"
        framed={false}
        title={title}
        actions={actions ?? <ButtonLink href="/">Back to the start</ButtonLink>}
      >
        {children ??
          "It may have been renamed or archived, or you may not have access to it. Ask whoever sent you the link."}
      </EmptyState>
    </Page>
  );
}
