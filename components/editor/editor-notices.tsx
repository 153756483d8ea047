import type { ReactNode } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { TextButton } from "#components/ui/text-button.tsx";

type Returned = { readonly keptAt: number; readonly changeCount: number };

type EditorNoticesProps = {
  readOnly: string | null;
  readOnlyAction: ReactNode;
  /** Unsaved work of an earlier visit that was put back. */
  returned: Returned | null;
  onDiscard: () => void;
  onKeep: () => void;
};

/** What one has to know before typing: that one cannot, or that there is something unsaved from before. */
export function EditorNotices({ readOnly, readOnlyAction, returned, onDiscard, onKeep }: EditorNoticesProps) {
  return (
    <>
      {readOnly === null ? null : (
        <Banner title="Nothing can be changed here." action={readOnlyAction}>
          {readOnly}
        </Banner>
      )}
      {returned ? (
        <Banner
          tone="caution"
          live
          title="Your unsaved changes are back."
          action={
            <span className="flex gap-3">
              <TextButton onClick={onDiscard}>Discard them</TextButton>
              <TextButton onClick={onKeep}>Keep them</TextButton>
            </span>
          }
        >
          {sayReturned(returned)}
        </Banner>
      ) : null}
    </>
  );
}

function sayReturned({ keptAt, changeCount }: Returned): string {
  const when = new Date(keptAt).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  return `${changeCount === 1 ? "1 change" : `${changeCount} changes`} of ${when} had not been saved. Save them, or discard them.`;
}
