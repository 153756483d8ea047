import { isProblem } from "#lib/problems/problem.ts";
import { findInvite } from "./find-invite.ts";

/**
 * Where to go on for somebody who came from an invitation: signing in with a provider has accepted it, and its own page would
 * only say that it was used.
 * @param to an address of ours
 * @param home in place of the page of a spent invitation
 */
export async function skipSpentInvite(to: string, home: string): Promise<string> {
  const { pathname, searchParams } = new URL(to, "http://here");
  if (pathname !== "/invite") return to;
  try {
    await findInvite(searchParams.get("key") ?? "");
    return to; // For another address: the page says so.
  } catch (error) {
    if (isProblem(error) && error.code === "link_unknown") return home;
    throw error;
  }
}
