import { cache } from "react";
import { viewer as currentViewer } from "#lib/auth/session.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { getArtifact } from "#lib/catalog/get-artifact.ts";
import { getVersion } from "#lib/catalog/get-version.ts";
import { listMarks } from "#lib/catalog/list-marks.ts";
import { listVersions } from "#lib/catalog/list-versions.ts";
import { readVersionFile } from "#lib/catalog/read-version-file.ts";
import type { ArtifactView, MarkView, VersionView } from "#lib/catalog/schema.ts";
import { orNotFound } from "#lib/http/page-outcome.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { refOrNotFound } from "./page-params.ts";

const RECENT = 6;

export type ArtifactPageData = {
  viewer: Viewer;
  ref: ArtifactRef;
  artifact: ArtifactView;
  /** Newest first. */
  recent: VersionView[];
};

/** The artifact of an address, once a request; hidden and missing end alike (CAT-29, CAT-34). */
export const readArtifact = cache(async (catalog: string, name: string) => {
  const ref = refOrNotFound({ catalog, name });
  const viewer = await currentViewer();
  return { viewer, ref, artifact: await orNotFound(viewer, getArtifact(viewer, ref)) };
});

/** A version of it, once a request. */
export const readVersion = cache(async (catalog: string, name: string, tag: string): Promise<VersionView> => {
  const { viewer, ref } = await readArtifact(catalog, name);
  return orNotFound(viewer, getVersion(viewer, ref, tag));
});

/** What every page of an artifact needs. */
export async function readArtifactPage(params: { catalog: string; name: string }): Promise<ArtifactPageData> {
  const { viewer, ref, artifact } = await readArtifact(params.catalog, params.name);
  const { items } = await orNotFound(viewer, listVersions(viewer, ref, { sort: "published", limit: RECENT }));
  return { viewer, ref, artifact, recent: items };
}

/** What a version's overview shows beside its facts; null where there is no such file. */
export async function readVersionTexts(
  { viewer, ref }: Pick<ArtifactPageData, "viewer" | "ref">,
  version: VersionView,
): Promise<{ version: VersionView; readme: string | null; values: string | null; marks: MarkView[] }> {
  const text = async (path: string) => {
    try {
      return (await readVersionFile(viewer, ref, version.version, path)).bytes.toString("utf8");
    } catch (error) {
      if (isProblem(error) && error.code === "file_unknown") return null;
      throw error;
    }
  };
  const [readme, values, marks] = await Promise.all([
    text("README.md"),
    ref.kind === "chart" ? text("values.yaml") : null,
    // Who never marked it has left nothing to be listed.
    version.lifecycle.at === null ? [] : listMarks(viewer, ref, versionTagSchema.parse(version.version)),
  ]);
  return { version, readme, values, marks };
}
