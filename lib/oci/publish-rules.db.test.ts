import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { aDraft, anArtifact, aViewer, filesOf } from "#lib/catalog/fixtures.ts";
import { makePackage } from "#lib/catalog/make-package.ts";
import { publishFromDraft } from "#lib/catalog/publish-from-draft.ts";
import { publishPackage } from "#lib/catalog/publish-package.ts";
import { db } from "#lib/db/database.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { changeOrganization } from "#lib/organization/change-organization.ts";
import type { ChangeOrganizationInput } from "#lib/organization/schema.ts";
import { aChartPush, aRegistry, helmPush, json, type RegistryFixture } from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

const set = (rules: ChangeOrganizationInput) =>
  changeOrganization(systemViewer(registry.org.id, registry.org.slug), rules);
const tagOf = (text: string) => versionTagSchema.parse(text);
const none = { semverOnly: false, notesNeeded: false, publishRole: "member" } as const;

describe("publish rules of the organization", () => {
  it("ROLE-9: SemVer and notes are asked for at every door: draft, package, first push and later push", async () => {
    const by = await aViewer({ of: registry.org, role: "admin" });
    const bundle = await anArtifact({ by, kind: "manifest-bundle" });
    const bytes = await makePackage(
      filesOf({ "a.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n" }),
      null,
    );
    const chart = await anArtifact({ by });
    const { commit } = await aDraft(by, chart.facts, {
      "Chart.yaml": `apiVersion: v2\nname: ${chart.ref.name}\nversion: 1.0.0\n`,
    });
    const publishBundle = (tag: string, notes?: string) =>
      publishPackage(by, bundle.ref, { tag: tagOf(tag), bytes, acknowledge: ["warnings"], notes });
    const publishDraft = (notes?: string) =>
      publishFromDraft(by, chart.ref, {
        version: tagOf("1.0.0"),
        draftCommit: commit,
        acknowledge: ["warnings"],
        notes,
      });

    await set({ ...none, semverOnly: true });
    await expect(publishBundle("release-7")).rejects.toMatchObject({ code: "publish_rules" });
    await publishBundle("7.0.0");

    await set({ ...none, notesNeeded: true });
    await expect(publishBundle("8.0.0", "  ")).rejects.toMatchObject({ code: "publish_rules" });
    await publishBundle("8.0.0", "New namespace.");
    await expect(publishDraft()).rejects.toMatchObject({ code: "publish_rules" });
    await publishDraft("First.");

    const pushed = await aChartPush("pushed", "1.0.0");
    const refused = await helmPush(registry, "charts/pushed", pushed);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(json(refused))).toMatch(/publish rules refuse this.*needs release notes/);
    // Neither the artifact nor a version of it stays; the manifest was pushed under its digest, as Helm does first.
    expect(await db().artifact.count({ where: { orgId: registry.org.id, name: "pushed" } })).toBe(0);
    const noted = await aChartPush("pushed", "1.0.0", {
      annotations: { "vnd.chartroom.release-notes": "Pushed with notes." },
    });
    expect((await helmPush(registry, "charts/pushed", noted)).status).toBe(201);
    // A retry is what is there already, whatever the rules have become (PUB-10).
    await set({ ...none, notesNeeded: true, semverOnly: true });
    expect((await helmPush(registry, "charts/pushed", noted)).status).toBe(201);
    await set(none);
    expect((await helmPush(registry, "charts/other", await aChartPush("other", "1.0.0"))).status).toBe(201);
  });

  it("ROLE-9: where only admins publish, a member does not, and a push token that an admin made does", async () => {
    await set({ ...none, publishRole: "admin" });
    const member = await aViewer({ of: registry.org, role: "member" });
    const chart = await anArtifact({ by: member });
    const { commit } = await aDraft(member, chart.facts, {
      "Chart.yaml": `apiVersion: v2\nname: ${chart.ref.name}\nversion: 1.0.0\n`,
    });
    const input = { version: tagOf("1.0.0"), draftCommit: commit, acknowledge: ["warnings" as const] };
    await expect(publishFromDraft(member, chart.ref, input)).rejects.toMatchObject({ code: "role_missing" });
    expect((await helmPush(registry, "charts/by-token", await aChartPush("by-token", "1.0.0"))).status).toBe(
      201,
    );
    await publishFromDraft({ ...member, role: "admin" }, chart.ref, input);
    await set(none);
  });

  it("GL-11: new artifacts have the organization's visibility where nothing else is said", async () => {
    await set({ defaultVisibility: "public" });
    await helmPush(registry, "charts/open", await aChartPush("open", "1.0.0"));
    expect(
      (await registry.ask("GET", `/v2/${registry.org.slug}/charts/open/tags/list`, { token: null })).status,
    ).toBe(200);
    await set({ defaultVisibility: "private" });
    await helmPush(registry, "charts/closed", await aChartPush("closed", "1.0.0"));
    expect(
      (await registry.ask("GET", `/v2/${registry.org.slug}/charts/closed/tags/list`, { token: null })).status,
    ).toBe(401);
  });

  it("ROLE-9: a registry client goes on with the slug that the organization had before, as a stranger and with a token", async () => {
    const before = registry.org.slug;
    await set({ defaultVisibility: "public" });
    await helmPush(registry, "charts/moved", await aChartPush("moved", "1.0.0"));
    const slug = `after-${crypto.randomUUID().slice(0, 8)}`;
    await set({ slug });
    for (const name of [before, slug])
      for (const token of [null, registry.token])
        expect(
          (await registry.ask("GET", `/v2/${name}/charts/moved/manifests/1.0.0`, { token })).status,
        ).toBe(200);
    expect(
      (await helmPush(registry, `${before}/charts/moved`, await aChartPush("moved", "1.1.0"))).status,
    ).toBe(201);
    expect((await registry.ask("GET", `/v2/nobody/charts/moved/manifests/1.0.0`)).status).toBe(404);
  });
});
