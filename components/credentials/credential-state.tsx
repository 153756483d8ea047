import { CircleCheck, CircleDashed, CircleX, ClockAlert } from "lucide-react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { WordMark } from "#components/ui/word-mark.tsx";
import type { CredentialView } from "#lib/credentials/schema.ts";
import { stepWords } from "./test-words.ts";

/** CAT-32: not tested, ok, failed with its cause, stale. */
export function CredentialState({ credential }: { credential: CredentialView }) {
  const { state, lastTest } = credential;
  if (!lastTest || state === "not-tested")
    return (
      <WordMark tone="muted" icon={CircleDashed}>
        Not tested
      </WordMark>
    );
  const failed = lastTest.lines.find((line) => line.state === "failed");
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {state === "failed" ? (
        <WordMark tone="danger" icon={CircleX}>
          Failed{failed ? ` at ${stepWords[failed.step]}` : ""}
        </WordMark>
      ) : (
        <WordMark
          tone={state === "stale" ? "caution" : "positive"}
          icon={state === "stale" ? ClockAlert : CircleCheck}
        >
          {state === "stale" ? "Stale, was ok" : "Ok"}
        </WordMark>
      )}
      <span className="text-ink-muted text-small">
        <RelativeTime at={lastTest.testedAt} />
      </span>
    </span>
  );
}
