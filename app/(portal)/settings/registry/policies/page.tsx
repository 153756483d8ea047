import type { Metadata } from "next";
import { PageRefused } from "#components/layout/page-refused.tsx";
import { PoliciesPage } from "#components/repositories/policies-page.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { listPolicies } from "#lib/repositories/list-policies.ts";

export const metadata: Metadata = { title: "Repository policies" };

export default async function RepositoryPoliciesPage() {
  const viewer = await requireViewer();
  const list = await readOrRefusal(listPolicies(viewer));
  if (list.kind === "refused")
    return (
      <PageRefused
        title="Repository policies"
        whose="Repository policies are for admins"
        refusal={list.refusal}
      />
    );
  return <PoliciesPage initial={list.value} />;
}
