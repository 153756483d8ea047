"use client";
import { Bot, TriangleAlert } from "lucide-react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { WordMark } from "#components/ui/word-mark.tsx";
import type { ApiTokenView } from "#lib/tokens/schema.ts";
import { TokenTable } from "./token-table.tsx";
import { apiScopeWords, reachWords, scopeWords } from "./token-words.ts";

type ApiTokenTableProps = {
  tokens: readonly ApiTokenView[];
  onRotate: (token: ApiTokenView) => void;
  onRevoke: (token: ApiTokenView) => void;
};

export function ApiTokenTable(props: ApiTokenTableProps) {
  return (
    <TokenTable
      {...props}
      caption="API tokens"
      scopeOf={(token) => <Scope token={token} />}
      third={{ head: "Acts for", of: ({ owner }) => <Owner owner={owner} /> }}
      notRotated={({ owner }) => owner.kind === "person" && !owner.isYou && `only ${owner.name} may`}
    />
  );
}

function Scope({ token }: { token: ApiTokenView }) {
  const holds = token.state === "active" || token.state === "expiring";
  return (
    <>
      {apiScopeWords[token.scope]}
      {holds ? <Lowered token={token} /> : null}
      {token.mint ? <p className="text-ink-muted text-small">{sayMint(token.mint)}</p> : null}
    </>
  );
}

/** ROLE-14: the role of who made it keeps it below its scope, or stops it. */
function Lowered({ token }: { token: ApiTokenView }) {
  if (token.loweredTo === null) return null;
  const whose = token.owner.kind === "person" ? token.owner.name : token.createdBy;
  return (
    <p>
      <WordMark tone="caution" icon={TriangleAlert}>
        {token.loweredTo === "none"
          ? `stopped: ${whose} has left`
          : `lowered: ${whose} is ${token.loweredTo}`}
      </WordMark>
    </p>
  );
}

function Owner({ owner }: { owner: ApiTokenView["owner"] }) {
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom">
      {owner.kind === "person" ? <Avatar name={owner.name} size="small" /> : <Icon of={Bot} tone="muted" />}
      {owner.kind === "service-account" ? "a service account" : owner.isYou ? "you" : owner.name}
    </span>
  );
}

const sayMint = ({ scope, pattern, maxExpiresIn }: NonNullable<ApiTokenView["mint"]>) =>
  `makes registry tokens: ${scopeWords[scope].toLowerCase()}, ${reachWords(pattern)}, ${maxExpiresIn} at most`;
