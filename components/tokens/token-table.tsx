"use client";
import { Ban, Ellipsis, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { Cell, HeadCell, Table, TableHead, TableRow } from "#components/ui/table.tsx";
import type { ApiTokenView, RegistryTokenView } from "#lib/tokens/schema.ts";
import { Expiry } from "./expiry.tsx";
import { LastUse } from "./last-use.tsx";
import { TokenState } from "./token-state.tsx";

type TokenTableProps<Token> = {
  caption: string;
  tokens: readonly Token[];
  scopeOf: (token: Token) => ReactNode;
  /** The column that each kind has of its own: what it reaches, or for whom it acts. */
  third: { head: string; mono?: boolean; of: (token: Token) => ReactNode };
  /** Why who looks may not rotate one that holds. */
  notRotated?: (token: Token) => string | false;
  onRotate: (token: Token) => void;
  onRevoke: (token: Token) => void;
};

/** GOH-56, CAT-31: tokens of one kind, with what can be done to each. */
export function TokenTable<Token extends RegistryTokenView | ApiTokenView>(props: TokenTableProps<Token>) {
  const { caption, tokens, third } = props;
  return (
    <Table caption={caption} bleed stickyHead>
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell hide="phone">Scope</HeadCell>
        <HeadCell hide="phone">{third.head}</HeadCell>
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
          <TokenRow key={token.id} {...props} token={token} />
        ))}
      </tbody>
    </Table>
  );
}

const hasEnded = ({ state }: RegistryTokenView | ApiTokenView) => state === "revoked" || state === "expired";

function TokenRow<Token extends RegistryTokenView | ApiTokenView>({
  token,
  scopeOf,
  third,
  ...deeds
}: TokenTableProps<Token> & { token: Token }) {
  const tone = hasEnded(token) ? "muted" : "ink";
  return (
    <TableRow>
      <Cell head tone={tone}>
        <b className="wrap-anywhere max-sm:block max-sm:min-w-40">{token.name}</b>
        <p className="text-ink-muted text-small font-mono">{token.prefix}…</p>
        <div className="sm:hidden">{scopeOf(token)}</div>
      </Cell>
      <Cell tone={tone} hide="phone">
        {scopeOf(token)}
      </Cell>
      <Cell tone={tone} mono={third.mono} hide="phone">
        {third.of(token)}
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
        <span className="inline-flex items-center gap-1.5 align-bottom">
          <Avatar name={token.createdBy} size="small" />
          {token.createdBy}
        </span>
        {token.madeWith ? (
          <p className="text-ink-muted text-small">with the API token {token.madeWith.name}</p>
        ) : null}
      </Cell>
      <Cell align="right">
        <TokenMenu token={token} {...deeds} />
      </Cell>
    </TableRow>
  );
}

type TokenMenuProps<Token> = Pick<TokenTableProps<Token>, "notRotated" | "onRotate" | "onRevoke"> & {
  token: Token;
};

function TokenMenu<Token extends RegistryTokenView | ApiTokenView>({
  token,
  notRotated,
  onRotate,
  onRevoke,
}: TokenMenuProps<Token>) {
  return (
    <Menu trigger={<IconButton label={`Actions for ${token.name}`} icon={Ellipsis} />}>
      <MenuGroup>
        <MenuItem
          icon={RefreshCw}
          onPress={() => onRotate(token)}
          notAllowed={hasEnded(token) ? "it has ended" : notRotated?.(token)}
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
  );
}
