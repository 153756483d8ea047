"use client";
import { type KeyboardEvent, useRef } from "react";
import { cx } from "#components/ui/cx.ts";
import type { OutputPart, OutputView } from "./output-parts.ts";

type PartListProps = {
  view: OutputView;
  parts: readonly OutputPart[];
  chosen: string | null;
  onChoose: (part: string) => void;
};

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Files or objects of the output: the chosen one is shown below. Arrows go from one to the next. */
export function PartList({ view, parts, chosen, onChoose }: PartListProps) {
  const list = useRef<HTMLDivElement>(null);
  if (view === "whole" || parts.length === 0) return null;
  const press = (event: KeyboardEvent) => {
    const at = parts.findIndex(({ id }) => id === chosen);
    const step = STEPS[event.key];
    const next =
      step !== undefined
        ? parts[Math.max(0, Math.min(parts.length - 1, at + step))]
        : event.key === "Home"
          ? parts[0]
          : event.key === "End"
            ? parts.at(-1)
            : undefined;
    if (!next) return;
    event.preventDefault();
    onChoose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-part="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={view === "files" ? "Files of the output" : "Objects of the output"}
      tabIndex={-1}
      onKeyDown={press}
      className="border-line bg-surface max-h-2/5 min-h-16 overflow-y-auto border-b"
    >
      {parts.map((part) => (
        <div
          key={part.id}
          role="option"
          data-part={part.id}
          aria-selected={part.id === chosen}
          tabIndex={part.id === chosen ? 0 : -1}
          onClick={() => onChoose(part.id)}
          onKeyDown={(event) => event.key === "Enter" && onChoose(part.id)}
          className={cx(
            "flex min-h-6.5 cursor-pointer items-center gap-3 px-3.5 max-sm:min-h-10",
            part.id === chosen ? "bg-selected font-semibold edge edge-mark" : "hover:bg-hover",
          )}
        >
          <PartTitle view={view} part={part} />
          <span className="text-ink-faint font-regular text-small whitespace-nowrap">{part.hint}</span>
        </div>
      ))}
    </div>
  );
}

function PartTitle({ view, part }: { view: OutputView; part: OutputPart }) {
  if (view === "files") return <span className="min-w-0 flex-1 truncate">{part.title}</span>;
  const at = part.title.indexOf(" ");
  return (
    <span className="min-w-0 flex-1 truncate">
      <span className="text-ink-muted font-regular">{part.title.slice(0, at)}</span>{" "}
      {part.title.slice(at + 1)}
    </span>
  );
}
