import { describe, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { duplicateArtifact } from "./duplicate-artifact.ts";
import { aDraft, anArtifact, aRef, aStranger, aViewer, filesOf, withRole } from "./fixtures.ts";
import { getArtifact } from "./get-artifact.ts";
import { getDraft, readDraftFile } from "./get-draft.ts";
import { importUpload } from "./import-upload.ts";
import { inspectUpload } from "./inspect-upload.ts";
import { listCommits } from "./list-commits.ts";
import { makePackage } from "./make-package.ts";
import { markVersion } from "./mark-version.ts";
import { publishFromDraft } from "./publish-from-draft.ts";
import { reviewDraft } from "./review-draft.ts";
import { duplicateArtifactSchema } from "./schema.ts";

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "no refusal",
    (error: unknown) => (isProblem(error) ? error.code : String(error)),
  );
const chart = (name: string, version: string, more: Record<string, string> = {}) => ({
  "Chart.yaml": `apiVersion: v2\nname: ${name} # its name\nversion: ${version}\ndescription: Serves pages\n`,
  "values.yaml": "replicas: 1\n",
  "templates/web.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n",
  ...more,
});
const publish = (by: Viewer, ref: ArtifactRef, tag: string, draftCommit: string) =>
  publishFromDraft(by, ref, {
    version: versionTagSchema.parse(tag),
    draftCommit,
    acknowledge: [],
    notes: "",
  });
const textOf = async (by: Viewer, ref: ArtifactRef, path: string) =>
  (await readDraftFile(by, ref, path)).bytes.toString();

async function aChartDraft(version = "0.1.0", more: Record<string, string> = {}) {
  const by = await aViewer();
  const { ref, facts } = await anArtifact({ by });
  const { commit } = await aDraft(by, facts, chart(ref.name, version, more));
  return { by, ref, facts, commit };
}

describe("GOH-25 GOH-26 GOH-30 API-11: the review of a draft", () => {
  it("GOH-25: a first version is compared against nothing: everything that the package will hold", async () => {
    const { by, ref, commit } = await aChartDraft("0.3.0", { ".helmignore": "*.bak\n", "values.bak": "x" });
    const review = await reviewDraft(by, ref, null);
    expect(review).toMatchObject({
      draftCommit: commit,
      against: null,
      suggestedVersion: "0.3.0",
      refusals: [],
    });
    expect(review.files.changes.map(({ path, change }) => `${change} ${path}`)).toEqual([
      "added .helmignore",
      "added Chart.yaml",
      "added templates/web.yaml",
      "added values.yaml",
    ]);
    expect(review.suggestedNotes).toBe("- Change\n");
  });

  it("GOH-26 NB-6: the next tag follows the highest that is not yanked, or the newest where all are", async () => {
    const by = await aViewer();
    const { ref, facts } = await anArtifact({ by, kind: "manifest-bundle" });
    const draftOf = (team: string) =>
      aDraft(by, facts, {
        "web.yaml": `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n  labels:\n    team: ${team}\n`,
      });
    for (const tag of ["0.2.0", "0.3.0"]) await publish(by, ref, tag, (await draftOf(`t-${tag}`)).commit);
    const yank = (tag: string) =>
      markVersion(withRole(by, "admin"), ref, versionTagSchema.parse(tag), {
        state: "yanked",
        reason: "Wrong image.",
      });
    await yank("0.3.0");
    await draftOf("ledger");
    expect(await reviewDraft(by, ref, null)).toMatchObject({ against: "0.2.0", suggestedVersion: "0.2.1" });
    await yank("0.2.0");
    expect(await reviewDraft(by, ref, null)).toMatchObject({ against: "0.3.0", suggestedVersion: "0.3.1" });
  });

  it("GOH-25 CAT-22: shows exactly what changed since the latest version, not the version that the release wrote", async () => {
    const { by, ref, facts, commit } = await aChartDraft("0.1.0");
    await publish(by, ref, "0.2.0", commit);
    expect((await reviewDraft(by, ref, null)).files).toEqual({ changes: [], unchangedCount: 3, partial: [] });
    expect((await getArtifact(by, ref)).unpublished).toBe(false);
    const changed = { ...chart(ref.name, "0.2.0"), "values.yaml": "replicas: 2\n", "README.md": "# Web" };
    await aDraft(by, facts, changed);
    const review = await reviewDraft(by, ref, null);
    expect(review).toMatchObject({
      against: "0.2.0",
      suggestedVersion: "0.2.1",
      suggestedNotes: "- Change\n",
    });
    expect(review.files.changes.map(({ path, before, after }) => [path, before, after])).toEqual([
      ["README.md", null, "# Web"],
      ["values.yaml", "replicas: 1\n", "replicas: 2\n"],
    ]);
    expect((await getArtifact(by, ref)).unpublished).toBe(true);
  });

  it("GOH-26: compares against any version, and suggests a tag that is free", async () => {
    const { by, ref, facts, commit } = await aChartDraft("1.0.0");
    await publish(by, ref, "1.0.0", commit);
    const { commit: next } = await aDraft(by, facts, chart(ref.name, "1.0.1", { b: "2" }));
    await publish(by, ref, "1.0.1", next);
    const review = await reviewDraft(by, ref, "1.0.0");
    expect(review).toMatchObject({ against: "1.0.0", suggestedVersion: "1.0.2" });
    expect(review.files.changes.map((change) => change.path)).toEqual(["Chart.yaml", "b"]);
    expect(await codeOf(reviewDraft(by, ref, "9.9.9"))).toBe("version_unknown");
  });

  it("tells what a gate would refuse, in its words, before anyone publishes", async () => {
    const { by, ref } = await aChartDraft("0.1.0", {
      "Chart.yaml": "apiVersion: v2\nname: other\nversion: 0.1.0\n",
    });
    const { refusals } = await reviewDraft(by, ref, null);
    expect(refusals).toEqual([expect.stringContaining("the chart is refused: chart is other 0.1.0")]);
  });

  it("ROLE-1 ROLE-12 ROLE-13: members of the organization review, others do not; an empty draft is said to be empty", async () => {
    const { by, ref } = await aChartDraft();
    expect(await codeOf(reviewDraft(withRole(by, "viewer"), ref, null))).toBe("no refusal");
    expect(await codeOf(reviewDraft(aStranger(by), ref, null))).toBe("artifact_unknown");
    expect(await codeOf(reviewDraft(await aViewer(), ref, null))).toBe("artifact_unknown");
    const { ref: empty } = await anArtifact({ by, visibility: "public" });
    expect(await codeOf(reviewDraft(by, empty, null))).toBe("draft_empty");
    expect(await codeOf(reviewDraft(aStranger(by), empty, null))).toBe("sign_in_required");
  });
});

