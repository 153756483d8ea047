import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CredentialPage } from "#components/credentials/credential-page.tsx";
import { PageRefused } from "#components/layout/page-refused.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { getCredential } from "#lib/credentials/queries.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { isProblem } from "#lib/problems/problem.ts";

export const metadata: Metadata = { title: "OCI credential" };

export default async function OciCredentialPage({
  params,
}: PageProps<"/settings/registry/credentials/[id]">) {
  const viewer = await requireViewer();
  const { id } = await params;
  const read = await readOrRefusal(
    getCredential(viewer, id).catch((error) => {
      if (isProblem(error) && error.code === "credential_unknown") notFound();
      throw error;
    }),
  );
  if (read.kind === "read") return <CredentialPage initial={read.value} />;
  return <PageRefused title="OCI credential" whose="OCI credentials are for admins" refusal={read.refusal} />;
}
