import type { Route } from "next";
import { redirect } from "next/navigation";
import { inThisOrganization, requireViewer } from "#lib/auth/session.ts";
import { tokenProjectsOf } from "#lib/tokens/policy.ts";

/** The first page of the settings that the viewer can do something on. */
export default async function SettingsPage() {
  // A maintainer manages the tokens of their projects; null: everybody's.
  const projects = tokenProjectsOf(await requireViewer());
  const page = projects?.length === 0 ? "/settings/account" : "/settings/registry/tokens";
  redirect((await inThisOrganization(page)) as Route); // A page, with a query: the types know pages only.
}
