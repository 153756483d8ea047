import { describe, expect, it } from "vitest";
import { findMembership } from "#lib/auth/queries.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { aMember, anOrganization } from "#lib/organization/fixtures.ts";
import { listCandidates, listProjectMembers } from "#lib/organization/list-project-members.ts";
import { createProjectSchema, listProjectsQuerySchema } from "#lib/organization/project-schema.ts";
import { removeProjectMember, setProjectMember } from "#lib/organization/set-project-member.ts";
import { archiveArtifact, unarchiveArtifact } from "./archive-artifact.ts";
import { archiveProject, unarchiveProject } from "./archive-project.ts";
import { createArtifact } from "./create-artifact.ts";
import { createProject } from "./create-project.ts";
import { deleteProject } from "./delete-project.ts";
import { aDraft, anArtifact, aRef, aStranger, aVersionRow, aViewer } from "./fixtures.ts";
import { getProject, listProjects } from "./list-projects.ts";
import type { CreateArtifactInput } from "./schema.ts";

const LIST = listProjectsQuerySchema.parse({});
const projectInput = (name: string) => createProjectSchema.parse({ name });
const chart = (name: string, over: Partial<CreateArtifactInput> = {}): CreateArtifactInput => {
  const { project, name: own } = aRef("chart", name);
  return { name: own, project, source: { type: "git" }, ...over };
};

describe("the project of something new", () => {
  it("GL-2: comes to be with the first artifact in it, once, and the audit log says so", async () => {
    const by = await aViewer();
    const names = ["payments/a", "payments/b", "payments/c", "search/a", "alone"];
    await Promise.all(names.map((name) => createArtifact(by, "chart", chart(name))));
    const projects = await db().project.findMany({ where: { orgId: by.orgId }, orderBy: { name: "asc" } });
    expect(projects.map(({ name, createdByName }) => [name, createdByName])).toEqual([
      ["payments", by.actor.name],
      ["search", by.actor.name],
    ]);
    const events = await db().auditEvent.findMany({ where: { orgId: by.orgId, action: "project.created" } });
    expect(events.map(({ subjectName }) => subjectName).sort()).toEqual(["payments", "search"]);
  });

  it("is refused where its name is taken, in a sentence for the field", async () => {
    const by = await aViewer({ role: "admin" });
    await createProject(by, projectInput("payments"));
    const message = "There is a project payments already. Choose another name.";
    await expect(createProject(by, projectInput("payments"))).rejects.toMatchObject({
      code: "name_taken",
      details: { fields: [{ path: "name", message }] },
    });
  });

  it("GL-11: gives it its visibility, where nothing else is asked for", async () => {
    const by = await aViewer();
    await createArtifact(by, "chart", chart("payments/first"));
    await db().project.updateMany({ where: { orgId: by.orgId }, data: { visibility: "public" } });
    const usual = await createArtifact(by, "chart", chart("payments/usual"));
    const asked = await createArtifact(by, "chart", chart("payments/asked", { visibility: "private" }));
    expect([usual.visibility, asked.visibility]).toEqual(["public", "private"]);
  });

  it("GL-11: an artifact has what was asked, else what its project says, else what the organization says", async () => {
    const by = await aViewer({ role: "admin" });
    await db().org.update({ where: { id: by.orgId }, data: { defaultVisibility: "public" } });
    const visibilityOf = async (name: string, asked?: "private" | "public") =>
      (await createArtifact(by, "chart", chart(name, asked ? { visibility: asked } : {}))).visibility;
    expect(await visibilityOf("alone")).toBe("public");
    expect(await visibilityOf("payments/first")).toBe("public");
    expect(await visibilityOf("payments/asked", "private")).toBe("private");
    await db().project.updateMany({ where: { orgId: by.orgId }, data: { visibility: "private" } });
    expect(await visibilityOf("payments/usual")).toBe("private");
    expect(await visibilityOf("payments/open", "public")).toBe("public");
  });

  it("GL-11: takes nothing new while it is archived", async () => {
    const by = await aViewer();
    await createArtifact(by, "chart", chart("payments/first"));
    await db().project.updateMany({ where: { orgId: by.orgId }, data: { archivedAt: clock.now() } });
    const refused = createArtifact(by, "chart", chart("payments/second"));
    await expect(refused).rejects.toMatchObject({ code: "archived" });
    await createArtifact(by, "chart", chart("search/second"));
  });
});

