"use client";
import { useQuery } from "@tanstack/react-query";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { policyQueries } from "#lib/repositories/client.ts";
import type { PolicyMatches as Matches } from "#lib/repositories/schema.ts";

/** Which of the repositories that there are a pattern matches, as one types. */
export function PolicyMatches({ pattern }: { pattern: string }) {
  const { data } = useQuery(policyQueries.matches(pattern));
  return (
    <div role="status" className="border-line min-h-9 border-l-3 pl-3">
      {data ? (
        <Told matches={data} />
      ) : (
        <p className="text-ink-muted text-small">What it matches shows here.</p>
      )}
    </div>
  );
}

function Told({ matches: { items, total } }: { matches: Matches }) {
  if (total === 0)
    return (
      <p className="text-ink-muted text-small">
        No repository has such a name yet. The policy waits for the first.
      </p>
    );
  return (
    <>
      <p className="text-small font-medium">
        {total === 1 ? "1 repository matches" : `${total} repositories match`}
      </p>
      <ul className="flex flex-col">
        {items.map(({ name, ruledBy }) => (
          <li key={name} className="text-small wrap-anywhere">
            <span className={ruledBy ? "text-ink-faint font-mono" : "font-mono"}>{name}</span>
            {ruledBy ? (
              <span className="text-ink-muted">
                {" "}
                keeps to <InlineCode>{ruledBy}</InlineCode>, which says more of it
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {total > items.length ? (
        <p className="text-ink-muted text-small">and {total - items.length} more</p>
      ) : null}
    </>
  );
}
