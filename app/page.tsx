import type { Route } from "next";
import { redirect } from "next/navigation";
import { inThisOrganization } from "#lib/auth/session.ts";

/** The first kind's list is the start of the house. */
export default async function StartPage() {
  redirect((await inThisOrganization("/charts")) as Route); // A page, with a query: the types know pages only.
}
