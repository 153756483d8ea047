import { describe, expect, it } from "vitest";
import { db } from "#lib/db/database.ts";
import { storeFile } from "#lib/git/store-file.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { createArtifact } from "./create-artifact.ts";
import { type DraftChange, saveDraftSchema } from "./draft-schema.ts";
import { aDraft, anArtifact, aRef, aStranger, aVersionRow, aViewer, withRole } from "./fixtures.ts";
import { getArtifact } from "./get-artifact.ts";
import { getCommit } from "./get-commit.ts";
import { getDraft, readDraftFile } from "./get-draft.ts";
import { listCommits } from "./list-commits.ts";
import { moveDraft } from "./move-draft.ts";
import { saveDraft } from "./save-draft.ts";
import { scaffoldDraft } from "./scaffold-draft.ts";
import { createArtifactSchema } from "./schema.ts";

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      if (isProblem(error)) return { code: error.code, ...error.details };
      throw error;
    },
  );
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work))?.code ?? "no refusal";
const put = (path: string, content: string): DraftChange => ({ op: "put", path, content, encoding: "utf-8" });
const input = (parent: string | null, ...changes: DraftChange[]) => ({ parent, message: "Change", changes });

async function aDraftOf(texts: Record<string, string>) {
  const by = await aViewer();
  const { ref, facts } = await anArtifact({ by });
  const { commit } = await aDraft(by, facts, texts);
  const paths = async () => (await getDraft(by, ref)).files.map((file) => file.path);
  return { by, ref, facts, commit, paths };
}

