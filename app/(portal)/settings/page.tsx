import { redirect } from "next/navigation";
import { requireViewer } from "#lib/auth/session.ts";
import { mayManageRegistryTokens } from "#lib/tokens/policy.ts";

/** The first page of the settings that the viewer can do something on. */
export default async function SettingsPage() {
  redirect(
    mayManageRegistryTokens(await requireViewer()) ? "/settings/registry/tokens" : "/settings/account",
  );
}
