import type { ReactNode } from "react";
import { kindOrNotFound } from "../page-params.ts";

type LayoutProps = { params: Promise<{ catalog: string }>; children: ReactNode };

/** Says 404 before anything is sent: below this, pages stream, and a status that is sent cannot be taken back. */
export default async function CatalogLayout({ params, children }: LayoutProps) {
  kindOrNotFound((await params).catalog);
  return children;
}
