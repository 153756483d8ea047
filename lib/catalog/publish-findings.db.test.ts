import { rename } from "node:fs/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { findingSchema } from "#lib/engine/schema.ts";
import { env } from "#lib/env/env.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import type { ArtifactKind, ArtifactRef } from "#lib/ids/ids.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { type RunningJobs, runJobs, withHandler } from "#lib/jobs/run-jobs.ts";
import { isProblem, type Problem } from "#lib/problems/problem.ts";
import { blobPath } from "#lib/storage/paths.ts";
import { versionCheckHandler } from "./check-version.ts";
import { checkVersionJob } from "./check-version-job.ts";
import { aDraft, anArtifact, aPush, aRef, aVersionRow, aViewer, filesOf, withRole } from "./fixtures.ts";
import { getVersion } from "./get-version.ts";
import { makePackage } from "./make-package.ts";
import { publishFromDraft } from "./publish-from-draft.ts";
import { publishPackage } from "./publish-package.ts";
import { publishPushed } from "./publish-pushed.ts";
import { recheckVersion } from "./recheck-version.ts";

const tag = versionTagSchema.parse("1.0.0");

async function refusalOf(deed: Promise<unknown>): Promise<Problem> {
  try {
    await deed;
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}

const aChart = (name: string, template: string) => ({
  "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: 1.0.0\nicon: https://example.com/i.png\n`,
  "values.yaml": "{}\n",
  "templates/web.yaml": template,
});
const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n";
const NEEDS_VALUES = `${CONFIG_MAP}data:\n  host: {{ required "host is needed" .Values.host }}\n`;
/** What no static rule sees: the patch is for an object that is not there. */
const BROKEN_BASE = {
  "kustomization.yaml": "resources: [a.yaml]\npatches:\n- path: patch.yaml\n",
  "a.yaml": CONFIG_MAP,
  "patch.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: another\ndata: {a: b}\n",
};
const KUSTOMIZE_SAYS = "no matches for Id ConfigMap.v1.[noGrp]/another";

async function aDraftOf(kind: ArtifactKind, filesFor: (name: string) => Record<string, string>) {
  const by = await aViewer();
  const { ref, facts } = await anArtifact({ by, kind });
  const { commit } = await aDraft(by, facts, filesFor(ref.name));
  const publish = (acknowledge: ("warnings" | "non-semver")[] = []) =>
    publishFromDraft(by, ref, { version: tag, draftCommit: commit, acknowledge });
  return { by, ref, facts, publish };
}
const countOf = (facts: { id: string }) => db().version.count({ where: { artifactId: facts.id } });

const running: RunningJobs[] = [];
const work = async () => {
  running.push(await runJobs([withHandler(checkVersionJob, versionCheckHandler)], { pollSeconds: 0.5 }));
};
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop(1000);
});
const until = (truth: () => Promise<void>) => vi.waitFor(truth, { timeout: 25_000, interval: 100 });
const checkOf = async (by: Viewer, ref: ArtifactRef) => (await getVersion(by, ref, tag)).check;

describe("publishing with findings", () => {
  it("GOH-52: asks to acknowledge what was found, writes nothing before, and keeps it with the version", async () => {
    const { by, ref, facts, publish } = await aDraftOf("chart", (name) => aChart(name, NEEDS_VALUES));
    const refusal = await refusalOf(publish());
    expect(refusal.code).toBe("publish_blocked");
    const asked = findingSchema.array().parse(refusal.details.facts?.findings);
    expect(asked).toContainEqual(
      expect.objectContaining({
        code: "render-failed",
        severity: "error",
        path: "templates/web.yaml",
        line: 6,
      }),
    );
    expect(await countOf(facts)).toBe(0);
    const { version } = await publish(["warnings"]);
    expect(version.check).toMatchObject({ state: "done", error: null });
    expect(version.findings).toEqual(expect.arrayContaining(asked));
    expect(version.findingCounts.error).toBe(
      version.findings.filter(({ severity }) => severity === "error").length,
    );
    expect(await getVersion(withRole(by, "viewer"), ref, tag)).toEqual(version);
  });

  it("PUB-10: publishes the same again without asking a second time", async () => {
    const { publish } = await aDraftOf("chart", (name) => aChart(name, NEEDS_VALUES));
    await publish(["warnings"]);
    expect((await publish()).kind).toBe("unchanged");
  });

  it("publishes at once where there is nothing to find, and says that it was looked for", async () => {
    const { publish } = await aDraftOf("chart", (name) => aChart(name, CONFIG_MAP));
    const { version } = await publish();
    expect(version.findings.filter(({ severity }) => severity !== "info")).toEqual([]);
    expect(version.check.state).toBe("done");
    expect(version.check.checkedAt).not.toBeNull();
  });

  it("ENG-34: a limit that is reached is something to acknowledge, never a refusal", async () => {
    const { publish } = await aDraftOf("chart", (name) =>
      aChart(name, `${CONFIG_MAP}data:\n  much: {{ repeat 1000000000 "a" }}\n`),
    );
    const refusal = await refusalOf(publish());
    expect(refusal.code).toBe("publish_blocked");
    const found = findingSchema.array().parse(refusal.details.facts?.findings);
    expect(found.map(({ code }) => code)).toContain("render-limit");
    expect((await publish(["warnings"])).kind).toBe("published");
  });

  it("PUB-8: a base that does not build is refused at every door, in kustomize's own words, acknowledged or not", async () => {
    const { by, ref, facts, publish } = await aDraftOf("kustomize-base", () => BROKEN_BASE);
    const bytes = await makePackage(filesOf(BROKEN_BASE), null);
    const pushed = { ociTag: "1.0.0", ...(await aPush(by, ref, BROKEN_BASE)) };
    const doors = [
      publish(["warnings"]),
      publishPackage(by, ref, { tag, bytes, acknowledge: ["warnings"] }),
      publishPushed(by, ref, pushed),
      publishPushed(by, aRef("kustomize-base"), pushed),
    ];
    for (const refusal of await Promise.all(doors.map(refusalOf))) {
      expect(refusal.code).toBe("base_invalid");
      expect(refusal.message).toContain(KUSTOMIZE_SAYS);
    }
    expect(await countOf(facts)).toBe(0);
  });

  it("PUB-9: the package itself, sent to the API, is asked about like a draft", async () => {
    const by = await aViewer();
    const { ref } = await anArtifact({ by });
    const bytes = await makePackage(filesOf(aChart(ref.name, NEEDS_VALUES)), ref.name);
    expect((await refusalOf(publishPackage(by, ref, { tag, bytes, acknowledge: [] }))).code).toBe(
      "publish_blocked",
    );
    const { version } = await publishPackage(by, ref, { tag, bytes, acknowledge: ["warnings"] });
    expect(version.findings.map(({ code }) => code)).toContain("render-failed");
  });
});

