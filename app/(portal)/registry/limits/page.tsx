import type { Metadata } from "next";
import { LimitsPage } from "#components/registry/limits-page.tsx";
import { requestFacts } from "#lib/auth/request-facts.ts";
import { requireViewer } from "#lib/auth/session.ts";
import { env } from "#lib/env/env.ts";
import { readBalance } from "#lib/http/rate-limit.ts";
import { listTokenBalances } from "#lib/http/token-budget.ts";

export const metadata: Metadata = { title: "Registry limits" };

export default async function RegistryLimitsPage() {
  const viewer = await requireViewer();
  const { CHARTROOM_MAX_MANIFEST, CHARTROOM_MAX_CATALOG_BLOB, CHARTROOM_MAX_PLAIN_BLOB } = env();
  return (
    <LimitsPage
      balance={await readBalance((await requestFacts()).address)}
      tokens={await listTokenBalances(viewer)}
      sizes={{
        manifestBytes: CHARTROOM_MAX_MANIFEST,
        catalogBlobBytes: CHARTROOM_MAX_CATALOG_BLOB,
        plainBlobBytes: CHARTROOM_MAX_PLAIN_BLOB,
      }}
    />
  );
}
