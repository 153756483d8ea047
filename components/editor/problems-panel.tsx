"use client";
import { ChevronDown, ChevronUp, CircleX, TriangleAlert } from "lucide-react";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import type { TextProblem } from "#lib/engine/findings/text-problem.ts";

export type FileProblem = TextProblem & { readonly path: string };

type ProblemsPanelProps = {
  problems: readonly FileProblem[];
  /** The one the keyboard went to last. */
  current: FileProblem | null;
  isOpen: boolean;
  onToggle: () => void;
  onGo: (problem: FileProblem) => void;
};

/** The mistakes of all open files, outside of the editor: a click goes there, F8 goes from one to the next. */
export function ProblemsPanel({ problems, current, isOpen, onToggle, onGo }: ProblemsPanelProps) {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  return (
    <section aria-label="Problems" className="border-line-strong bg-surface flex shrink-0 flex-col border-t">
      <div className="flex h-8.5 items-center gap-2 pr-2 pl-3.5">
        <h2 className="font-semibold">Problems</h2>
        <Count tone="danger" count={errors} word="error" />
        <Count tone="caution" count={problems.length - errors} word="warning" />
        <span className="flex-1" />
        {problems.length > 0 ? (
          <span className="text-ink-muted text-small flex items-center gap-1.5">
            <KeyHint keys="F8" />
            <span className="max-sm:hidden">next problem</span>
          </span>
        ) : (
          <span className="text-ink-muted text-small">None in the open files</span>
        )}
        <IconButton
          label={isOpen ? "Fold the list of problems" : "Show the list of problems"}
          icon={isOpen ? ChevronDown : ChevronUp}
          size="small"
          aria-expanded={isOpen}
          onClick={onToggle}
        />
      </div>
      <span role="status" className="sr-only">
        {problems.length === 0 ? "No problems" : `${problems.length} problems`}
      </span>
      {isOpen && problems.length > 0 ? (
        <ul className="border-line max-h-33 overflow-y-auto border-t">
          {problems.map((problem) => (
            <li key={`${problem.path}:${problem.line}:${problem.column}:${problem.message}`}>
              <button
                type="button"
                onClick={() => onGo(problem)}
                className={cx(
                  "flex min-h-8 w-full items-center gap-2 border-line border-b px-3.5 text-left hover:bg-hover",
                  isSame(problem, current) && "edge edge-mark bg-hover",
                )}
              >
                <Icon
                  of={problem.severity === "error" ? CircleX : TriangleAlert}
                  tone={problem.severity === "error" ? "danger" : "caution"}
                  label={problem.severity}
                />
                <span className="min-w-0 flex-1 truncate">{problem.message}</span>
                <span className="text-accent text-small font-mono">
                  {problem.path}:{problem.line}:{problem.column}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function isSame(one: FileProblem, other: FileProblem | null): boolean {
  return one.path === other?.path && one.line === other.line && one.column === other.column;
}

function Count({ tone, count, word }: { tone: "danger" | "caution"; count: number; word: string }) {
  if (count === 0) return null;
  return (
    <span
      className={cx("flex items-center gap-1 text-small", tone === "danger" ? "text-danger" : "text-caution")}
    >
      <Icon of={tone === "danger" ? CircleX : TriangleAlert} size="badge" />
      {count}
      <span className="sr-only">{count === 1 ? word : `${word}s`}</span>
    </span>
  );
}
