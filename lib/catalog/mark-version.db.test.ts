import { describe, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { type ArtifactRef, newId } from "#lib/ids/ids.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { archiveArtifact } from "./archive-artifact.ts";
import { anArtifact, aStranger, aVersionRow, aViewer, withRole } from "./fixtures.ts";
import { getArtifact } from "./get-artifact.ts";
import { getVersion, resolveRange } from "./get-version.ts";
import { listArtifacts } from "./list-artifacts.ts";
import { listMarks } from "./list-marks.ts";
import { listVersions } from "./list-versions.ts";
import { markVersion } from "./mark-version.ts";
import { listArtifactsQuerySchema, type MarkVersionInput, markVersionSchema } from "./schema.ts";
import { updateArtifact } from "./update-artifact.ts";

async function codeOf(deed: Promise<unknown>): Promise<string> {
  try {
    await deed;
    return "done";
  } catch (error) {
    if (isProblem(error)) return error.code;
    throw error;
  }
}

/** A chart with these versions, and its admin. */
async function aChartWith(tags: string[], over: { visibility?: "public" | "private" } = {}) {
  const admin = await aViewer({ role: "admin" });
  const { ref, facts } = await anArtifact({ by: admin, ...over });
  for (const tag of tags) await aVersionRow({ by: admin, ref, tag, metadata: { appVersion: `app-${tag}` } });
  return { admin, member: withRole(admin, "member"), ref, facts };
}

const mark = (by: Viewer, ref: ArtifactRef, tag: string, input: Partial<MarkVersionInput> = {}) =>
  markVersion(by, ref, versionTagSchema.parse(tag), {
    state: "yanked",
    reason: "It deletes the volume.",
    ...input,
  });

const eventsOf = (orgId: string) =>
  db().auditEvent.findMany({
    where: { orgId, action: { startsWith: "version." } },
    orderBy: { seq: "asc" },
    select: { action: true, actorId: true, details: true },
  });

describe("marking a version", () => {
  it("NB-6: is told on the version, in lists and in its history, with reason, replacement, who and when", async () => {
    const { member, ref } = await aChartWith(["1.0.0", "1.1.0"]);
    const marked = await mark(member, ref, "1.0.0", {
      state: "deprecated",
      reason: "No fixes any more.",
      replacement: versionTagSchema.parse("1.1.0"),
    });
    expect(marked.lifecycle).toEqual({
      state: "deprecated",
      reason: "No fixes any more.",
      replacement: "1.1.0",
      replacementState: "active",
      by: { kind: "user", name: member.actor.name },
      at: expect.stringMatching(/^\d{4}-/),
    });
    const { items } = await listVersions(member, ref, { sort: "published", limit: 5 });
    expect(items.map(({ version, lifecycle }) => [version, lifecycle.state])).toEqual([
      ["1.1.0", "active"],
      ["1.0.0", "deprecated"],
    ]);
    expect(items[0]?.lifecycle).toEqual({
      state: "active",
      reason: null,
      replacement: null,
      replacementState: null,
      by: null,
      at: null,
    });
    expect(await listMarks(member, ref, versionTagSchema.parse("1.1.0"))).toEqual([]);
    expect(await listMarks(member, ref, versionTagSchema.parse("1.0.0"))).toEqual([
      {
        state: "deprecated",
        reason: "No fixes any more.",
        replacement: "1.1.0",
        by: { kind: "user", name: member.actor.name },
        via: "portal",
        at: expect.stringMatching(/^\d{4}-/),
      },
    ]);
  });

  it("NB-6: leaves the frozen version as it is, byte for byte", async () => {
    const { admin, ref, facts } = await aChartWith(["1.0.0"]);
    const row = () => db().version.findFirstOrThrow({ where: { artifactId: facts.id } });
    const before = await row();
    await mark(admin, ref, "1.0.0");
    expect(await row()).toEqual(before);
  });

  it("NB-6: is undone with a reason; the audit log has every mark with what was before", async () => {
    const { admin, ref } = await aChartWith(["1.0.0", "1.1.0"]);
    await mark(admin, ref, "1.1.0", { reason: "Wrong image.", replacement: versionTagSchema.parse("1.0.0") });
    const lifted = await mark(admin, ref, "1.1.0", { state: "active", reason: "It was the cluster." });
    expect(lifted).toMatchObject({ latest: true, lifecycle: { state: "active", replacement: null } });
    const yanked = { state: "yanked", reason: "Wrong image.", replacement: "1.0.0" };
    const active = { state: "active", reason: "It was the cluster.", replacement: null };
    expect((await eventsOf(admin.orgId)).map(({ action, details }) => [action, details])).toEqual([
      [
        "version.yanked",
        { tag: "1.1.0", before: { state: "active", reason: null, replacement: null }, after: yanked },
      ],
      ["version.mark_lifted", { tag: "1.1.0", before: yanked, after: active }],
    ]);
    const marks = await listMarks(admin, ref, versionTagSchema.parse("1.1.0"));
    expect(marks.map(({ state, reason }) => [state, reason])).toEqual([
      ["active", "It was the cluster."],
      ["yanked", "Wrong image."],
    ]);
  });

  it("writes nothing for the same mark again, nor for making active what never was marked", async () => {
    const { admin, ref } = await aChartWith(["1.0.0"]);
    await mark(admin, ref, "1.0.0", { state: "active", reason: "Just so." });
    expect(await db().versionMark.count({ where: { orgId: admin.orgId } })).toBe(0);
    const first = await mark(admin, ref, "1.0.0");
    const again = await mark(withRole({ ...admin, requestId: newId("req") }, "owner"), ref, "1.0.0");
    expect(again.lifecycle).toEqual(first.lifecycle);
    expect(await eventsOf(admin.orgId)).toHaveLength(1);
    // Another reason is another mark.
    await mark(admin, ref, "1.0.0", { reason: "It also deletes the secret." });
    expect(await eventsOf(admin.orgId)).toHaveLength(2);
  });

  it("of many at once each is recorded after the one before it, and the last one stands", async () => {
    const { admin, ref, facts } = await aChartWith(["1.0.0", "1.1.0"]);
    const reasons = Array.from({ length: 8 }, (_, i) => `Reason ${i}.`);
    await Promise.all(
      reasons.map((reason, i) =>
        mark(admin, ref, "1.1.0", { reason, state: i % 2 ? "yanked" : "deprecated" }),
      ),
    );
    const events = await eventsOf(admin.orgId);
    expect(events).toHaveLength(8);
    const details = events.map((event) => event.details as { before: unknown; after: { state: string } });
    for (const [at, { before }] of details.entries())
      if (at > 0) expect(before).toEqual(details[at - 1]?.after);
    const { lifecycle, latest } = await getVersion(admin, ref, "1.1.0");
    expect(lifecycle.state).toBe(details.at(-1)?.after.state);
    const row = await db().artifact.findUniqueOrThrow({ where: { id: facts.id, orgId: facts.orgId } });
    expect([row.latestTag, latest]).toEqual(
      lifecycle.state === "yanked" ? ["1.0.0", false] : ["1.1.0", true],
    );
  });

  it("the same mark by two at once is recorded once", async () => {
    const { admin, ref } = await aChartWith(["1.0.0"]);
    await Promise.all(Array.from({ length: 6 }, () => mark(admin, ref, "1.0.0")));
    expect(await eventsOf(admin.orgId)).toHaveLength(1);
  });

  it("is possible while the artifact is archived: its versions are still pulled", async () => {
    const { admin, ref } = await aChartWith(["1.0.0"]);
    await archiveArtifact(admin, ref);
    expect((await mark(admin, ref, "1.0.0")).lifecycle.state).toBe("yanked");
  });
});

describe("what is refused", () => {
  it("API-15: a mark without a reason, with one that is too long, or with only spaces", () => {
    const wrong = [{}, { reason: "" }, { reason: " \n " }, { reason: "x".repeat(501) }, { reason: "a\0b" }];
    for (const given of wrong)
      expect(markVersionSchema.safeParse({ state: "yanked", ...given }).success).toBe(false);
    const padded = markVersionSchema.parse({ state: "active", reason: "  why  " });
    expect(padded.reason).toBe("why");
  });

  it("a replacement that is not there, is this version, is yanked itself, or is of an active version", async () => {
    const { admin, ref } = await aChartWith(["1.0.0", "1.1.0", "1.2.0"]);
    const other = await aChartWith(["9.0.0"]);
    await mark(admin, ref, "1.2.0");
    for (const replacement of ["9.0.0", "1.0.0", "1.2.0", "3.0.0"])
      expect(
        await codeOf(mark(admin, ref, "1.0.0", { replacement: versionTagSchema.parse(replacement) })),
      ).toBe("input_invalid");
    const lifting = { state: "active", replacement: versionTagSchema.parse("1.1.0") } as const;
    expect(await codeOf(mark(admin, ref, "1.2.0", lifting))).toBe("input_invalid");
    expect(await eventsOf(admin.orgId)).toHaveLength(1);
    expect(await eventsOf(other.admin.orgId)).toHaveLength(0);
  });

  it("says of a replacement that it was yanked since", async () => {
    const { admin, ref } = await aChartWith(["1.0.0", "1.1.0"]);
    await mark(admin, ref, "1.0.0", { replacement: versionTagSchema.parse("1.1.0") });
    await mark(admin, ref, "1.1.0");
    expect((await getVersion(admin, ref, "1.0.0")).lifecycle.replacementState).toBe("yanked");
  });

  it("ROLE-2, ROLE-3: members deprecate and lift that; only admins yank, change and lift a yank", async () => {
    const { admin, member, ref } = await aChartWith(["1.0.0", "1.1.0"]);
    const viewer = withRole(admin, "viewer");
    const deprecated = { state: "deprecated" } as const;
    const active = { state: "active" } as const;
    expect(await codeOf(mark(viewer, ref, "1.0.0", deprecated))).toBe("role_missing");
    expect(await codeOf(mark(member, ref, "1.0.0"))).toBe("role_missing");
    expect(await codeOf(mark(member, ref, "1.0.0", deprecated))).toBe("done");
    expect(await codeOf(mark(viewer, ref, "1.0.0", active))).toBe("role_missing");
    expect(await codeOf(mark(member, ref, "1.0.0", active))).toBe("done");
    expect(await codeOf(mark(admin, ref, "1.0.0"))).toBe("done");
    expect(await codeOf(mark(member, ref, "1.0.0", active))).toBe("role_missing");
    expect(await codeOf(mark(member, ref, "1.0.0", deprecated))).toBe("role_missing");
    expect(await codeOf(mark(withRole(admin, "owner"), ref, "1.0.0", active))).toBe("done");
    const { permissions } = await getArtifact(member, ref);
    expect([permissions.deprecate, permissions.yank]).toEqual([true, false]);
    expect((await getArtifact(viewer, ref)).permissions).toMatchObject({ deprecate: false, yank: false });
    expect((await getArtifact(admin, ref)).permissions).toMatchObject({ deprecate: true, yank: true });
  });

  it("ROLE-2, ROLE-3: an API token deprecates with scope publish and yanks with scope admin", async () => {
    const { admin, ref } = await aChartWith(["1.0.0"]);
    const scoped = (apiScope: "write" | "publish" | "admin") => ({ ...admin, apiScope });
    const deprecated = { state: "deprecated" } as const;
    expect(await codeOf(mark(scoped("write"), ref, "1.0.0", deprecated))).toBe("scope_missing");
    expect(await codeOf(mark(scoped("publish"), ref, "1.0.0", deprecated))).toBe("done");
    expect(await codeOf(mark(scoped("publish"), ref, "1.0.0"))).toBe("scope_missing");
    expect(await codeOf(mark(scoped("admin"), ref, "1.0.0"))).toBe("done");
  });

  it("promise 4: hidden and missing are one answer, for marking and for the history of marks", async () => {
    const { admin, ref } = await aChartWith(["1.0.0"]);
    const outside = [aStranger(admin), await aViewer({ role: "owner" }), { ...admin, pattern: "charts/x/*" }];
    for (const viewer of outside) {
      expect(await codeOf(mark(viewer, ref, "1.0.0"))).toBe("artifact_unknown");
      expect(await codeOf(listMarks(viewer, ref, versionTagSchema.parse("1.0.0")))).toBe("artifact_unknown");
    }
    expect(await codeOf(mark(admin, ref, "7.0.0"))).toBe("version_unknown");
    expect(await codeOf(listMarks(admin, ref, versionTagSchema.parse("7.0.0")))).toBe("version_unknown");
    const open = await aChartWith(["1.0.0"], { visibility: "public" });
    expect(await codeOf(mark(aStranger(open.admin), open.ref, "1.0.0"))).toBe("sign_in_required");
  });
});

describe("a yanked version", () => {
  it("OCI-110: leaves latest and ranges, and still answers by its exact tag", async () => {
    const { admin, ref } = await aChartWith(["1.0.0", "1.1.0", "1.2.0-rc.1", "2.0.0"]);
    await mark(admin, ref, "2.0.0");
    expect(await resolveRange(admin, ref, "latest")).toBe("1.1.0");
    expect(await resolveRange(admin, ref, ">=1")).toBe("1.1.0");
    expect(await codeOf(resolveRange(admin, ref, "^2.0.0"))).toBe("version_unknown");
    expect((await getVersion(admin, ref, "2.0.0")).latest).toBe(false);
    expect((await getArtifact(admin, ref)).latest).toBe("1.1.0");
    await mark(admin, ref, "1.1.0", { state: "deprecated" });
    expect(await resolveRange(admin, ref, "^1.0.0")).toBe("1.1.0");
    await mark(admin, ref, "2.0.0", { state: "active", reason: "Mended in the cluster." });
    expect(await resolveRange(admin, ref, "latest")).toBe("2.0.0");
  });

  it("GOH-71: is not among the tags that are advised", async () => {
    const { admin, ref } = await aChartWith(["1.0.0", "1.0.1"]);
    await mark(admin, ref, "1.0.1");
    const refusal = await getVersion(admin, ref, "1.0.9").catch((error: unknown) => error);
    expect(isProblem(refusal) && refusal.details.facts).toEqual({ near: ["1.0.0"] });
  });

  it("gives the list to the latest of the others: what it says of itself is what search finds", async () => {
    const { admin, ref } = await aChartWith(["1.0.0", "2.0.0"]);
    const found = async (q: string) =>
      (await listArtifacts(admin, "chart", listArtifactsQuerySchema.parse({ q }))).total;
    expect([await found("app-2.0.0"), await found("app-1.0.0")]).toEqual([1, 0]);
    await mark(admin, ref, "2.0.0");
    expect([await found("app-2.0.0"), await found("app-1.0.0")]).toEqual([0, 1]);
    const { items } = await listArtifacts(admin, "chart", listArtifactsQuerySchema.parse({}));
    expect(items[0]?.recent.map(({ version, lifecycle }) => [version, lifecycle])).toEqual([
      ["1.0.0", "active"],
      ["2.0.0", "yanked"],
    ]);
  });

  it("CAT-5: lists are narrowed by the mark of the latest version; where all are yanked there is none", async () => {
    const { admin, ref } = await aChartWith(["1.0.0", "1.1.0"]);
    const found = async (lifecycle: string) =>
      (await listArtifacts(admin, "chart", listArtifactsQuerySchema.parse({ lifecycle }))).total;
    const counts = async () => [await found("active"), await found("deprecated"), await found("yanked")];
    expect(await counts()).toEqual([1, 0, 0]);
    await mark(admin, ref, "1.1.0", { state: "deprecated" });
    expect(await counts()).toEqual([0, 1, 0]);
    await mark(admin, ref, "1.1.0");
    expect(await counts()).toEqual([1, 0, 0]);
    await mark(admin, ref, "1.0.0");
    expect(await counts()).toEqual([0, 0, 1]);
    expect(await getArtifact(admin, ref)).toMatchObject({
      latest: null,
      lifecycle: "yanked",
      versionCount: 2,
    });
    expect(await codeOf(resolveRange(admin, ref, "latest"))).toBe("version_unknown");
    await updateArtifact(admin, ref, { description: "Still found" });
    const again = await listArtifacts(
      admin,
      "chart",
      listArtifactsQuerySchema.parse({ q: "app-1.1.0 still" }),
    );
    expect(again.total).toBe(1);
  });
});
