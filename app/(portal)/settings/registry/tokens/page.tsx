import type { Metadata } from "next";
import { PageRefused } from "#components/layout/page-refused.tsx";
import { RegistryTokens } from "#components/tokens/registry-tokens.tsx";
import { requireViewer } from "#lib/auth/session.ts";
import { env } from "#lib/env/env.ts";
import { readOrRefusal } from "#lib/http/page-refusal.ts";
import { SHOWN_TOKENS, tokenProjectsOf } from "#lib/tokens/policy.ts";
import { listRegistryTokens, readTokenMaximum } from "#lib/tokens/queries.ts";

export const metadata: Metadata = { title: "Registry tokens" };

export default async function RegistryTokensPage() {
  const viewer = await requireViewer();
  const list = await readOrRefusal(listRegistryTokens(viewer, { limit: SHOWN_TOKENS, made: "by-hand" }));
  if (list.kind === "refused")
    return (
      <PageRefused
        title="Registry tokens"
        whose="Registry tokens are for admins, and for maintainers of a project"
        refusal={list.refusal}
      />
    );
  const maxDays = await readTokenMaximum(viewer);
  return (
    <RegistryTokens
      initial={list.value}
      publicUrl={env().CHARTROOM_PUBLIC_URL}
      maxDays={maxDays}
      projects={tokenProjectsOf(viewer)}
    />
  );
}
