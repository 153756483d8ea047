import type { Route } from "next";
import { redirect } from "next/navigation";
import { inThisOrganization, requireViewer } from "#lib/auth/session.ts";
import { mayManageRegistryTokens } from "#lib/tokens/policy.ts";

/** The first page of the settings that the viewer can do something on. */
export default async function SettingsPage() {
  const page = mayManageRegistryTokens(await requireViewer())
    ? "/settings/registry/tokens"
    : "/settings/account";
  redirect((await inThisOrganization(page)) as Route); // A page, with a query: the types know pages only.
}
