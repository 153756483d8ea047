"use client";
import { useState } from "react";
import { Field } from "#components/form/field.tsx";
import { lazyPart } from "#components/ui/lazy-part.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

// Notes are drawn on demand; so is the code that draws them.
const MarkdownText = lazyPart(() =>
  import("#components/catalog/markdown.tsx").then((file) => file.MarkdownText),
);

type ReleaseNotesFieldProps = {
  notes: string;
  /** Why they are not enough as they are. */
  refusal: string | null;
  wasSuggested: boolean;
  onChange: (notes: string) => void;
};

/** Markdown, per version, prefilled from the commits since the last one (GOH-30). */
export function ReleaseNotesField({ notes, refusal, wasSuggested, onChange }: ReleaseNotesFieldProps) {
  const [isPreview, setIsPreview] = useState(false);
  return (
    <Field
      label="Release notes"
      hint={
        wasSuggested
          ? "Markdown, from the commit messages."
          : "Markdown. Say what changes for those who upgrade."
      }
      error={refusal}
      action={
        <TextButton onClick={() => setIsPreview(!isPreview)} aria-pressed={isPreview}>
          {isPreview ? "Write" : "Preview"}
        </TextButton>
      }
    >
      {(ids) =>
        isPreview ? (
          <div className="rounded-control border-line bg-surface max-h-80 min-h-30 overflow-y-auto border px-2.5 py-2">
            {notes.trim() === "" ? (
              <p className="text-ink-faint">No notes.</p>
            ) : (
              <MarkdownText text={notes} />
            )}
          </div>
        ) : (
          <Textarea
            {...ids}
            name="notes"
            rows={7}
            value={notes}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
