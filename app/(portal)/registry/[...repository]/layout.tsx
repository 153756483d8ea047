import type { ReactNode } from "react";
import { readRepository, repositoryNameOf } from "../repository-data.ts";

type LayoutProps = { params: Promise<{ repository: string[] }>; children: ReactNode };

/** Hidden and missing end alike, with their status, before anything is sent. The page asks again. */
export default async function RepositoryLayout({ params, children }: LayoutProps) {
  await readRepository(repositoryNameOf((await params).repository));
  return children;
}
