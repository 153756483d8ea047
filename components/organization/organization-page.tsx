"use client";
import { PageHeader } from "#components/layout/page-header.tsx";
import type { OrganizationSettings } from "#lib/organization/schema.ts";
import { ExportSection } from "./export-section.tsx";
import { LogoSection } from "./logo-section.tsx";
import { OrganizationForm } from "./organization-form.tsx";
import { ServerLimits, type ServerLimitsProps } from "./server-limits.tsx";

type OrganizationPageProps = { settings: OrganizationSettings; limits: ServerLimitsProps };

/** ROLE-9, CAT-28: what the organization is called and what holds in it. */
export function OrganizationPage({ settings, limits }: OrganizationPageProps) {
  return (
    <>
      <PageHeader
        title="General"
        description="What the organization is called, and what holds for everything in it."
      />
      <div className="flex max-w-prose flex-col gap-8">
        <LogoSection name={settings.name} slug={settings.slug} initial={settings.logo} />
        <OrganizationForm initial={settings} />
        <ServerLimits {...limits} />
        <ExportSection slug={settings.slug} mayExport={settings.permissions.rename} />
      </div>
    </>
  );
}
