import type { Metadata } from "next";
import { PageRefused } from "#components/layout/page-refused.tsx";
import { ApiTokens } from "#components/tokens/api-tokens.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { env } from "#lib/env/env.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { apiTokenRights, SHOWN_TOKENS } from "#lib/tokens/policy.ts";
import { listApiTokens, readTokenMaximum } from "#lib/tokens/queries.ts";

export const metadata: Metadata = { title: "API tokens" };

export default async function ApiTokensPage() {
  const viewer = await requireViewer();
  const list = await readOrRefusal(listApiTokens(viewer, { limit: SHOWN_TOKENS }));
  if (list.kind === "refused")
    return <PageRefused title="API tokens" whose="API tokens are for members" refusal={list.refusal} />;
  return (
    <ApiTokens
      initial={list.value}
      rights={apiTokenRights(viewer)}
      publicUrl={env().CHARTROOM_PUBLIC_URL}
      maxDays={await readTokenMaximum(viewer)}
    />
  );
}