const stateOf = async (orgId: string) => {
  const rows = await db().artifact.findMany({ where: { orgId }, orderBy: { name: "asc" } });
  return rows.map(({ name, archivedAt }) => `${name} ${archivedAt ? "archived" : "open"}`);
};

describe("a project's own life", () => {
  it("GL-11: archives its artifacts, and leaves those archived that were so before when it comes back", async () => {
    const by = await aViewer({ role: "admin" });
    for (const name of ["payments/a", "payments/b", "payments/c", "search/d"])
      await createArtifact(by, "chart", chart(name));
    await archiveArtifact(by, aRef("chart", "payments/b"));
    const archived = await archiveProject(by, "payments");
    expect(archived).toMatchObject({ archived: true, counts: { chart: 3 }, permissions: { create: false } });
    expect(await stateOf(by.orgId)).toEqual(["a archived", "b archived", "c archived", "d open"]);
    await archiveProject(by, "payments"); // Twice is once.
    const back = unarchiveArtifact(by, aRef("chart", "payments/a"));
    await expect(back).rejects.toMatchObject({
      code: "archived",
      details: { detail: expect.stringContaining("payments") },
    });
    expect(await unarchiveProject(by, "payments")).toMatchObject({ archived: false, counts: { chart: 2 } });
    expect(await stateOf(by.orgId)).toEqual(["a open", "b archived", "c open", "d open"]);
    const events = await db().auditEvent.findMany({
      where: { orgId: by.orgId, action: { startsWith: "project." } },
      orderBy: { seq: "asc" },
    });
    expect(events.map(({ action }) => action).slice(-2)).toEqual(["project.archived", "project.unarchived"]);
  });

  it("GL-11: of an archive and a creation at once, no open artifact is left in an archived project", async () => {
    const by = await aViewer({ role: "admin" });
    await createArtifact(by, "chart", chart("payments/first"));
    await Promise.allSettled([
      ...Array.from({ length: 8 }, (_, n) => createArtifact(by, "chart", chart(`payments/x${n}`))),
      archiveProject(by, "payments"),
      ...Array.from({ length: 8 }, (_, n) => createArtifact(by, "chart", chart(`payments/y${n}`))),
    ]);
    expect((await stateOf(by.orgId)).filter((state) => state.endsWith("open"))).toEqual([]);
  });

  it("GL-11: is not deleted with versions in it, and takes its drafts along without", async () => {
    const by = await aViewer({ role: "admin" });
    const { facts } = await anArtifact({ by, name: "payments/draft" });
    await aDraft(by, facts, { "Chart.yaml": "name: draft\n" });
    const { ref } = await anArtifact({ by, name: "payments/full" });
    await aVersionRow({ by, ref, tag: "1.0.0" });
    await expect(deleteProject(by, "payments")).rejects.toMatchObject({ code: "project_has_versions" });
    expect(await stateOf(by.orgId)).toHaveLength(2);
    const { facts: alone } = await anArtifact({ by, name: "search/draft" });
    await aDraft(by, alone, { "Chart.yaml": "name: draft\n" });
    await deleteProject(by, "search");
    expect(await db().draft.count({ where: { artifactId: alone.id } })).toBe(0);
    await expect(getProject(by, "search")).rejects.toMatchObject({ code: "project_unknown" });
    expect((await listProjects(by, LIST)).items.map(({ name }) => name)).toEqual(["payments"]);
  });

  it("GL-12: is listed page by page, with what is in it; strangers and others see none", async () => {
    const by = await aViewer({ role: "admin" });
    for (const name of ["b-pay", "a_pay", "c", "d"]) await createProject(by, projectInput(name));
    await createArtifact(by, "chart", chart("c/x"));
    await createArtifact(by, "kustomize-base", chart("c/y"));
    const first = await listProjects(by, { ...LIST, limit: 3 });
    const rest = await listProjects(by, {
      ...LIST,
      limit: 3,
      ...(first.nextCursor ? { cursor: first.nextCursor } : {}),
    });
    const all = [...first.items, ...rest.items];
    expect(all.map(({ name }) => name)).toEqual(["a_pay", "b-pay", "c", "d"]);
    expect(all[2]?.counts).toMatchObject({
      chart: 1,
      "kustomize-base": 1,
      "manifest-bundle": 0,
      repository: 0,
    });
    expect((await listProjects(by, { ...LIST, q: "_PAY" })).items.map(({ name }) => name)).toEqual(["a_pay"]);
    const others = [aStranger(by), await aViewer()];
    for (const other of others) {
      expect((await listProjects(other, LIST)).total).toBe(0);
      await expect(getProject(other, "c")).rejects.toMatchObject({ code: "project_unknown" });
    }
  });

  it("GL-10: has members of the organization only, each change in the audit log with before and after", async () => {
    const of = await anOrganization();
    const by = await aMember(of, "admin");
    const bo = await aMember(of, "viewer");
    const stranger = await aMember(await anOrganization(), "owner");
    await createProject(by, projectInput("payments"));
    const added = await setProjectMember(by, "payments", bo.actor.email?.toUpperCase() ?? "", "maintainer");
    expect(added).toMatchObject({ id: bo.actor.id, role: "maintainer" });
    const unknown = { code: "project_member_unknown" };
    await expect(setProjectMember(by, "payments", stranger.actor.id, "reporter")).rejects.toMatchObject(
      unknown,
    );
    const maintainer = { ...bo, projects: new Map([["payments", "admin"]] as const) };
    expect((await listCandidates(maintainer, "payments")).map(({ email }) => email)).toEqual([
      by.actor.email,
    ]);
    expect(await listCandidates(bo, "payments")).toEqual([]);
    await setProjectMember(maintainer, "payments", bo.actor.id, "developer");
    await setProjectMember(maintainer, "payments", bo.actor.id, "developer");
    expect((await listProjectMembers(bo, "payments")).items).toMatchObject([
      { role: "developer", email: null },
    ]);
    await expect(removeProjectMember(bo, "payments", bo.actor.id)).rejects.toMatchObject({
      code: "role_missing",
    });
    await removeProjectMember(by, "payments", bo.actor.id);
    await expect(removeProjectMember(by, "payments", bo.actor.id)).rejects.toMatchObject(unknown);
    const events = await db().auditEvent.findMany({
      where: { orgId: of.id, action: { startsWith: "project-member." } },
      orderBy: { seq: "asc" },
    });
    expect(events.map(({ action, details }) => [action, details])).toMatchObject([
      ["project-member.added", { before: { role: null }, after: { role: "maintainer" } }],
      ["project-member.changed", { before: { role: "maintainer" }, after: { role: "developer" } }],
      ["project-member.removed", { before: { role: "developer" }, after: { role: null } }],
    ]);
  });
});

it("ROLE-11: membership of a project is read with the person's, and ends with it", async () => {
  const { orgId } = await aViewer();
  const userId = `usr_${crypto.randomUUID()}`;
  await db().user.create({
    data: {
      id: userId,
      email: `${userId}@example.test`,
      name: "Bo",
      memberships: { create: { orgId, role: "viewer" } },
    },
  });
  await db().project.create({
    data: { id: `prj_${userId}`, orgId, name: "payments", createdById: userId, createdByName: "Bo" },
  });
  await db().projectMember.create({ data: { orgId, project: "payments", userId, role: "developer" } });
  expect((await findMembership(userId, orgId))?.projects).toEqual(new Map([["payments", "member"]]));
  await db().membership.delete({ where: { orgId_userId: { orgId, userId } } });
  expect(await db().projectMember.count({ where: { orgId } })).toBe(0);
});
