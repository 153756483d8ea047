import type { ReactNode } from "react";
import { redirectToSignIn } from "#lib/auth/session.ts";
import { readContents } from "../repository-data.ts";

/** A stranger sees what is public; where nothing is, this is a server to sign in to (ROLE-13, CAT-34). */
export default async function RegistryListLayout({ children }: { children: ReactNode }) {
  const { viewer, counts } = await readContents();
  if (viewer.role === null && counts.all === 0) return redirectToSignIn();
  return children;
}