describe("CAT-2 CAT-13 API-5: duplicates and forks", () => {
  const as = (name: string, version?: string) => duplicateArtifactSchema.parse({ name, version });

  it("CAT-13: a duplicate has the draft's content, its own name in Chart.yaml, no history and no link", async () => {
    const { by, ref, facts } = await aChartDraft();
    await aDraft(by, facts, chart(ref.name, "0.1.0", { "run.sh": "x" }));
    const copy = await duplicateArtifact(by, ref, as("copied"), "duplicate");
    expect(copy).toMatchObject({ name: "copied", forkedFrom: null, versionCount: 0, visibility: "private" });
    const to = aRef("chart", "copied");
    expect((await getDraft(by, to)).files.map((file) => file.path)).toContain("run.sh");
    expect(await textOf(by, to, "Chart.yaml")).toBe(chart("copied", "0.1.0")["Chart.yaml"]);
    expect((await listCommits(by, to, { limit: 10 })).items.map((one) => one.message)).toEqual([
      `Copy ${ref.name}`,
    ]);
    expect((await reviewDraft(by, to, null)).refusals).toEqual([]);
  });

  it("CAT-13: a fork is made of a version and keeps the link, for whoever may see the origin", async () => {
    const { by, ref, facts, commit } = await aChartDraft("1.4.0");
    expect(await codeOf(duplicateArtifact(by, ref, as("forked"), "fork"))).toBe("version_unknown");
    await publish(by, ref, "1.4.0", commit);
    const { commit: later } = await aDraft(by, facts, chart(ref.name, "1.5.0", { later: "x" }));
    await publish(by, ref, "1.5.0", later);
    const latest = await duplicateArtifact(by, ref, as("forked"), "fork");
    expect(latest.forkedFrom).toEqual({ project: null, name: ref.name, version: "1.5.0" });
    const chosen = await duplicateArtifact(by, ref, as("chosen", "1.4.0"), "fork");
    expect(chosen.forkedFrom?.version).toBe("1.4.0");
    expect((await getDraft(by, aRef("chart", "chosen"))).files.map((file) => file.path)).not.toContain(
      "later",
    );
    await db().artifact.updateMany({
      where: { orgId: by.orgId, name: "forked" },
      data: { visibility: "public" },
    });
    expect((await getArtifact(aStranger(by), aRef("chart", "forked"))).forkedFrom).toBeNull();
    expect(await codeOf(duplicateArtifact(by, ref, as("x", "9.9.9"), "fork"))).toBe("version_unknown");
  });

  it("API-5 ROLE-2 ROLE-12: refuses a taken name, viewers, strangers and other organizations", async () => {
    const { by, ref } = await aChartDraft();
    expect(await codeOf(duplicateArtifact(by, ref, as(ref.name), "duplicate"))).toBe("name_taken");
    expect(await codeOf(duplicateArtifact(withRole(by, "viewer"), ref, as("x"), "duplicate"))).toBe(
      "role_missing",
    );
    expect(await codeOf(duplicateArtifact(aStranger(by), ref, as("x"), "duplicate"))).toBe(
      "artifact_unknown",
    );
    expect(await codeOf(duplicateArtifact(await aViewer(), ref, as("x"), "duplicate"))).toBe(
      "artifact_unknown",
    );
  });
});

