import { describe, expect, it } from "vitest";
import { db } from "#lib/db/database.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { archiveArtifact, unarchiveArtifact } from "./archive-artifact.ts";
import { deleteArtifact } from "./delete-artifact.ts";
import { saveDraftSchema } from "./draft-schema.ts";
import { aDraft, anArtifact, aStranger, aVersionRow, aViewer, withRole } from "./fixtures.ts";
import { getArtifact } from "./get-artifact.ts";
import { getDraft } from "./get-draft.ts";
import { listArtifacts } from "./list-artifacts.ts";
import { saveDraft } from "./save-draft.ts";
import { listArtifactsQuerySchema, updateArtifactSchema } from "./schema.ts";
import { updateArtifact } from "./update-artifact.ts";

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "no refusal",
    (error: unknown) => (isProblem(error) ? error.code : String(error)),
  );
const query = (q?: string) => ({ ...listArtifactsQuerySchema.parse({}), ...(q ? { q } : {}) });
const actionsOf = async (orgId: string) =>
  (await db().auditEvent.findMany({ where: { orgId }, orderBy: { seq: "asc" } })).map((row) => row.action);

describe("API-2 ROLE-2 ROLE-3: settings", () => {
  it("API-2: changes what is named, leaves the rest, and search finds the new words at once", async () => {
    const by = await aViewer();
    const { ref } = await anArtifact({ by, description: "Old words", labels: { a: "1" } });
    await aVersionRow({ by, ref, tag: "1.0.0", metadata: { keywords: ["proxying"] } });
    const changed = await updateArtifact(by, ref, {
      description: "Fresh words",
      icon: "https://example.com/i.svg",
    });
    expect(changed).toMatchObject({
      description: "Fresh words",
      icon: "https://example.com/i.svg",
      labels: { a: "1" },
      visibility: "private",
    });
    expect((await listArtifacts(by, "chart", query("fresh proxying"))).total).toBe(1);
    expect((await listArtifacts(by, "chart", query("old"))).total).toBe(0);
    expect(await updateArtifact(by, ref, { icon: null, labels: {} })).toMatchObject({
      icon: null,
      labels: {},
    });
  });

  it("S16 API-2: refuses what the database cannot hold: NUL, and half a surrogate pair, in every text", () => {
    for (const bad of ["a\0b", "a\ud800b"]) {
      for (const input of [
        { description: bad },
        { icon: bad },
        { labels: { [bad]: "" } },
        { labels: { a: bad } },
      ])
        expect(updateArtifactSchema.safeParse(input).success).toBe(false);
      const save = { parent: null, message: bad, changes: [{ op: "delete", path: "a" }] };
      expect(saveDraftSchema.safeParse(save).success).toBe(false);
      expect(
        saveDraftSchema.safeParse({ ...save, message: "x", changes: [{ op: "delete", path: bad }] }).success,
      ).toBe(false);
    }
    expect(updateArtifactSchema.safeParse({ description: "😀", labels: { "😀": "é" } }).success).toBe(true);
  });

  it("records each change with before and after, and nothing where nothing changed", async () => {
    const by = await aViewer();
    const { ref } = await anArtifact({ by, description: "Same", labels: { b: "2", a: "1" } });
    await updateArtifact(by, ref, { description: "Same", labels: { a: "1", b: "2" }, visibility: "private" });
    expect(await actionsOf(by.orgId)).toEqual(["artifact.created"]);
    await updateArtifact(withRole(by, "admin"), ref, { visibility: "public" });
    const row = await db().auditEvent.findFirstOrThrow({
      where: { orgId: by.orgId },
      orderBy: { seq: "desc" },
    });
    expect(row).toMatchObject({
      action: "artifact.updated",
      details: { changes: [{ field: "visibility", from: "private", to: "public" }] },
    });
  });

  it("ROLE-3 ROLE-12: members describe, admins show to the public; the answer to others hides or explains", async () => {
    const by = await aViewer();
    const { ref } = await anArtifact({ by });
    expect(await codeOf(updateArtifact(by, ref, { visibility: "public" }))).toBe("role_missing");
    expect(await codeOf(updateArtifact(by, ref, { visibility: "private", description: "x" }))).toBe(
      "no refusal",
    );
    expect(await codeOf(updateArtifact(withRole(by, "viewer"), ref, { description: "x" }))).toBe(
      "role_missing",
    );
    expect(await codeOf(updateArtifact({ ...by, apiScope: "read" }, ref, { description: "x" }))).toBe(
      "scope_missing",
    );
    const admin = { ...withRole(by, "admin"), apiScope: "write" } as const;
    expect(await codeOf(updateArtifact(admin, ref, { visibility: "public" }))).toBe("scope_missing");
    for (const other of [aStranger(by), await aViewer({ role: "owner" })])
      expect(await codeOf(updateArtifact(other, ref, { description: "x" }))).toBe("artifact_unknown");
  });
});

