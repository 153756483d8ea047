import type { Metadata } from "next";
import { Page } from "#components/layout/page.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { NewOrganizationForm } from "#components/organization/new-organization-form.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { mayCreateOrganizations } from "#lib/organization/create-organization.ts";

export const metadata: Metadata = { title: "New organization" };

export default async function NewOrganizationPage() {
  const mayCreate = await mayCreateOrganizations(await requireViewer());
  return (
    <Page>
      <PageHeader
        title="New organization"
        description="With members, artifacts, repositories, tokens and an audit log of its own. Nothing of one organization is seen in another. You are its first owner."
      />
      {mayCreate ? (
        <NewOrganizationForm />
      ) : (
        <EmptyState title="New organizations are for the owners of this server's first one">
          Ask one of them, or whoever runs the server.
        </EmptyState>
      )}
    </Page>
  );
}
