import type { z } from "zod";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { artifactKindSchema } from "#lib/ids/name-schemas.ts";
import type { JobHandler } from "#lib/jobs/run-jobs.ts";
import { checkBuild } from "./check-build.ts";
import type { checkVersionJob } from "./check-version-job.ts";
import { openPackage } from "./open-package.ts";
import { doneCheck } from "./write-check.ts";

type Told = z.output<typeof checkVersionJob.payload>;

/** Finds what there is to find about a published version. Twice is harmless: the files never change, so neither does the row. */
async function checkVersion({ versionId }: Told, signal: AbortSignal): Promise<void> {
  const { packageDigest, artifact } = await db().version.findUniqueOrThrow({
    where: { id: versionId },
    select: { packageDigest: true, artifact: { select: { kind: true } } },
  });
  const kind = artifactKindSchema.parse(artifact.kind);
  const files = [...(await openPackage(kind, packageDigest)).values()];
  const found = await checkBuild(kind, files, signal);
  await db().versionCheck.update({
    where: { versionId },
    data: doneCheck(found),
    select: { versionId: true },
  });
}

/** The version says so, with the reason; whoever may publish it can ask again. */
async function giveUp({ versionId }: Told, reason: string): Promise<void> {
  await db().versionCheck.updateMany({
    where: { versionId, state: "pending" },
    data: { state: "failed", error: reason, checkedAt: clock.now() },
  });
}

export const versionCheckHandler: JobHandler<typeof checkVersionJob.payload> = { run: checkVersion, giveUp };
