"use client";
import { useQuery } from "@tanstack/react-query";
import { Loaded } from "#components/layout/loaded.tsx";
import { Stack } from "#components/layout/stack.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { InlineCode } from "#components/ui/inline-code.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Soundings } from "#components/ui/soundings.tsx";
import { rateLimitQueries } from "#lib/http/client.ts";
import type { RateBalance as Balance } from "#lib/http/schema.ts";

/** What this browser's address has left, as it comes back (NB-28). */
export function RateBalance({ initial }: { initial: Balance }) {
  const query = useQuery({ ...rateLimitQueries.balance(), initialData: initial });
  return (
    <Loaded query={query} failedTitle="Could not read the balance" loading={null}>
      {(balance) => <Told balance={balance} />}
    </Loaded>
  );
}

function Told({ balance }: { balance: Balance }) {
  if (balance.kind === "off") return <Banner title="This server limits no requests." />;
  if (balance.kind === "exempt")
    return (
      <Banner title="Your address has no limit.">
        <InlineCode>{balance.address}</InlineCode> is in a network that the operator exempted.
      </Banner>
    );
  return <Limited {...balance} />;
}

function Limited({ address, balance, limit, wholeInSeconds }: Extract<Balance, { kind: "limited" }>) {
  const left = Math.floor(balance);
  const waitSeconds = Math.ceil((Math.max(0, 1 - balance) * 60) / limit);
  return (
    <Stack>
      <Soundings
        items={[
          { figure: left, label: left < 0 ? "in debt" : "left" },
          { figure: limit, label: "budget" },
          { figure: wholeInSeconds, label: "s until full" },
        ]}
      />
      <Progress label="Requests that are left" value={Math.max(0, balance) / limit} />
      <p className="text-ink-muted max-w-prose">
        Counted for your address, <InlineCode>{address}</InlineCode>, whichever token is used. Looking at this
        page costs nothing.
      </p>
      {waitSeconds > 0 ? (
        <Banner tone="caution" title={`The next request is served in ${waitSeconds} s.`}>
          {left < 0
            ? "Parts of uploads went on beyond the budget, so that no push broke; what they owe comes back first."
            : "Until then clients are told to wait, and most do so by themselves."}
        </Banner>
      ) : null}
    </Stack>
  );
}
