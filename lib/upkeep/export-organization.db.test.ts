import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/types.ts";
import { aDraft, anArtifact } from "#lib/catalog/fixtures.ts";
import { publishFromDraft } from "#lib/catalog/publish-from-draft.ts";
import { db } from "#lib/db/database.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { aMember, anOrganization } from "#lib/organization/fixtures.ts";
import { inviteMember } from "#lib/organization/invite-member.ts";
import { setLogo } from "#lib/organization/set-logo.ts";
import type { BlobStore } from "#lib/storage/types.ts";
import { mintApiToken, mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { exportOrganization } from "./export-organization.ts";
import { anOwnStore, filesIn } from "./fixtures.ts";

let root: string;
let store: BlobStore;
beforeAll(async () => {
  ({ root, store } = await anOwnStore());
});
afterAll(() => rm(root, { recursive: true, force: true }));

const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

async function anOwner(): Promise<Viewer> {
  return aMember(await anOrganization(), "owner", "canary-password-hash");
}

const linesOf = (files: Map<string, Buffer>, name: string): Record<string, unknown>[] =>
  (files.get(name)?.toString() ?? "")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

async function aPublished(by: Viewer) {
  const { ref, facts } = await anArtifact({ by, name: "payments/web" });
  const published = { "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n", "values.yaml": "a: 1\n" };
  const { commit } = await aDraft(by, facts, published);
  const tag = versionTagSchema.parse("1.0.0");
  await publishFromDraft(by, ref, { version: tag, draftCommit: commit, acknowledge: ["warnings"] });
  await aDraft(by, facts, { ...published, "values.yaml": "a: 2 # é\n", ".helmignore": "" });
  return facts;
}

describe("the export of an organization", () => {
  it("ROLE-9: holds drafts, packages byte for byte, members and the log; and is in the log itself", async () => {
    const owner = await anOwner();
    const member = await aMember({ id: owner.orgId, slug: owner.orgSlug }, "member");
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    await setLogo(owner, png);
    const facts = await aPublished(owner);
    const files = await filesIn(await exportOrganization(owner));

    const folder = "artifacts/charts/payments~web";
    expect(files.get(`${folder}/draft/values.yaml`)?.toString()).toBe("a: 2 # é\n");
    expect(files.get(`${folder}/draft/.helmignore`)).toHaveLength(0);
    const version = JSON.parse(files.get(`${folder}/versions/1.0.0/version.json`)?.toString() ?? "");
    const bytes = files.get(`${folder}/versions/1.0.0/${version.fileName}`) ?? Buffer.alloc(0);
    expect(`sha256:${sha256(bytes)}`).toBe(version.packageDigest);
    expect(bytes).toEqual(await store.read(digestSchema.parse(version.packageDigest)));
    expect(files.get("logo.png")).toEqual(png);
    expect(JSON.parse(files.get("organization.json")?.toString() ?? "")).toMatchObject({
      format: "chartroom-export",
      slug: owner.orgSlug,
      memberCount: 2,
    });
    expect(linesOf(files, "members.jsonl").map(({ userId }) => userId)).toEqual(
      [owner.actor.id, member.actor.id].sort(),
    );
    const rows = await db().auditEvent.count({ where: { orgId: facts.orgId } });
    expect(linesOf(files, "audit.jsonl")).toHaveLength(rows);
    expect(linesOf(files, "audit.jsonl")[0]).toMatchObject({ action: "organization.exported" });
    expect([...files.keys()].at(-1)).toBe("end.json");
  });

  it("S8 GOH-64: holds no secret, and no hash of one", async () => {
    const owner = await anOwner();
    const registry = await mintRegistryToken(owner, { name: "ci", scope: "pull" });
    const api = await mintApiToken(owner, { name: "robot", scope: "read" });
    const { link } = await inviteMember(owner, { email: "canary@example.test", role: "member" });
    const files = await filesIn(await exportOrganization(owner));
    const everything = [...files.values()].map((bytes) => bytes.toString("latin1")).join("\n");
    expect(linesOf(files, "registry-tokens.jsonl")).toMatchObject([{ name: "ci", scope: "pull" }]);
    expect(linesOf(files, "api-tokens.jsonl")).toMatchObject([{ name: "robot", scope: "read" }]);
    const key = new URL(link).searchParams.get("key") ?? link;
    for (const secret of [registry.token, api.token, key, "canary-password-hash"]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(sha256(secret));
    }
  });

  it("S11: holds nothing of another organization", async () => {
    const [owner, other] = [await anOwner(), await anOwner()];
    await aPublished(other);
    const files = await filesIn(await exportOrganization(owner));
    expect([...files.keys()].filter((name) => name.startsWith("artifacts/"))).toEqual([]);
    const everything = [...files.values()].map((bytes) => bytes.toString()).join("\n");
    for (const word of [other.orgId, other.orgSlug, other.actor.id]) expect(everything).not.toContain(word);
  });

  it("ROLE-9: is for owners", async () => {
    const owner = await anOwner();
    for (const role of ["admin", "member", "viewer"] as const)
      await expect(exportOrganization({ ...owner, role })).rejects.toMatchObject({ code: "role_missing" });
    await expect(exportOrganization({ ...owner, role: null })).rejects.toMatchObject({
      code: "sign_in_required",
    });
    expect(await db().auditEvent.count({ where: { orgId: owner.orgId } })).toBe(0);
  });

  it("X10: breaks off, without its end, where a package is missing", async () => {
    const owner = await anOwner();
    const { orgId } = await aPublished(owner);
    const { packageDigest } = await db().version.findFirstOrThrow({
      where: { orgId },
      select: { packageDigest: true },
    });
    await store.delete(digestSchema.parse(packageDigest));
    await expect(filesIn(await exportOrganization(owner))).rejects.toThrow();
  });
});
