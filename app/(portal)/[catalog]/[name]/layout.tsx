import type { ReactNode } from "react";
import { readArtifact } from "../../artifact-data.ts";

type LayoutProps = { params: Promise<{ catalog: string; name: string }>; children: ReactNode };

/** Hidden and missing end alike, with their status, before anything is sent (CAT-29, CAT-34). Each page asks again. */
export default async function ArtifactLayout({ params, children }: LayoutProps) {
  const { catalog, name } = await params;
  await readArtifact(catalog, name);
  return children;
}
