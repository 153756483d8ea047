"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CreateButton } from "#components/layout/create-button.tsx";
import { Loaded } from "#components/layout/loaded.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { TableSkeleton } from "#components/layout/table-skeleton.tsx";
import { policyQueries } from "#lib/repositories/client.ts";
import type { PolicyList, PolicyView } from "#lib/repositories/schema.ts";
import { DeletePolicyDialog } from "./delete-policy-dialog.tsx";
import { PolicyDialog } from "./policy-dialog.tsx";
import { PolicyTable } from "./policy-table.tsx";

type Open = { kind: "create" } | { kind: "change" | "delete"; policy: PolicyView } | null;

/** OCI-108, GL-15: what may change in repositories outside the catalog. */
export function PoliciesPage({ initial }: { initial: PolicyList }) {
  const query = useQuery({ ...policyQueries.list(), initialData: initial });
  const [open, setOpen] = useState<Open>(null);
  const create = () => setOpen({ kind: "create" });
  return (
    <>
      <PageHeader
        title="Repository policies"
        description="Which tags of plain repositories may move, and what may be deleted there. Published versions of the catalog never change."
        actions={<CreateButton label="Create policy" onPress={create} />}
      />
      <Loaded
        query={query}
        failedTitle="Could not load the policies"
        loading={<TableSkeleton what="policies" lines="one" />}
      >
        {(list) => (
          <PolicyTable
            policies={list.items}
            onChange={(policy) => setOpen({ kind: "change", policy })}
            onDelete={(policy) => setOpen({ kind: "delete", policy })}
          />
        )}
      </Loaded>
      <OpenDialog open={open} onClose={() => setOpen(null)} />
    </>
  );
}

function OpenDialog({ open, onClose }: { open: Open; onClose: () => void }) {
  switch (open?.kind) {
    case undefined:
      return null;
    case "create":
      return <PolicyDialog policy={null} onClose={onClose} />;
    case "change":
      return <PolicyDialog policy={open.policy} onClose={onClose} />;
    case "delete":
      return <DeletePolicyDialog policy={open.policy} onClose={onClose} />;
  }
}
