import type { ReactNode } from "react";
import { redirectToSignIn } from "#lib/auth/session.ts";
import { readCatalog } from "../../catalog-data.ts";
import { kindOrNotFound } from "../../page-params.ts";

type LayoutProps = { params: Promise<{ catalog: string }>; children: ReactNode };

/** A stranger sees what is public; where nothing is, this is a server to sign in to (ROLE-13, CAT-34). */
export default async function CatalogListLayout({ params, children }: LayoutProps) {
  const kind = kindOrNotFound((await params).catalog);
  const { viewer, counts } = await readCatalog();
  if (viewer.role === null && counts[kind] === 0) return redirectToSignIn();
  return children;
}
