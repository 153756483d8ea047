"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Loaded } from "#components/layout/loaded.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Row } from "#components/layout/row.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { useKeys } from "#components/layout/use-keys.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { tokenQueries } from "#lib/tokens/client.ts";
import type { MintedRegistryToken, RegistryTokenList, RegistryTokenView } from "#lib/tokens/schema.ts";
import { CreateTokenDialog } from "./create-token-dialog.tsx";
import { countTokens, filterTokens, filterWords, parseTokenFilter, TOKEN_FILTERS } from "./filter-tokens.ts";
import { RevokeTokenDialog } from "./revoke-token-dialog.tsx";
import { RotateTokenDialog } from "./rotate-token-dialog.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { TokenTable } from "./token-table.tsx";

type Open =
  | { kind: "create"; now: number }
  | { kind: "secret"; minted: MintedRegistryToken }
  | { kind: "revoke"; token: Pick<RegistryTokenView, "id" | "name" | "lastUsedAt"> }
  | { kind: "rotate"; token: RegistryTokenView }
  | null;

type RegistryTokensProps = { initial: RegistryTokenList; publicUrl: string };

/** GOH-55…60, CAT-31: the page of registry tokens. */
export function RegistryTokens({ initial, publicUrl }: RegistryTokensProps) {
  const query = useQuery({ ...tokenQueries.registryTokens(), initialData: initial });
  const [open, setOpen] = useState<Open>(null);
  const create = () => setOpen({ kind: "create", now: Date.now() });
  useKeys([{ keys: "c", label: "Create token", run: create }]);
  return (
    <>
      <PageHeader
        title="Registry tokens"
        description="Secrets with which pipelines, clusters and tools pull and push. Give each one the least it needs."
        actions={
          <Button tone="primary" icon={Plus} keyHint="c" onClick={create}>
            Create token
          </Button>
        }
      />
      <Loaded
        query={query}
        failedTitle="Could not load registry tokens"
        loading={<TableSkeleton what="registry tokens" lines="two" />}
        empty={{ when: (list) => list.total === 0, show: <NoTokens onCreate={create} /> }}
      >
        {(list) => <TokenList list={list} onOpen={setOpen} />}
      </Loaded>
      <OpenDialog open={open} publicUrl={publicUrl} onOpen={setOpen} />
    </>
  );
}

function NoTokens({ onCreate }: { onCreate: () => void }) {
  return (
    <EmptyState
      title="There is no registry token yet"
      actions={
        <Button tone="primary" icon={Plus} onClick={onCreate}>
          Create token
        </Button>
      }
    >
      helm, oras, Flux, Argo CD and pipelines log in with one: user name org-token, the token as password.
      What is public can be pulled without.
    </EmptyState>
  );
}

/** The filter stands in the address, so that Back works and a copied link shows the same. */
function TokenList({ list, onOpen }: { list: RegistryTokenList; onOpen: (open: Open) => void }) {
  const pathname = usePathname();
  const params = useSearchParams();
  const filter = parseTokenFilter(params.get("state"));
  const text = params.get("q") ?? "";
  const show = (name: "state" | "q", value: string) => {
    const next = new URLSearchParams(params);
    if (value === "" || value === "all") next.delete(name);
    else next.set(name, value);
    window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
  };
  const shown = filterTokens(list.items, filter, text);
  return (
    <>
      <Row>
        <SearchInput
          label="Filter registry tokens"
          kind="filter"
          placeholder="Name, pattern or person"
          value={text}
          onChange={(event) => show("q", event.target.value)}
        />
        <Segmented
          label="State"
          size="default"
          value={filter}
          options={TOKEN_FILTERS.map((value) => ({
            value,
            label: `${filterWords[value]} ${countTokens(list.items, value)}`,
          }))}
          onValueChange={(value) => show("state", value)}
        />
      </Row>
      {list.items.length < list.total ? (
        <Banner title={`These are the newest ${list.items.length} of ${list.total} tokens.`}>
          The API lists the others: GET /api/v2/org-registry-tokens.
        </Banner>
      ) : null}
      {shown.length > 0 ? (
        <TokenTable
          tokens={shown}
          onRevoke={(token) => onOpen({ kind: "revoke", token })}
          onRotate={(token) => onOpen({ kind: "rotate", token })}
        />
      ) : (
        <EmptyState
          title={text ? `No token matches “${text}”` : `No token is ${filterWords[filter].toLowerCase()}`}
          actions={
            <TextButton onClick={() => window.history.replaceState(null, "", pathname)}>
              Show all {list.items.length}
            </TextButton>
          }
        />
      )}
    </>
  );
}

type OpenDialogProps = { open: Open; publicUrl: string; onOpen: (open: Open) => void };

function OpenDialog({ open, publicUrl, onOpen }: OpenDialogProps) {
  const close = () => onOpen(null);
  const showSecret = (minted: MintedRegistryToken) => onOpen({ kind: "secret", minted });
  switch (open?.kind) {
    case undefined:
      return null;
    case "create":
      return <CreateTokenDialog now={open.now} onClose={close} onCreated={showSecret} />;
    case "rotate":
      return <RotateTokenDialog token={open.token} onClose={close} onRotated={showSecret} />;
    case "revoke":
      return <RevokeTokenDialog token={open.token} onClose={close} />;
    case "secret":
      return (
        <SecretDialog
          minted={open.minted}
          publicUrl={publicUrl}
          onClose={close}
          onRevoke={() => onOpen({ kind: "revoke", token: open.minted })}
        />
      );
  }
}