/** A chart that was pushed under 1.0.0, which nobody was asked about. */
async function aPushed(template: string) {
  const by = await aViewer();
  const ref = aRef("chart");
  const files = aChart(ref.name, template);
  const config = JSON.stringify({ apiVersion: "v2", name: ref.name, version: "1.0.0" });
  const { version } = await publishPushed(by, ref, {
    ociTag: "1.0.0",
    ...(await aPush(by, ref, files, { config })),
  });
  return { by, ref, version };
}

describe("the check of a version that was pushed", () => {
  it("CAT-16: is pending with the push, and done by a job that finds the same as a publication would", async () => {
    const { by, ref, version } = await aPushed(NEEDS_VALUES);
    expect(version.check).toMatchObject({ state: "pending", error: null, checkedAt: null });
    expect(version.findings).toEqual([]);
    await work();
    await until(async () => expect((await checkOf(by, ref)).state).toBe("done"));
    const { findings } = await getVersion(by, ref, tag);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "render-failed", path: "templates/web.yaml", line: 6 }),
    );
  });

  it("says why it failed, where the version is looked at, and is done when it is asked for again", async () => {
    const { by, ref, version } = await aPushed(CONFIG_MAP);
    const blob = blobPath(env().BLOB_STORE, digestSchema.parse(version.packageDigest));
    await rename(blob, `${blob}.gone`);
    // Its last try: the ones before would take half a minute.
    await db().$executeRaw`UPDATE "jobs"."job" SET retry_limit = 0 WHERE name = ${checkVersionJob.name}`;
    await work();
    await until(async () =>
      expect(await checkOf(by, ref)).toMatchObject({
        state: "failed",
        error: "something broke on our side",
      }),
    );
    await rename(`${blob}.gone`, blob);
    expect((await recheckVersion(by, ref, tag)).check.state).toBe("pending");
    await until(async () => expect(await checkOf(by, ref)).toMatchObject({ state: "done", error: null }));
  });

  it("is asked for by hand for a version that is older than checks; asked twice, it is one job and one audit row", async () => {
    const by = await aViewer();
    const { ref, facts } = await anArtifact({ by });
    await aVersionRow({ by, ref, tag: "1.0.0" });
    expect((await getVersion(by, ref, tag)).check).toMatchObject({ state: "pending", askedAt: null });
    const asked = await Promise.all([recheckVersion(by, ref, tag), recheckVersion(by, ref, tag)]);
    expect(asked.map(({ check }) => check.state)).toEqual(["pending", "pending"]);
    expect((await checkOf(by, ref)).askedAt).not.toBeNull();
    const deeds = { orgId: by.orgId, subjectId: facts.id, action: "version.check-asked" };
    expect(await db().auditEvent.count({ where: deeds })).toBe(1);
  });

  it("is not asked for by whoever may only look, nor in another organization", async () => {
    const by = await aViewer();
    const { ref } = await anArtifact({ by });
    await aVersionRow({ by, ref, tag: "1.0.0" });
    expect((await refusalOf(recheckVersion(withRole(by, "viewer"), ref, tag))).code).toBe("role_missing");
    expect((await refusalOf(recheckVersion(await aViewer(), ref, tag))).code).toBe("artifact_unknown");
    expect((await refusalOf(recheckVersion(by, ref, "2.0.0"))).code).toBe("version_unknown");
  });
});
