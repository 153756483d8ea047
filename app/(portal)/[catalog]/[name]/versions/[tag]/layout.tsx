import type { ReactNode } from "react";
import { readArtifact, readVersion } from "../../../../artifact-data.ts";

type LayoutProps = { params: Promise<{ catalog: string; name: string; tag: string }>; children: ReactNode };

/** A version that does not exist is a 404 before anything is sent (CAT-29). */
export default async function VersionLayout({ params, children }: LayoutProps) {
  const { catalog, name, tag } = await params;
  await readArtifact(catalog, name);
  await readVersion(catalog, name, decodeURIComponent(tag));
  return children;
}
