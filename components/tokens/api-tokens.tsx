"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CreateButton } from "#components/layout/create-button.tsx";
import { Loaded } from "#components/layout/loaded.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { tokenQueries } from "#lib/tokens/client.ts";
import type { ApiTokenList, ApiTokenRights, ApiTokenView, MintedApiToken } from "#lib/tokens/schema.ts";
import { ApiSecret } from "./api-secret.tsx";
import { ApiTokenTable } from "./api-token-table.tsx";
import { CreateApiToken } from "./create-api-token.tsx";
import { FilteredTokens } from "./filtered-tokens.tsx";
import { RevokeApiToken, type RevokedToken } from "./revoke-token-dialog.tsx";
import { RotateApiToken } from "./rotate-token-dialog.tsx";

type Open =
  | { kind: "create"; now: number }
  | { kind: "secret"; minted: MintedApiToken }
  | { kind: "revoke"; token: RevokedToken }
  | { kind: "rotate"; token: ApiTokenView }
  | null;

type ApiTokensProps = {
  initial: ApiTokenList;
  rights: ApiTokenRights;
  publicUrl: string;
  /** How many days the organization lets a token last; null: as long as one likes. */
  maxDays: number | null;
};

/** API-27, ROLE-14: the page of API tokens: one's own, and for admins everybody's. */
export function ApiTokens({ initial, rights, publicUrl, maxDays }: ApiTokensProps) {
  const query = useQuery({ ...tokenQueries.apiTokens(), initialData: initial });
  const [open, setOpen] = useState<Open>(null);
  const mayCreate = rights.scopes.length > 0;
  const create = () => setOpen({ kind: "create", now: Date.now() });
  const button = (
    <CreateButton
      label="Create token"
      onPress={create}
      notAllowed={!mayCreate && "API tokens are made by members."}
    />
  );
  return (
    <>
      <PageHeader
        title="API tokens"
        description="Secrets with which scripts and pipelines call the API. None does more than whoever made it may."
        actions={button}
      />
      <Loaded
        query={query}
        failedTitle="Could not load API tokens"
        loading={<TableSkeleton what="API tokens" lines="two" />}
        empty={{
          when: (list) => list.total === 0,
          show: (
            <EmptyState title="There is no API token yet" actions={button}>
              They are sent as Authorization: Bearer. The registry takes registry tokens instead.
            </EmptyState>
          ),
        }}
      >
        {(list) => (
          <FilteredTokens
            list={list}
            label="Filter API tokens"
            placeholder="Name, scope or person"
            endpoint="/api/v2/org-api-tokens"
          >
            {(shown) => (
              <ApiTokenTable
                tokens={shown}
                onRotate={(token) => setOpen({ kind: "rotate", token })}
                onRevoke={(token) => setOpen({ kind: "revoke", token })}
              />
            )}
          </FilteredTokens>
        )}
      </Loaded>
      <OpenDialog open={open} rights={rights} publicUrl={publicUrl} maxDays={maxDays} onOpen={setOpen} />
    </>
  );
}

type OpenDialogProps = Omit<ApiTokensProps, "initial"> & { open: Open; onOpen: (open: Open) => void };

function OpenDialog({ open, rights, publicUrl, maxDays, onOpen }: OpenDialogProps) {
  const close = () => onOpen(null);
  const showSecret = (minted: MintedApiToken) => onOpen({ kind: "secret", minted });
  switch (open?.kind) {
    case undefined:
      return null;
    case "create":
      return (
        <CreateApiToken
          rights={rights}
          now={open.now}
          maxDays={maxDays}
          onClose={close}
          onCreated={showSecret}
        />
      );
    case "rotate":
      return <RotateApiToken token={open.token} onClose={close} onRotated={showSecret} />;
    case "revoke":
      return <RevokeApiToken token={open.token} onClose={close} />;
    case "secret":
      return (
        <ApiSecret
          minted={open.minted}
          publicUrl={publicUrl}
          onClose={close}
          onRevoke={() => onOpen({ kind: "revoke", token: open.minted })}
        />
      );
  }
}
