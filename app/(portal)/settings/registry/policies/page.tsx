import type { Metadata } from "next";
import { PoliciesPage } from "#components/repositories/policies-page.tsx";
import { PoliciesRefused } from "#components/repositories/policies-refused.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { listPolicies } from "#lib/repositories/list-policies.ts";

export const metadata: Metadata = { title: "Repository policies" };

export default async function RepositoryPoliciesPage() {
  const viewer = await requireViewer();
  const list = await readOrRefusal(listPolicies(viewer));
  if (list.kind === "refused") return <PoliciesRefused refusal={list.refusal} />;
  return <PoliciesPage initial={list.value} />;
}