describe("GOH-8 GOH-9 API-6…9 CAT-19: drafts", () => {
  it("API-8: saves put, delete and move of several files as one commit with author, time and message", async () => {
    const { by, ref, commit, paths } = await aDraftOf({ "a.txt": "a", "b.txt": "b", "c.txt": "c" });
    const saved = await saveDraft(by, ref, {
      parent: commit,
      message: "Raise the replicas",
      changes: [
        put("a.txt", "A"),
        { op: "delete", path: "b.txt" },
        { op: "move", path: "c.txt", to: "d/c.txt" },
        { op: "put", path: "logo.png", content: "iVBORw0KGgo=", encoding: "base64" },
      ],
    });
    expect(await paths()).toEqual(["a.txt", "d/c.txt", "logo.png"]);
    expect((await readDraftFile(by, ref, "a.txt")).bytes.toString()).toBe("A");
    expect((await readDraftFile(by, ref, "logo.png")).bytes[1]).toBe(0x50);
    const { items, total, nextCursor } = await listCommits(by, ref, { limit: 10 });
    expect({ total, nextCursor }).toEqual({ total: 2, nextCursor: null });
    expect(items[0]).toMatchObject({
      id: saved.commit,
      parent: commit,
      message: "Raise the replicas",
      author: { name: "Ada Example", email: "ada@example.com" },
      versions: [],
    });
  });

  it("GOH-9: pages through history, and a commit opens with what it changed and its versions", async () => {
    const { by, ref, commit } = await aDraftOf({ "a.txt": "a" });
    const { commit: second } = await saveDraft(by, ref, input(commit, put("a.txt", "b"), put("n", "n")));
    await aVersionRow({ by, ref, tag: "1.0.0", commitId: second });
    const first = await listCommits(by, ref, { limit: 1 });
    expect(first.items.map((one) => [one.id, one.versions])).toEqual([[second, ["1.0.0"]]]);
    const next = await listCommits(by, ref, { limit: 1, cursor: first.nextCursor ?? "" });
    expect(next.items.map((one) => one.id)).toEqual([commit]);
    expect(next.nextCursor).toBeNull();
    const { files, versions } = await getCommit(by, ref, second);
    expect(versions).toEqual(["1.0.0"]);
    expect(files.changes.map(({ path, change, before, after }) => [path, change, before, after])).toEqual([
      ["a.txt", "modified", "a", "b"],
      ["n", "added", null, "n"],
    ]);
    expect((await getCommit(by, ref, commit)).files.changes[0]?.change).toBe("added");
    for (const id of ["0".repeat(40), "HEAD", "\0", ""])
      expect(await codeOf(getCommit(by, ref, id))).toBe("commit_unknown");
  });

  it("CAT-19 API-8: a save on an older commit is refused with the commit that is there now; nothing is lost", async () => {
    const { by, ref, commit } = await aDraftOf({ "a.txt": "a" });
    const { commit: now } = await saveDraft(by, ref, input(commit, put("a.txt", "theirs")));
    for (const parent of [commit, null, "0".repeat(40)])
      expect(await refusalOf(saveDraft(by, ref, input(parent, put("a.txt", "mine"))))).toMatchObject({
        code: "draft_moved",
        facts: { commit: now },
      });
    expect((await readDraftFile(by, ref, "a.txt")).bytes.toString()).toBe("theirs");
  });

  it("CAT-19: of 20 who save on one commit at once, one succeeds and 19 are told", async () => {
    for (const parent of ["first", "later"] as const) {
      const by = await aViewer();
      const { ref, facts } = await anArtifact({ by });
      const commit = parent === "first" ? null : (await aDraft(by, facts, { "a.txt": "a" })).commit;
      const saves = Array.from({ length: 20 }, (_, at) =>
        codeOf(saveDraft(by, ref, input(commit, put("a.txt", `text ${at}`)))),
      );
      const codes = (await Promise.all(saves)).sort();
      expect(codes).toEqual([...Array(19).fill("draft_moved"), "no refusal"]);
      expect((await listCommits(by, ref, { limit: 50 })).total).toBe(parent === "first" ? 1 : 2);
    }
  });

  it("answers a save that changes nothing with the commit that is there", async () => {
    const { by, ref, commit } = await aDraftOf({ "a.txt": "a" });
    expect(await saveDraft(by, ref, input(commit, put("a.txt", "a")))).toEqual({ commit });
    expect((await listCommits(by, ref, { limit: 10 })).total).toBe(1);
  });

  it("PUB-4 CAT-20: refuses bad paths, missing files, collisions and large files by name, and stores nothing", async () => {
    const { by, ref, commit } = await aDraftOf({ "a.txt": "a", "b.txt": "b" });
    const cases: [DraftChange, string, string][] = [
      [put("../x", ""), "input_invalid", "../x"],
      [put("/x", ""), "input_invalid", "/x"],
      [put(".git/config", ""), "input_invalid", ".git/config"],
      [put("A.txt", ""), "input_invalid", "a.txt"],
      [put("a.txt/x", ""), "input_invalid", "a.txt"],
      [put("bad", "\ud800"), "input_invalid", "bad"],
      [{ op: "put", path: "b64", content: "not base64!", encoding: "base64" }, "input_invalid", "b64"],
      [{ op: "delete", path: "none" }, "input_invalid", "none"],
      [{ op: "move", path: "none", to: "x" }, "input_invalid", "none"],
      [{ op: "move", path: "a.txt", to: "b.txt" }, "input_invalid", "b.txt"],
      [{ op: "move", path: "a.txt", to: "x/../y" }, "input_invalid", "x/../y"],
      [put("big", "x".repeat(5 * 1024 * 1024 + 1)), "too_large", "5 MiB"],
    ];
    for (const [change, code, named] of cases) {
      const refusal = await refusalOf(saveDraft(by, ref, input(commit, change)));
      expect(refusal?.code).toBe(code);
      expect(refusal?.detail).toContain(named);
    }
    expect((await listCommits(by, ref, { limit: 10 })).total).toBe(1);
  });

  it("keeps the executable bit of a file that is written again", async () => {
    const by = await aViewer();
    const { ref, facts } = await anArtifact({ by });
    const files = [await storeFile("run.sh", Buffer.from("#!/bin/sh"), true)];
    const { commit } = await db().$transaction((tx) =>
      moveDraft(tx, by, facts, { parentId: null, files, message: "Executable" }),
    );
    await saveDraft(
      by,
      ref,
      input(commit, put("run.sh", "#!/bin/sh -e"), { op: "move", path: "run.sh", to: "go.sh" }),
    );
    expect((await readDraftFile(by, ref, "go.sh")).executable).toBe(true);
  });

  it("DESIGN promise 8: writes one audit row with each commit, in the same transaction", async () => {
    const { by, ref, facts, commit } = await aDraftOf({ "a.txt": "a" });
    const { commit: saved } = await saveDraft(by, ref, input(commit, put("a.txt", "b")));
    await codeOf(saveDraft(by, ref, input(commit, put("a.txt", "c"))));
    const rows = await db().auditEvent.findMany({
      where: { orgId: by.orgId, subjectId: facts.id },
      orderBy: { seq: "asc" },
      select: { action: true, actorId: true, details: true },
    });
    expect(rows.map((row) => row.action)).toEqual(["artifact.created", "draft.saved"]);
    expect(rows[1]).toMatchObject({ actorId: by.actor.id, details: { commit: saved } });
  });

  it("ROLE-1 ROLE-2 ROLE-12 ROLE-13: viewers read, members write, strangers are asked to sign in or told nothing", async () => {
    const { by, ref, facts, commit } = await aDraftOf({ "a.txt": "a" });
    const change = input(commit, put("a.txt", "b"));
    const viewer = withRole(by, "viewer");
    expect((await getDraft(viewer, ref)).commit).toBe(commit);
    expect(await codeOf(saveDraft(viewer, ref, change))).toBe("role_missing");
    expect(await codeOf(saveDraft({ ...by, apiScope: "read" }, ref, change))).toBe("scope_missing");
    const outsiders = [aStranger(by), await aViewer()];
    for (const one of outsiders) {
      expect(await codeOf(getDraft(one, ref))).toBe("artifact_unknown");
      expect(await codeOf(saveDraft(one, ref, change))).toBe("artifact_unknown");
      expect(await codeOf(listCommits(one, ref, { limit: 1 }))).toBe("artifact_unknown");
    }
    await db().artifact.update({ where: { id: facts.id }, data: { visibility: "public" } });
    expect(await codeOf(getDraft(aStranger(by), ref))).toBe("sign_in_required");
    expect(await codeOf(getCommit(aStranger(by), ref, commit))).toBe("sign_in_required");
    expect((await getArtifact(aStranger(by), ref)).unpublished).toBe(false);
  });

  it("CAT-14 GOH-13: refuses to edit what is archived or comes from elsewhere", async () => {
    const { by, ref, facts, commit } = await aDraftOf({ "a.txt": "a" });
    const change = input(commit, put("a.txt", "b"));
    await db().artifact.update({ where: { id: facts.id }, data: { archivedAt: new Date() } });
    expect(await codeOf(saveDraft(by, ref, change))).toBe("archived");
    expect((await getDraft(by, ref)).commit).toBe(commit);
    await db().artifact.update({ where: { id: facts.id }, data: { archivedAt: null, sourceType: "oci" } });
    expect(await codeOf(saveDraft(by, ref, change))).toBe("read_only_source");
    expect(await codeOf(getDraft(by, ref))).toBe("read_only_source");
  });
});

