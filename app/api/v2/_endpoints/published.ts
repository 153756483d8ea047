import type { z } from "zod";
import { publishPackageQuerySchema, type VersionView } from "#lib/catalog/schema.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { created, ok, type RouteAnswer, redirected } from "#lib/http/route-answer.ts";
import { type ArtifactRef, apiPath } from "#lib/ids/ids.ts";

const versionPath = (ref: ArtifactRef, tag: string) => `${apiPath(ref)}/versions/${encodeURIComponent(tag)}`;

/** 201 for a version that was made now, 200 where the same bytes were there already (PUB-10). */
export function published(
  ref: ArtifactRef,
  outcome: { kind: "published" | "unchanged"; version: VersionView },
): RouteAnswer {
  switch (outcome.kind) {
    case "published":
      return created(outcome.version, versionPath(ref, outcome.version.version));
    case "unchanged":
      return ok(outcome.version);
  }
}

/** What goes along with a package in the address. @throws Problem "input_invalid", "invalid_version_tag" */
export function asPackage(query: z.input<typeof publishPackageQuerySchema> | object, bytes: Buffer) {
  const {
    version,
    notes = "",
    acknowledge,
  } = parseInput(publishPackageQuerySchema, query, {
    version: "invalid_version_tag",
  });
  return { tag: version, notes, acknowledge, bytes };
}

/** The version asked for, or the way to the one that `latest` or a range names (API-13). */
export function versionOrRedirect(
  ref: ArtifactRef,
  asked: string,
  version: VersionView,
  request: Request,
): RouteAnswer {
  if (version.version === asked) return ok(version);
  return redirected(`${versionPath(ref, version.version)}${new URL(request.url).search}`);
}
