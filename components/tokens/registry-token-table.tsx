"use client";
import { ArrowDown, ArrowDownUp, ArrowUp } from "lucide-react";
import { Icon } from "#components/ui/icon.tsx";
import type { RegistryScope } from "#lib/auth/types.ts";
import type { RegistryTokenView } from "#lib/tokens/schema.ts";
import { TokenTable } from "./token-table.tsx";
import { reachWords, scopeWords } from "./token-words.ts";

type RegistryTokenTableProps = {
  tokens: readonly RegistryTokenView[];
  onRotate: (token: RegistryTokenView) => void;
  onRevoke: (token: RegistryTokenView) => void;
};

export function RegistryTokenTable(props: RegistryTokenTableProps) {
  return (
    <TokenTable
      {...props}
      caption="Registry tokens"
      scopeOf={({ scope, requestsPerMinute }) => (
        <>
          <Scope scope={scope} />
          {requestsPerMinute === null ? null : (
            <p className="text-ink-muted text-small whitespace-nowrap">
              Budget: {requestsPerMinute} a minute
            </p>
          )}
        </>
      )}
      third={{ head: "May reach", mono: true, of: ({ pattern }) => reachWords(pattern) }}
    />
  );
}

const scopeIcons = { pull: ArrowDown, push: ArrowUp, "pull+push": ArrowDownUp } as const;

function Scope({ scope }: { scope: RegistryScope }) {
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom whitespace-nowrap">
      <Icon of={scopeIcons[scope]} tone="muted" />
      {scopeWords[scope]}
    </span>
  );
}
