"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Loaded } from "#components/layout/loaded.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { useKeys } from "#components/layout/use-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { Command } from "#components/ui/command.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { tokenQueries } from "#lib/tokens/client.ts";
import type { ApiTokenList, ApiTokenRights, MintedApiToken } from "#lib/tokens/schema.ts";
import { ApiTokenTable } from "./api-token-table.tsx";
import { CreateApiTokenDialog } from "./create-api-token-dialog.tsx";
import { FilteredTokens } from "./filtered-tokens.tsx";
import { RevokeApiToken, type RevokedToken } from "./revoke-token-dialog.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { apiScopeWords, sayDay } from "./token-words.ts";

type Open =
  | { kind: "create"; now: number }
  | { kind: "secret"; minted: MintedApiToken }
  | { kind: "revoke"; token: RevokedToken }
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
  useKeys(mayCreate ? [{ keys: "c", label: "Create token", run: create }] : []);
  const button = (
    <Button
      tone="primary"
      icon={Plus}
      keyHint="c"
      onClick={create}
      notAllowed={!mayCreate && "API tokens are made by members."}
    >
      Create token
    </Button>
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
              <ApiTokenTable tokens={shown} onRevoke={(token) => setOpen({ kind: "revoke", token })} />
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
  switch (open?.kind) {
    case undefined:
      return null;
    case "create":
      return (
        <CreateApiTokenDialog
          rights={rights}
          now={open.now}
          maxDays={maxDays}
          onClose={close}
          onCreated={(minted) => onOpen({ kind: "secret", minted })}
        />
      );
    case "revoke":
      return <RevokeApiToken token={open.token} onClose={close} />;
    case "secret": {
      const { minted } = open;
      const call = (secret: string) =>
        `curl -H "Authorization: Bearer ${secret}" \\\n  ${new URL("/api/v2/org-charts", publicUrl).href}`;
      return (
        <SecretDialog
          name={minted.name}
          secret={minted.token}
          about={`has the scope ${apiScopeWords[minted.scope].toLowerCase()}${minted.expiresAt ? ` until ${sayDay(minted.expiresAt)}` : " and does not expire"}`}
          help={
            <Command
              text={call(`${minted.prefix}…`)}
              copyText={call(minted.token)}
              what="command with the secret"
            />
          }
          onClose={close}
          onRevoke={() => onOpen({ kind: "revoke", token: minted })}
        />
      );
    }
  }
}
