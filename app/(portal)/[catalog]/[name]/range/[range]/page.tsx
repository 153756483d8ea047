import type { Route } from "next";
import { redirect } from "next/navigation";
import { inThisOrganization } from "#lib/auth/session.ts";
import { resolveRange } from "#lib/catalog/get-version.ts";
import { orNotFound } from "#lib/http/page-outcome.ts";
import { versionAddress } from "#lib/ids/addresses.ts";
import { readArtifactPage } from "../../../../artifact-data.ts";

/** CAT-27: the newest version that a range matches, under its own address. */
export default async function RangePage({ params }: PageProps<"/[catalog]/[name]/range/[range]">) {
  const given = await params;
  const { viewer, ref, artifact } = await readArtifactPage(given);
  const tag = await orNotFound(viewer, resolveRange(viewer, ref, decodeURIComponent(given.range)));
  const newest = await inThisOrganization(versionAddress(artifact, tag));
  redirect(newest as Route); // Built by a function: the list of literal routes cannot know it.
}
