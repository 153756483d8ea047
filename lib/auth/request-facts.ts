import { headers } from "next/headers";
import { newId } from "#lib/ids/ids.ts";

/** What server.ts says about this request, under names that no client can set (lib/http/observe-request.ts). */
export async function requestFacts(): Promise<{ requestId: string; address: string; path: string }> {
  const sent = await headers();
  return {
    requestId: sent.get("x-request-id") ?? newId("req"),
    address: sent.get("x-chartroom-address") ?? "",
    path: sent.get("x-chartroom-path") ?? "/",
  };
}
