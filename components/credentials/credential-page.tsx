"use client";
import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { readRefusal } from "#components/form/read-refusal.ts";
import { Loaded } from "#components/layout/loaded.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { Button } from "#components/ui/button.tsx";
import { Crumbs } from "#components/ui/crumbs.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { credentialQueries, useTestSaved } from "#lib/credentials/client.ts";
import type { CredentialView } from "#lib/credentials/schema.ts";
import { ConnectionTest } from "./connection-test.tsx";
import { CredentialForm } from "./credential-form.tsx";
import { CredentialState } from "./credential-state.tsx";
import { DeleteCredentialDialog } from "./delete-credential-dialog.tsx";

const LIST = "/settings/registry/credentials";

/** One login: what is kept of it, what uses it, and whether it works. */
export function CredentialPage({ initial }: { initial: CredentialView }) {
  const query = useQuery({ ...credentialQueries.one(initial.id), initialData: initial });
  const [isDeleting, setDeleting] = useState(false);
  const router = usePageRouter();
  const credential = query.data;
  return (
    <>
      <PageHeader
        above={<Crumbs items={[{ label: "OCI credentials", href: LIST }, { label: credential.name }]} />}
        title={<span className="font-mono">{credential.name}</span>}
        beside={<CredentialState credential={credential} />}
        description={
          credential.path
            ? "For repositories below this path. The longest path that matches wins."
            : "For every repository of this host that no longer path has a credential for."
        }
        actions={
          <Button tone="danger" icon={Trash2} onClick={() => setDeleting(true)}>
            Delete
          </Button>
        }
      />
      <Loaded
        query={query}
        failedTitle="Could not load the credential"
        loading={<TableSkeleton what="the credential" />}
      >
        {(shown) => (
          <div className="grid gap-x-10 gap-y-8 lg:grid-cols-5">
            <div className="flex min-w-0 flex-col gap-6 lg:col-span-2">
              <CredentialForm credential={shown} />
              <UsedBy names={shown.usedBy} />
            </div>
            <div className="min-w-0 lg:col-span-3">
              <SavedTest credential={shown} />
            </div>
          </div>
        )}
      </Loaded>
      {isDeleting ? (
        <DeleteCredentialDialog
          credential={credential}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push(LIST)}
        />
      ) : null}
    </>
  );
}

function UsedBy({ names }: { names: readonly string[] }) {
  return (
    <section className="flex flex-col gap-2">
      <TitledRule title="Used by" count={names.length} />
      {names.length === 0 ? (
        <p className="text-ink-muted">Nothing yet. What names this registry will use it by itself.</p>
      ) : (
        <ul>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SavedTest({ credential }: { credential: CredentialView }) {
  const test = useTestSaved(credential.id);
  const [repository, setRepository] = useState(credential.lastTest?.repository ?? "");
  return (
    <ConnectionTest
      repository={repository}
      onRepository={setRepository}
      repositoryError={readRefusal(test.error)?.errorAt("repository")}
      isTesting={test.isPending}
      onTest={() => test.mutate(repository.trim() ? { repository } : {})}
      error={test.error}
      result={credential.lastTest}
    >
      <EmptyState as="h3" title="Not tested">
        A test talks to the registry as a client does, and says for each step what it found.
      </EmptyState>
    </ConnectionTest>
  );
}