describe("CAT-20: uploads", () => {
  it("suggests what Chart.yaml says of an archive, and stores nothing", async () => {
    const by = await aViewer();
    const bytes = await makePackage(filesOf(chart("web", "1.2.3")), "web");
    expect(await inspectUpload(by, "chart", bytes)).toEqual({
      name: "web",
      version: "1.2.3",
      description: "Serves pages",
      fileCount: 3,
      sizeBytes: Object.values(chart("web", "1.2.3")).join("").length,
    });
    const folder = await makePackage(filesOf({ "kustomization.yaml": "resources: []\n" }), "my-base");
    expect(await inspectUpload(by, "kustomize-base", folder)).toMatchObject({
      name: "my-base",
      version: null,
      fileCount: 1,
    });
    const loose = await makePackage(filesOf({ "a.yaml": "", "b/c.yaml": "" }), null);
    expect(await inspectUpload(by, "manifest-bundle", loose)).toMatchObject({ name: null, fileCount: 2 });
    const broken = await makePackage(filesOf({ "Chart.yaml": "name: [" }), null);
    expect(await inspectUpload(by, "chart", broken)).toMatchObject({ name: null, version: null });
    expect(await db().artifact.count({ where: { orgId: by.orgId } })).toBe(0);
    expect(await codeOf(inspectUpload(withRole(by, "viewer"), "chart", bytes))).toBe("role_missing");
  });

  it("makes the files of an archive the draft as one commit, byte for byte, the top folder left out", async () => {
    const { by, ref, commit } = await aChartDraft();
    const archive = await makePackage(
      filesOf(chart(ref.name, "2.0.0", { "charts/sub.tgz": "bytes" })),
      ref.name,
    );
    const made = await importUpload(by, ref, { parent: commit, archive, message: "Bring in 2.0.0" });
    const draft = await getDraft(by, ref);
    expect(draft.commit).toBe(made.commit);
    expect(draft.files.map((file) => file.path)).toEqual([
      "Chart.yaml",
      "charts/sub.tgz",
      "templates/web.yaml",
      "values.yaml",
    ]);
    expect(await textOf(by, ref, "Chart.yaml")).toBe(chart(ref.name, "2.0.0")["Chart.yaml"]);
    expect((await listCommits(by, ref, { limit: 5 })).items[0]?.message).toBe("Bring in 2.0.0");
    expect(await importUpload(by, ref, { parent: made.commit, archive, message: "Again" })).toEqual(made);
  });

  it("PUB-4 CAT-19: refuses what is no archive, what breaks its rules, and an older parent; nothing is stored", async () => {
    const { by, ref, commit } = await aChartDraft();
    const archive = await makePackage(filesOf({ a: "1" }), null);
    const evil = await makePackage(filesOf({ "a/.git/config": "1" }), null);
    const given = { parent: commit, archive, message: "x" };
    expect(await codeOf(importUpload(by, ref, { ...given, archive: Buffer.from("text") }))).toBe(
      "archive_invalid",
    );
    expect(await codeOf(importUpload(by, ref, { ...given, archive: archive.subarray(0, 30) }))).toBe(
      "archive_invalid",
    );
    expect(await codeOf(importUpload(by, ref, { ...given, archive: Buffer.alloc(0) }))).toBe(
      "archive_invalid",
    );
    expect(await codeOf(importUpload(by, ref, { ...given, archive: evil }))).toBe("archive_invalid");
    expect(await codeOf(importUpload(by, ref, { ...given, parent: null }))).toBe("draft_moved");
    expect(await codeOf(importUpload(withRole(by, "viewer"), ref, given))).toBe("role_missing");
    expect(await codeOf(importUpload(aStranger(by), ref, given))).toBe("artifact_unknown");
    expect((await getDraft(by, ref)).commit).toBe(commit);
  });
});
