"use client";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import type { FindingsState } from "./findings-state.ts";

type FindingsStandingProps = {
  state: FindingsState;
  /** Whether anything is listed, of whatever origin. */
  isEmpty: boolean;
  /** What was looked at, in one sentence: said with "No findings". */
  checked: string;
  /** Without it there is nothing to try again. */
  onRetry?: (() => void) | undefined;
};

/** What can be said beside or in place of the list. "No findings" is said only where nothing was left out. */
export function FindingsStanding({ state, isEmpty, checked, onRetry }: FindingsStandingProps) {
  const { phase, unchecked, failure } = state;
  if (phase === "failed") {
    return (
      <Line sign={<Icon of={CircleX} tone="danger" />} isAlert>
        <b>Rendered objects could not be checked.</b> {failure}{" "}
        {onRetry ? <TextButton onClick={onRetry}>Try again</TextButton> : null}
      </Line>
    );
  }
  if (phase === "waiting") {
    return isEmpty ? (
      <Line sign={<Spinner />}>Nothing was checked yet: the first render is under way.</Line>
    ) : null;
  }
  if (unchecked.length > 0) {
    return (
      <Line sign={<Icon of={TriangleAlert} tone="caution" />}>
        <b>Not everything was checked.</b> {unchecked.join(" ")}
      </Line>
    );
  }
  if (!isEmpty) return null;
  if (phase === "checking") return <Line sign={<Spinner />}>Checking</Line>;
  return (
    <Line sign={<Icon of={CircleCheck} tone="positive" />}>
      <b>No findings.</b> {checked}
    </Line>
  );
}

function Line({ sign, isAlert, children }: { sign: ReactNode; isAlert?: boolean; children: ReactNode }) {
  return (
    <p
      {...(isAlert ? { role: "alert" } : {})}
      className="border-line text-ink-muted flex items-start gap-2 border-b px-3.5 py-1.5"
    >
      <span className="flex h-5 shrink-0 items-center">{sign}</span>
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  );
}
