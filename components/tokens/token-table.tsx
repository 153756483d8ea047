"use client";
import { ArrowDown, ArrowDownUp, ArrowUp, Ban, Ellipsis, RefreshCw } from "lucide-react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import type { RegistryTokenView } from "#lib/tokens/schema.ts";
import { Expiry } from "./expiry.tsx";
import { LastUse } from "./last-use.tsx";
import { TokenState } from "./token-state.tsx";
import { reachWords, scopeWords } from "./token-words.ts";

const scopeIcons = { pull: ArrowDown, push: ArrowUp, "pull+push": ArrowDownUp } as const;

type TokenTableProps = {
  tokens: readonly RegistryTokenView[];
  onRevoke: (token: RegistryTokenView) => void;
  onRotate: (token: RegistryTokenView) => void;
};

export function TokenTable({ tokens, onRevoke, onRotate }: TokenTableProps) {
  return (
    <Table caption="Registry tokens" bleed stickyHead>
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell>Scope</HeadCell>
        <HeadCell hide="phone">May reach</HeadCell>
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
          <TokenRow key={token.id} token={token} onRevoke={onRevoke} onRotate={onRotate} />
        ))}
      </tbody>
    </Table>
  );
}

function TokenRow({
  token,
  onRevoke,
  onRotate,
}: Omit<TokenTableProps, "tokens"> & { token: RegistryTokenView }) {
  const hasEnded = token.state === "revoked" || token.state === "expired";
  const tone = hasEnded ? "muted" : "ink";
  return (
    <TableRow>
      <Cell head tone={tone}>
        <b>{token.name}</b>
        <p className="text-ink-muted text-small font-mono">{token.prefix}…</p>
      </Cell>
      <Cell tone={tone} nowrap>
        <span className="inline-flex items-center gap-1.5">
          <Icon of={scopeIcons[token.scope]} tone="muted" />
          {scopeWords[token.scope]}
        </span>
      </Cell>
      <Cell tone={tone} mono hide="phone">
        {reachWords(token.pattern)}
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
        <span className="inline-flex items-center gap-1.5">
          <Avatar name={token.createdBy} size="small" />
          {token.createdBy}
        </span>
        {token.madeWith ? (
          <p className="text-ink-muted text-small">with the API token {token.madeWith.name}</p>
        ) : null}
      </Cell>
      <Cell align="right">
        <Menu trigger={<IconButton label={`Actions for ${token.name}`} icon={Ellipsis} />}>
          <MenuGroup>
            <MenuItem
              icon={RefreshCw}
              onPress={() => onRotate(token)}
              notAllowed={hasEnded && "it has ended"}
            >
              Rotate secret
            </MenuItem>
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
