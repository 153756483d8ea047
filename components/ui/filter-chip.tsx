"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";

type FilterChipProps = { children: ReactNode; removeLabel: string; onRemove: () => void };

/** A filter that is on, with its way off. */
export function FilterChip({ children, removeLabel, onRemove }: FilterChipProps) {
  return (
    <span className="rounded-control border-line-strong bg-selected text-label inline-flex h-6.5 items-center gap-1 border pr-0.5 pl-2.25 max-sm:h-9">
      {children}
      <IconButton label={removeLabel} icon={X} size="small" onClick={onRemove} />
    </span>
  );
}
