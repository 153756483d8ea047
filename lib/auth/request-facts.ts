import { headers } from "next/headers";
import { newId } from "#lib/ids/ids.ts";

export type RequestFacts = { requestId: string; address: string; userAgent: string; path: string };

/** What server.ts says about this request, under names that no client can set (lib/http/observe-request.ts). */
export async function requestFacts(): Promise<RequestFacts> {
  const sent = await headers();
  return {
    requestId: sent.get("x-request-id") ?? newId("req"),
    address: sent.get("x-chartroom-address") ?? "",
    userAgent: sent.get("user-agent") ?? "",
    path: sent.get("x-chartroom-path") ?? "/",
  };
}
