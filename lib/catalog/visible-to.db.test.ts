import { expect, it } from "vitest";
import type { Viewer } from "#lib/auth/types.ts";
import { db, sql } from "#lib/db/database.ts";
import { ARTIFACT_KINDS } from "#lib/ids/ids.ts";
import { anArtifact, aStranger, aViewer } from "./fixtures.ts";
import { maySee } from "./policy.ts";
import type { ArtifactFacts } from "./types.ts";
import { visibleTo } from "./visible-to.ts";

const PATTERNS = [
  "charts/*",
  "charts/**",
  "**",
  "*",
  "charts/pay/*",
  "charts/pay/web",
  "*/pay/web",
  "kustomize-bases/**",
  "manifest-bundles/*",
  "charts/a.b",
  "charts/a.*",
  "charts/(pay|core)/*",
  "charts/[a-z]+",
  "***:(?i)CHARTS/*",
  "^charts/.*$",
  "",
];

async function someArtifacts(by: Viewer): Promise<ArtifactFacts[]> {
  const made: ArtifactFacts[] = [];
  for (const kind of ARTIFACT_KINDS)
    for (const [at, name] of ["web", "pay/web", "pay/db", "core/web", "a.b", "axb"].entries()) {
      const { facts } = await anArtifact({ by, kind, name, visibility: at % 2 ? "public" : "private" });
      made.push(facts);
    }
  return made;
}

it("S11 ROLE-13 DESIGN promise 4: the database shows exactly what the policy lets each viewer see", async () => {
  const mine = await aViewer();
  const theirs = await aViewer();
  const all = [...(await someArtifacts(mine)), ...(await someArtifacts(theirs))];
  const viewers = [mine, theirs].flatMap((viewer) => [
    viewer,
    aStranger(viewer),
    { ...aStranger(viewer), pattern: "charts/*" },
    ...PATTERNS.map((pattern) => ({ ...viewer, pattern })),
  ]);
  for (const viewer of viewers) {
    const rows = await db().$queryRaw<{ id: string }[]>(
      sql`SELECT a."id" FROM "Artifact" a WHERE ${visibleTo(viewer)}`,
    );
    const seen = rows.map((row) => row.id).sort();
    expect(seen, String(viewer.pattern)).toEqual(
      all
        .filter((facts) => maySee(viewer, facts))
        .map((facts) => facts.id)
        .sort(),
    );
  }
});
