import { describe, expect, it } from "vitest";
import { findMembership } from "#lib/auth/queries.ts";
import { clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { createArtifact } from "./create-artifact.ts";
import { aRef, aViewer } from "./fixtures.ts";
import type { CreateArtifactInput } from "./schema.ts";

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

  it("GL-11: gives it its visibility, where nothing else is asked for", async () => {
    const by = await aViewer();
    await createArtifact(by, "chart", chart("payments/first"));
    await db().project.updateMany({ where: { orgId: by.orgId }, data: { visibility: "public" } });
    const usual = await createArtifact(by, "chart", chart("payments/usual"));
    const asked = await createArtifact(by, "chart", chart("payments/asked", { visibility: "private" }));
    expect([usual.visibility, asked.visibility]).toEqual(["public", "private"]);
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
