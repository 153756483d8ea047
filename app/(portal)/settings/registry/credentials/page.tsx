import type { Metadata } from "next";
import { CredentialsPage } from "#components/credentials/credentials-page.tsx";
import { PageRefused } from "#components/layout/page-refused.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { listCredentials } from "#lib/credentials/queries.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";

export const metadata: Metadata = { title: "OCI credentials" };

export default async function OciCredentialsPage() {
  const viewer = await requireViewer();
  const list = await readOrRefusal(listCredentials(viewer));
  if (list.kind === "refused")
    return (
      <PageRefused title="OCI credentials" whose="OCI credentials are for admins" refusal={list.refusal} />
    );
  return <CredentialsPage initial={list.value} />;
}