describe("CAT-14 API-3 API-4: archiving and deleting", () => {
  it("CAT-14: archiving hides from lists and search, blocks edits, is undone by unarchiving, twice is once", async () => {
    const by = await aViewer({ role: "admin" });
    const { ref, facts } = await anArtifact({ by, visibility: "public" });
    const { commit } = await aDraft(by, facts, { a: "1" });
    const save = () =>
      saveDraft(by, ref, { parent: commit, message: "x", changes: [{ op: "delete", path: "a" }] });
    expect((await archiveArtifact(by, ref)).archived).toBe(true);
    expect((await archiveArtifact(by, ref)).permissions).toMatchObject({
      edit: false,
      publish: false,
      archive: true,
    });
    expect((await listArtifacts(by, "chart", query())).total).toBe(0);
    expect((await listArtifacts(by, "chart", query(ref.name))).total).toBe(0);
    expect(await codeOf(save())).toBe("archived");
    expect((await getArtifact(aStranger(by), ref)).name).toBe(ref.name);
    expect((await unarchiveArtifact(by, ref)).archived).toBe(false);
    expect(await codeOf(save())).toBe("no refusal");
    expect(await actionsOf(by.orgId)).toEqual([
      "artifact.created",
      "artifact.archived",
      "artifact.unarchived",
      "draft.saved",
    ]);
  });

  it("API-3 CAT-14: deletes an artifact without versions, with its draft; the name is free again", async () => {
    const by = await aViewer({ role: "admin" });
    const { ref, facts } = await anArtifact({ by, name: "web" });
    await aDraft(by, facts, { a: "1" });
    await deleteArtifact(by, ref);
    expect(await codeOf(getArtifact(by, ref))).toBe("artifact_unknown");
    expect(await codeOf(deleteArtifact(by, ref))).toBe("artifact_unknown");
    expect(await db().gitCommit.count({ where: { historyId: facts.id } })).toBe(0);
    await anArtifact({ by, name: "web" });
    expect((await getDraft(by, ref)).commit).toBeNull();
    expect(await actionsOf(by.orgId)).toEqual(["artifact.created", "artifact.deleted", "artifact.created"]);
  });

  it("API-3 DESIGN promise 1: refuses to delete an artifact with versions, and says what to do instead", async () => {
    const by = await aViewer({ role: "owner" });
    const { ref } = await anArtifact({ by });
    await aVersionRow({ by, ref, tag: "1.0.0" });
    expect(await codeOf(deleteArtifact(by, ref))).toBe("artifact_has_versions");
    expect((await getArtifact(by, ref)).versionCount).toBe(1);
  });

  it("ROLE-3 ROLE-12: only admins archive and delete", async () => {
    const by = await aViewer();
    const { ref } = await anArtifact({ by });
    for (const work of [archiveArtifact, unarchiveArtifact, deleteArtifact]) {
      expect(await codeOf(work(by, ref))).toBe("role_missing");
      expect(await codeOf(work({ ...by, role: "admin", apiScope: "publish" }, ref))).toBe("scope_missing");
      expect(await codeOf(work(aStranger(by), ref))).toBe("artifact_unknown");
      expect(await codeOf(work(await aViewer({ role: "owner" }), ref))).toBe("artifact_unknown");
    }
  });
});
