import type { ReactNode } from "react";
import { readProject } from "../project-data.ts";

type LayoutProps = { params: Promise<{ project: string }>; children: ReactNode };

/** Hidden and missing end alike, with their status, before anything is sent. The page asks again. */
export default async function ProjectLayout({ params, children }: LayoutProps) {
  await readProject((await params).project);
  return children;
}
