"use client";
import { Ban, Bot, Ellipsis, TriangleAlert } from "lucide-react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import { WordMark } from "#components/ui/word-mark.tsx";
import type { ApiTokenView } from "#lib/tokens/schema.ts";
import { Expiry } from "./expiry.tsx";
import { LastUse } from "./last-use.tsx";
import { TokenState } from "./token-state.tsx";
import { apiScopeWords, reachWords, scopeWords } from "./token-words.ts";

type ApiTokenTableProps = {
  tokens: readonly ApiTokenView[];
  onRevoke: (token: ApiTokenView) => void;
};

export function ApiTokenTable({ tokens, onRevoke }: ApiTokenTableProps) {
  return (
    <Table caption="API tokens" bleed stickyHead>
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell>Scope</HeadCell>
        <HeadCell hide="phone">Acts for</HeadCell>
        <HeadCell hide="narrow">Last used</HeadCell>
        <HeadCell hide="phone">Expires</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell hide="narrow">Created by</HeadCell>
        <HeadCell width="shrink">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <tbody>
        {tokens.map((token) => (
          <ApiTokenRow key={token.id} token={token} onRevoke={onRevoke} />
        ))}
      </tbody>
    </Table>
  );
}

function ApiTokenRow({ token, onRevoke }: { token: ApiTokenView; onRevoke: (token: ApiTokenView) => void }) {
  const hasEnded = token.state === "revoked" || token.state === "expired";
  const tone = hasEnded ? "muted" : "ink";
  return (
    <TableRow>
      <Cell head tone={tone}>
        <b>{token.name}</b>
        <p className="text-ink-muted text-small font-mono">{token.prefix}…</p>
      </Cell>
      <Cell tone={tone}>
        {apiScopeWords[token.scope]}
        {hasEnded ? null : <Lowered token={token} />}
        {token.mint ? <p className="text-ink-muted text-small">{sayMint(token.mint)}</p> : null}
      </Cell>
      <Cell tone={tone} hide="phone">
        <Owner owner={token.owner} />
      </Cell>
      <Cell tone={tone} hide="narrow">
        <LastUse token={token} />
      </Cell>
      <Cell tone={tone} hide="phone">
        <Expiry token={token} />
      </Cell>
      <Cell>
        <TokenState token={token} />
      </Cell>
      <Cell tone={tone} hide="narrow">
        {token.createdBy}
        {token.madeWith ? (
          <p className="text-ink-muted text-small">with the API token {token.madeWith.name}</p>
        ) : null}
      </Cell>
      <Cell align="right">
        <Menu trigger={<IconButton label={`Actions for ${token.name}`} icon={Ellipsis} />}>
          <MenuGroup>
            <MenuItem
              icon={Ban}
              tone="danger"
              onPress={() => onRevoke(token)}
              notAllowed={token.state === "revoked" && "already revoked"}
            >
              Revoke token
            </MenuItem>
          </MenuGroup>
        </Menu>
      </Cell>
    </TableRow>
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
    <span className="inline-flex items-center gap-1.5">
      {owner.kind === "person" ? <Avatar name={owner.name} size="small" /> : <Icon of={Bot} tone="muted" />}
      {owner.kind === "service-account" ? "a service account" : owner.isYou ? "you" : owner.name}
    </span>
  );
}

const sayMint = ({ scope, pattern, maxExpiresIn }: NonNullable<ApiTokenView["mint"]>) =>
  `makes registry tokens: ${scopeWords[scope].toLowerCase()}, ${reachWords(pattern)}, ${maxExpiresIn} at most`;
