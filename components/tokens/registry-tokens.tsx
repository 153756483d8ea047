"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { CreateButton } from "#components/layout/create-button.tsx";
import { Loaded } from "#components/layout/loaded.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { tokenQueries } from "#lib/tokens/client.ts";
import type { MintedRegistryToken, RegistryTokenList, RegistryTokenView } from "#lib/tokens/schema.ts";
import { CreateRegistryToken } from "./create-registry-token.tsx";
import { FilteredTokens } from "./filtered-tokens.tsx";
import { RegistrySecret } from "./registry-secret.tsx";
import { RegistryTokenTable } from "./registry-token-table.tsx";
import { type RevokedToken, RevokeRegistryToken } from "./revoke-token-dialog.tsx";
import { RotateRegistryToken } from "./rotate-token-dialog.tsx";

type MadeHow = "by-hand" | "by-token";
type Open =
  | { kind: "create"; now: number }
  | { kind: "secret"; minted: MintedRegistryToken }
  | { kind: "revoke"; token: RevokedToken }
  | { kind: "rotate"; token: RegistryTokenView }
  | null;

type RegistryTokensProps = {
  /** Those that people made. */
  initial: RegistryTokenList;
  publicUrl: string;
  /** How many days the organization lets a token last; null: as long as one likes. */
  maxDays: number | null;
  /** The projects of a maintainer; null: an admin makes and sees all. */
  projects: string[] | null;
};

/** GOH-55…60, CAT-31: the page of registry tokens. */
export function RegistryTokens({ initial, publicUrl, maxDays, projects }: RegistryTokensProps) {
  const [made, setMade] = useState<MadeHow>("by-hand");
  const query = useQuery({
    ...tokenQueries.registryTokens(made),
    ...(made === "by-hand" ? { initialData: initial } : {}),
  });
  const [open, setOpen] = useState<Open>(null);
  const isNone = made === "by-hand" && query.data?.total === 0;
  const create = () => setOpen({ kind: "create", now: Date.now() });
  return (
    <>
      <PageHeader
        title="Registry tokens"
        description={`Secrets with which pipelines, clusters and tools pull and push. ${
          projects ? `Those limited to ${projects.join(", ")}.` : "Give each one the least it needs."
        }`}
        actions={<CreateButton label="Create token" onPress={create} />}
      />
      {isNone ? null : <MadeBy made={made} onMade={setMade} />}
      <Loaded
        query={query}
        failedTitle="Could not load registry tokens"
        loading={<TableSkeleton what="registry tokens" lines="two" />}
        empty={{
          when: (list) => list.total === 0,
          show: isNone ? <NoTokens onCreate={create} onMade={() => setMade("by-token")} /> : <NoneOfJobs />,
        }}
      >
        {(list) => (
          <FilteredTokens
            list={list}
            label="Filter registry tokens"
            placeholder="Name, pattern or person"
            endpoint="/api/v2/org-registry-tokens"
          >
            {(shown) => (
              <RegistryTokenTable
                tokens={shown}
                onRotate={(token) => setOpen({ kind: "rotate", token })}
                onRevoke={(token) => setOpen({ kind: "revoke", token })}
              />
            )}
          </FilteredTokens>
        )}
      </Loaded>
      <OpenDialog open={open} publicUrl={publicUrl} maxDays={maxDays} projects={projects} onOpen={setOpen} />
    </>
  );
}

function NoTokens({ onCreate, onMade }: { onCreate: () => void; onMade: () => void }) {
  return (
    <EmptyState
      title="There is no registry token yet"
      actions={
        <>
          <Button icon={Plus} onClick={onCreate}>
            Create token
          </Button>
          <TextButton onClick={onMade}>Show those made by API tokens</TextButton>
        </>
      }
    >
      helm, oras, Flux, Argo CD and pipelines log in with one: user name org-token, the token as password.
      What is public can be pulled without.
    </EmptyState>
  );
}

type MadeByProps = { made: MadeHow; onMade: (made: MadeHow) => void };

/** Those of jobs come and go by the hour: they have a list of their own (GL-14). */
function MadeBy({ made, onMade }: MadeByProps) {
  return (
    <Segmented
      label="Made by"
      size="default"
      value={made}
      options={[
        { value: "by-hand", label: "Made by people" },
        { value: "by-token", label: "Made by API tokens" },
      ]}
      onValueChange={onMade}
    />
  );
}

function NoneOfJobs() {
  return (
    <EmptyState title="No API token has made one yet">
      Jobs of CI get short-lived tokens through the API: POST /api/v2/org-registry-tokens, with an API token
      that may make them.
    </EmptyState>
  );
}

type OpenDialogProps = Pick<RegistryTokensProps, "publicUrl" | "maxDays" | "projects"> & {
  open: Open;
  onOpen: (open: Open) => void;
};

function OpenDialog({ open, publicUrl, maxDays, projects, onOpen }: OpenDialogProps) {
  const close = () => onOpen(null);
  const showSecret = (minted: MintedRegistryToken) => onOpen({ kind: "secret", minted });
  switch (open?.kind) {
    case undefined:
      return null;
    case "create":
      return (
        <CreateRegistryToken
          now={open.now}
          maxDays={maxDays}
          projects={projects}
          onClose={close}
          onCreated={showSecret}
        />
      );
    case "rotate":
      return <RotateRegistryToken token={open.token} onClose={close} onRotated={showSecret} />;
    case "revoke":
      return <RevokeRegistryToken token={open.token} onClose={close} />;
    case "secret":
      return (
        <RegistrySecret
          minted={open.minted}
          publicUrl={publicUrl}
          onClose={close}
          onRevoke={() => onOpen({ kind: "revoke", token: open.minted })}
        />
      );
  }
}
