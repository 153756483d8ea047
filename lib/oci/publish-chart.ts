import type { z } from "zod";
import type { Viewer } from "#lib/auth/types.ts";
import { findFacts } from "#lib/catalog/find-artifact.ts";
import { grantPublish, requireCreate } from "#lib/catalog/policy.ts";
import { publishPushed } from "#lib/catalog/publish-pushed.ts";
import type { VersionView } from "#lib/catalog/schema.ts";
import { type ArtifactRef, repositoryName } from "#lib/ids/ids.ts";
import { artifactNameSchema } from "#lib/ids/name-schemas.ts";
import { toOciTag } from "#lib/ids/version-tag.ts";
import { Problem } from "#lib/problems/problem.ts";
import { mountBlob } from "#lib/repositories/mount-blob.ts";
import { type ParsedManifest, parseManifest, partsOf } from "#lib/repositories/parse-manifest.ts";
import { findManifest } from "#lib/repositories/queries.ts";
import { readConfigFacts } from "./config-facts.ts";
import { parseReference } from "./get-manifest.ts";
import type { publishChartSchema } from "./schema.ts";
import { isCatalogName, requireRepository, type SeenRepository } from "./visible-repositories.ts";

type Input = z.output<typeof publishChartSchema>;

/** Where a chart of a plain repository goes: its name is its own, its project is chosen. */
async function targetOf(repository: SeenRepository, parsed: ParsedManifest, project: Input["project"]) {
  const { chart, problem } = await readConfigFacts(repository.id, parsed.config);
  if (!chart)
    throw new Problem("manifest_invalid", {
      detail: problem ?? "it is no chart: only charts are published from a plain repository",
    });
  const name = artifactNameSchema.safeParse(chart.name);
  if (!name.success)
    throw new Problem("invalid_name", {
      detail: `${chart.name.slice(0, 100)} cannot be an artifact's name. ${name.error.issues[0]?.message ?? ""}`,
    });
  const ref: ArtifactRef = { kind: "chart", project, name: name.data };
  return { ref, ociTag: toOciTag(chart.version) };
}

/** The same bytes in another place: links are made, nothing is copied (OCI-72). */
async function linkParts(
  repository: SeenRepository,
  parsed: ParsedManifest,
  ref: ArtifactRef,
): Promise<void> {
  const target = { orgId: repository.orgId, name: repositoryName(ref) };
  for (const { digest } of partsOf(parsed)) {
    const linked = await mountBlob(target, digest, repository.name, () => true);
    if (!linked) throw new Problem("manifest_part_unknown", { detail: digest });
  }
}

/**
 * Publishes a chart of a plain repository into the catalog (GL-6): manifest and package stay as they are, the gates are those
 * of a push, and it ends in the catalog's one way of publishing. The chart's own version is its tag there.
 * @throws Problem "repository_unknown", "manifest_unknown", "manifest_invalid" for what is no chart; what publishPushed throws
 */
export async function publishChart(
  viewer: Viewer,
  name: string,
  input: Input,
): Promise<{ kind: "published" | "unchanged"; ref: ArtifactRef; version: VersionView }> {
  const repository = await requireRepository(viewer, name);
  const reference = parseReference(input.reference);
  const manifest = reference && (await findManifest(repository.id, reference));
  if (!manifest) throw new Problem("manifest_unknown", { detail: input.reference.slice(0, 200) });
  if (isCatalogName(name))
    throw new Problem("manifest_invalid", {
      detail: `${name} is a catalog repository: what it holds is published already`,
    });
  const parsed = parseManifest(manifest.body, manifest.mediaType);
  const { ref, ociTag } = await targetOf(repository, parsed, input.project);
  // Before anything is linked: who may not publish leaves nothing behind.
  const facts = await findFacts(viewer, ref);
  if (facts) grantPublish(viewer, facts);
  else requireCreate(viewer, ref);
  await linkParts(repository, parsed, ref);
  const { digest, body } = manifest;
  return { ref, ...(await publishPushed(viewer, ref, { ociTag, digest, body, parsed })) };
}
