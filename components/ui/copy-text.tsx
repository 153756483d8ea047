"use client";
import { Check, Copy } from "lucide-react";
import { Icon } from "./icon.tsx";
import { useCopy } from "./use-copy.ts";

type CopyTextProps = {
  /** What is copied, whole. */
  text: string;
  /** What it is, for the button's name and the toast: "Digest", "Address". */
  what: string;
  /** What is shown in place of the whole; `faint` stands before it in the third voice. */
  shown?: string | undefined;
  faint?: string | undefined;
};

/** Mono text that copies itself on click; a toast says so. */
export function CopyText({ text, what, shown, faint }: CopyTextProps) {
  const { copied, copy } = useCopy();
  return (
    <button
      type="button"
      onClick={() => copy(text, `${what} copied`)}
      title={text}
      className="rounded-chip text-ink-muted text-small ligatures-none hover:text-ink inline-flex min-h-6 max-w-full min-w-0 items-center font-mono whitespace-nowrap"
    >
      <span className="sr-only">Copy {what.toLowerCase()} </span>
      {faint ? <span className="text-ink-faint">{faint}</span> : null}
      <span className="min-w-0 overflow-hidden text-ellipsis">{shown ?? text}</span>
      <span className="text-ink-faint ml-1.5 shrink-0">
        <Icon of={copied ? Check : Copy} size="chip" />
      </span>
    </button>
  );
}
