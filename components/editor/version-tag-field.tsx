"use client";
import { Field } from "#components/form/field.tsx";
import { cx } from "#components/ui/cx.ts";
import { Input } from "#components/ui/input.tsx";
import { suggestTags } from "./suggest-tags.ts";
import type { TagCheck } from "./use-tag-check.ts";

type VersionTagFieldProps = {
  tag: string;
  check: TagCheck;
  /** What a rule of the organization says to it. */
  refusal: string | null;
  latest: string | null;
  suggested: string;
  onChange: (tag: string) => void;
};

/** Free text with suggestions, checked while one types, and what the parts of a version mean (GOH-26, GOH-76). */
export function VersionTagField({ tag, check, refusal, latest, suggested, onChange }: VersionTagFieldProps) {
  const suggestions = suggestTags(latest);
  return (
    <div className="flex flex-col gap-2.5">
      <Field
        label="Version tag"
        hint={
          check.shape.kind === "fine"
            ? (check.shape.advice ?? "SemVer is recommended.")
            : "SemVer is recommended."
        }
        error={errorOf(check, tag) ?? refusal}
        success={check.isFree && check.shape.kind === "fine" ? (check.shape.advice ?? "Free") : null}
      >
        {(ids) => (
          <Input
            {...ids}
            name="version"
            look="mono"
            size="large"
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            value={tag}
            good={check.isFree === true}
            onChange={(event) => onChange(event.target.value.trim())}
          />
        )}
      </Field>
      {suggestions.length > 0 ? (
        <fieldset className="rounded-control border-control bg-raised flex overflow-hidden border">
          <legend className="sr-only">Suggested tags</legend>
          {suggestions.map((suggestion) => (
            <button
              key={suggestion.tag}
              type="button"
              aria-pressed={tag === suggestion.tag}
              onClick={() => onChange(suggestion.tag)}
              className={cx(
                "flex-1 border-line-strong border-l px-2.5 pt-1.5 pb-2 text-left first:border-l-0 hover:bg-hover",
                tag === suggestion.tag && "bg-selected",
              )}
            >
              <span className="text-prose block font-mono font-medium">{suggestion.tag}</span>
              {suggestion.tag === suggested ? (
                <span className="text-mark text-micro block">Suggested.</span>
              ) : null}
              <span className="text-ink-muted text-micro block">
                {suggestion.step}: {suggestion.means}
              </span>
            </button>
          ))}
        </fieldset>
      ) : null}
      <p className="text-ink-muted text-small">
        {latest === null
          ? "1.0.0 says: first stable. Below it, anything may still change."
          : "A fix raises the last number, a feature the middle one, a break with what was the first."}
      </p>
    </div>
  );
}

function errorOf({ shape, isFree }: TagCheck, tag: string): string | null {
  if (shape.kind === "refused") return shape.why;
  return isFree === false ? `${tag} already exists, and a version never changes. Choose another tag.` : null;
}