describe("GOH-7 GOH-21 API-9: scaffolds", () => {
  it.each([
    ["chart", true, "Chart.yaml"],
    ["kustomize-base", true, "kustomization.yaml"],
    ["manifest-bundle", true, "network-policies.yaml"],
    ["manifest-bundle", "crd", "crd.yaml"],
  ] as const)(
    "GOH-2 GOH-3 GOH-4 GOH-50: makes a %s with scaffold %s: artifact and first commit together",
    async (kind, scaffold, path) => {
      const by = await aViewer();
      const { name } = aRef(kind);
      const made = await createArtifact(by, kind, createArtifactSchema.parse({ name, scaffold }));
      expect(made).toMatchObject({ kind, name, unpublished: true, versionCount: 0, latest: null });
      const draft = await getDraft(by, { kind, project: null, name });
      expect(draft.files.map((file) => file.path)).toContain(path);
    },
  );

  it("API-9: scaffolds an empty draft once, then says that it is not empty", async () => {
    const by = await aViewer();
    const { ref } = await anArtifact({ by, description: "Serves pages" });
    const { commit } = await scaffoldDraft(by, ref, "chart");
    expect((await getDraft(by, ref)).commit).toBe(commit);
    expect((await readDraftFile(by, ref, "Chart.yaml")).bytes.toString()).toContain("Serves pages");
    expect(await codeOf(scaffoldDraft(by, ref, "chart"))).toBe("draft_not_empty");
    const { ref: other } = await anArtifact({ by });
    expect(await codeOf(scaffoldDraft(by, other, "base"))).toBe("input_invalid");
    expect(await codeOf(scaffoldDraft(withRole(by, "viewer"), other, "chart"))).toBe("role_missing");
  });

  it("GOH-50 PUB-1: a name is taken once in a kind and project, also when 10 want it at once", async () => {
    const by = await aViewer();
    const parsed = createArtifactSchema.parse({ name: "web", project: "pay", scaffold: true });
    const wanted = Array.from({ length: 10 }, () => codeOf(createArtifact(by, "chart", parsed)));
    expect((await Promise.all(wanted)).sort()).toEqual([...Array(9).fill("name_taken"), "no refusal"]);
    for (const kind of ["kustomize-base", "manifest-bundle"] satisfies ArtifactKind[])
      expect(await codeOf(createArtifact(by, kind, parsed))).toBe("no refusal");
    expect(await codeOf(createArtifact(by, "chart", { ...parsed, project: null }))).toBe("no refusal");
  });

  it("ROLE-2 ROLE-3: members make private artifacts, admins public ones, viewers none", async () => {
    const by = await aViewer();
    const parsed = createArtifactSchema.parse({ name: "web", visibility: "public" });
    expect(await codeOf(createArtifact(by, "chart", parsed))).toBe("role_missing");
    expect(await codeOf(createArtifact(withRole(by, "viewer"), "chart", parsed))).toBe("role_missing");
    expect(await codeOf(createArtifact(aStranger(by), "chart", parsed))).toBe("sign_in_required");
    expect(
      await codeOf(
        createArtifact({ ...by, pattern: "charts/pay/*" }, "chart", { ...parsed, visibility: "private" }),
      ),
    ).toBe("reach_missing");
    expect((await createArtifact(withRole(by, "admin"), "chart", parsed)).visibility).toBe("public");
  });

  it("API-8: a save needs a message, a parent and a change of a known form", () => {
    const good = { parent: null, message: "x", changes: [put("a", "b")] };
    expect(saveDraftSchema.safeParse(good).success).toBe(true);
    for (const bad of [
      { ...good, message: " " },
      { ...good, changes: [] },
      { ...good, changes: [{ op: "link", path: "a" }] },
      { ...good, more: 1 },
      { message: "x", changes: good.changes },
    ])
      expect(saveDraftSchema.safeParse(bad).success).toBe(false);
  });
});
