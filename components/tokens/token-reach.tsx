"use client";
import { useQuery } from "@tanstack/react-query";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { tokenQueries } from "#lib/tokens/client.ts";
import type { Reach } from "#lib/tokens/schema.ts";

/** Repositories that are named; the rest is a number. */
const NAMED = 5;

/**
 * Which of the repositories that there are a token would reach.
 * @param pattern null: every repository; undefined: nothing was said yet
 */
export function TokenReach({ pattern }: { pattern: string | null | undefined }) {
  const { data } = useQuery(tokenQueries.reach(pattern));
  return (
    <div role="status" className="border-line min-h-9 border-l-3 pl-3">
      {data && pattern !== undefined ? (
        <Told reach={data} pattern={pattern} />
      ) : (
        <p className="text-ink-muted text-small">What it reaches shows here.</p>
      )}
    </div>
  );
}

function Told({ reach: { items, total }, pattern }: { reach: Reach; pattern: string | null }) {
  const named = items.slice(0, NAMED);
  return (
    <div className="text-small flex flex-col">
      <p>
        <span className="font-medium">{sayTotal(total)}</span>
        {pattern === null ? ", and every later one" : ", and every later one under "}
        {pattern === null ? null : <InlineCode>{pattern.replaceAll(",", ", ")}</InlineCode>}
      </p>
      {pattern === null || named.length === 0 ? null : (
        <p className="text-ink-muted font-mono wrap-anywhere">
          {named.join(", ")}
          {total > named.length ? ` and ${total - named.length} more` : ""}
        </p>
      )}
    </div>
  );
}

function sayTotal(total: number): string {
  if (total === 0) return "No repository yet";
  return total === 1 ? "1 repository now" : `${total} repositories now`;
}
