import type { Metadata } from "next";
import { PageRefused } from "#components/layout/page-refused.tsx";
import { OrganizationPage } from "#components/organization/organization-page.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { env } from "#lib/env/env.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { openOrganizationSettings } from "#lib/organization/organization-settings.ts";

export const metadata: Metadata = { title: "Organization" };

export default async function OrganizationSettingsPage() {
  const settings = await readOrRefusal(openOrganizationSettings(await requireViewer()));
  if (settings.kind === "refused")
    return (
      <PageRefused
        title="General"
        whose="The organization's settings are for admins and owners"
        refusal={settings.refusal}
      />
    );
  const limits = env();
  return (
    <OrganizationPage
      settings={settings.value}
      limits={{
        manifestBytes: limits.CHARTROOM_MAX_MANIFEST,
        catalogBlobBytes: limits.CHARTROOM_MAX_CATALOG_BLOB,
        plainBlobBytes: limits.CHARTROOM_MAX_PLAIN_BLOB,
        requestsPerMinute: limits.CHARTROOM_RATE_LIMIT,
      }}
    />
  );
}
