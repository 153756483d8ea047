"use client";
import { CircleCheck, CircleMinus, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Icon, type IconTone } from "#components/ui/icon.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { WordMark } from "#components/ui/word-mark.tsx";
import type { TestResult as Result, TestLine } from "#lib/credentials/schema.ts";
import { headroomWords, resultAsText, stepWords, summaryWords } from "./test-words.ts";

const signs: Record<TestLine["state"], { icon: LucideIcon; tone: IconTone; says: string }> = {
  passed: { icon: CircleCheck, tone: "positive", says: "passed" },
  caution: { icon: TriangleAlert, tone: "caution", says: "passed with a caution" },
  failed: { icon: CircleX, tone: "danger", says: "failed" },
  "not-tried": { icon: CircleMinus, tone: "faint", says: "not tried" },
};

/** GOH-63: what a test found, line by line. */
export function TestResult({ result }: { result: Result }) {
  const headroom = headroomWords(result);
  const isOk = result.state === "ok";
  return (
    <div className="flex flex-col gap-2">
      <section aria-label="Result of the test" className="rounded-panel border-line bg-raised min-w-0 border">
        <div className="border-line flex min-h-9 flex-wrap items-center gap-x-2.5 gap-y-0.5 border-b px-3 py-1">
          <h3 className="font-bold">Result</h3>
          <WordMark tone={isOk ? "positive" : "danger"} icon={isOk ? CircleCheck : CircleX}>
            {summaryWords(result)}
          </WordMark>
          <span className="flex-1" />
          <span className="text-ink-muted text-small max-sm:hidden">
            <RelativeTime at={result.testedAt} />, {result.ms} ms
          </span>
          <CopyButton what="result" look="small-icon" text={resultAsText(result)} />
        </div>
        <ol>
          {result.lines.map((line) => (
            <ResultLine key={line.step} line={line} />
          ))}
        </ol>
      </section>
      {headroom ? <p className="text-ink-muted text-small">{headroom}</p> : null}
    </div>
  );
}

function ResultLine({ line }: { line: TestLine }) {
  const { icon, tone, says } = signs[line.state];
  const isOff = line.state === "not-tried";
  return (
    <li
      className={`border-line flex items-start gap-2.5 border-b px-3 py-2 last:border-b-0 ${line.state === "failed" ? "bg-danger-soft" : ""}`}
    >
      <span className="flex h-5 items-center">
        <Icon of={icon} tone={tone} size="row" />
        <span className="sr-only">{says}: </span>
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap gap-x-3">
        <b className={`w-32 shrink-0 font-semibold ${isOff ? "text-ink-muted" : ""}`}>
          {stepWords[line.step]}
        </b>
        <div className="min-w-52 flex-1">
          <p className={`wrap-anywhere ${isOff ? "text-ink-muted" : ""}`}>{line.says}</p>
          {line.advice ? <p className="text-ink-muted text-small">{line.advice}</p> : null}
        </div>
      </div>
      <span className="text-ink-muted text-small whitespace-nowrap">
        {line.ms === null ? "" : `${line.ms} ms`}
      </span>
    </li>
  );
}
