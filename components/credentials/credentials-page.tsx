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
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { credentialQueries } from "#lib/credentials/client.ts";
import type { CredentialList } from "#lib/credentials/schema.ts";
import { AddCredentialDialog } from "./add-credential-dialog.tsx";
import { CredentialTable, credentialAddress } from "./credential-table.tsx";

/** GOH-61…65: logins that this server uses at other registries. */
export function CredentialsPage({ initial }: { initial: CredentialList }) {
  const query = useQuery({ ...credentialQueries.list(), initialData: initial });
  const [isAdding, setAdding] = useState(false);
  const router = usePageRouter();
  const add = () => setAdding(true);
  return (
    <>
      <PageHeader
        title="OCI credentials"
        description="Logins that this server uses at other registries. Their passwords are sealed, and never shown again."
        actions={<CreateButton label="Add credential" onPress={add} />}
      />
      <Loaded
        query={query}
        failedTitle="Could not load the OCI credentials"
        loading={<TableSkeleton what="OCI credentials" lines="one" />}
        empty={{ when: (list) => list.total === 0, show: <NoCredentials onAdd={add} /> }}
      >
        {(list) => <CredentialTable credentials={list.items} />}
      </Loaded>
      {isAdding ? (
        <AddCredentialDialog
          onClose={() => setAdding(false)}
          onAdded={({ id }) => router.push(credentialAddress(id))}
        />
      ) : null}
    </>
  );
}

function NoCredentials({ onAdd }: { onAdd: () => void }) {
  return (
    <EmptyState
      title="There is no OCI credential yet"
      actions={
        <Button icon={Plus} onClick={onAdd}>
          Add credential
        </Button>
      }
    >
      Registries that everybody may read need none. For the others give a login that may only read: it is
      tested step by step before it is kept.
    </EmptyState>
  );
}
