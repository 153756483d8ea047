import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { listenAlone } from "#lib/db/fixtures.ts";
import { changePolicy } from "#lib/repositories/change-policy.ts";
import { createPolicy } from "#lib/repositories/create-policy.ts";
import { deletePolicy } from "#lib/repositories/delete-policy.ts";
import { policyOf } from "#lib/repositories/find-policy.ts";
import type { CreatePolicyInput } from "#lib/repositories/schema.ts";
import { aName, anImage, aRegistry, digestOf, INDEX, json, type RegistryFixture } from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  listenAlone();
  registry = await aRegistry();
});
afterAll(() => registry.close());

let name = "";
beforeEach(() => {
  name = aName("policy");
});

const admin = () => systemViewer(registry.org.id, registry.org.slug);
const set = (over: Partial<CreatePolicyInput>) =>
  createPolicy(admin(), { pattern: name, immutable: false, delete: true, ...over });

/** An image that is unlike any other, with what it needs. */
async function anImageHere(): Promise<string> {
  await registry.push(name, "{}");
  return anImage([], { annotations: { unlike: aName() } });
}
const put = (reference: string, body: string, mediaType?: string) =>
  registry.ask("PUT", `/v2/${name}/manifests/${reference}`, {
    body,
    ...(mediaType ? { headers: { "content-type": mediaType } } : {}),
  });
const remove = (path: string) => registry.ask("DELETE", `/v2/${name}/${path}`);
const digestAt = async (tag: string) =>
  (await registry.ask("HEAD", `/v2/${name}/manifests/${tag}`)).headers["docker-content-digest"];

describe("policies of plain repositories", () => {
  it("OCI-108 GL-15: immutable: a tag keeps what it names, and the refusal is that of a published version", async () => {
    const [first, second] = [await anImageHere(), await anImageHere()];
    expect((await put("v1", first)).status).toBe(201);
    expect((await put("v1", second)).status).toBe(201);
    const policy = await set({ immutable: true });
    expect((await put("v1", second)).status).toBe(201);
    const refused = await put("v1", first);
    expect(refused.status).toBe(409);
    expect(json(refused)).toEqual({
      errors: [
        {
          code: "DENIED",
          message: "version already exists: v1",
          detail: { tag: "v1", digest: digestOf(second) },
        },
      ],
    });
    // By digest with ?tag= is the same door (OCI-91); junk is an overwrite before it is junk (OCI-97).
    expect((await put(`${digestOf(first)}?tag=new&tag=v1`, first)).status).toBe(409);
    expect(await digestAt("new")).toBeUndefined();
    expect((await put("v1", "junk")).status).toBe(409);
    expect(await digestAt("v1")).toBe(digestOf(second));
    // delete is still allowed, and frees the name.
    expect((await remove("manifests/v1")).status).toBe(202);
    expect((await put("v1", first)).status).toBe(201);
    await deletePolicy(admin(), policy.id);
    expect((await put("v1", second)).status).toBe(201);
  });

  it("OCI-108: delete off: tags, what they name and what that needs stay; what no tag leads to may go", async () => {
    const tagged = await anImageHere();
    const loose = await anImageHere();
    const child = await anImageHere();
    await put("v1", tagged);
    for (const body of [loose, child]) expect((await put(digestOf(body), body)).status).toBe(201);
    const index = JSON.stringify({
      schemaVersion: 2,
      mediaType: INDEX,
      manifests: [
        {
          mediaType: "application/vnd.oci.image.manifest.v1+json",
          digest: digestOf(child),
          size: child.length,
        },
      ],
    });
    expect((await put("multi", index, INDEX)).status).toBe(201);
    await set({ delete: false });
    const kept = ["v1", digestOf(tagged), "multi", digestOf(index), digestOf(child)];
    for (const reference of kept) {
      const refused = await remove(`manifests/${reference}`);
      expect([reference, refused.status, refused.headers.allow]).toEqual([reference, 405, "GET, HEAD, PUT"]);
      expect(json(refused)).toMatchObject({
        errors: [{ code: "UNSUPPORTED", message: expect.stringContaining("policy") }],
      });
    }
    expect((await remove(`blobs/${digestOf("{}")}`)).status).toBe(405);
    expect((await remove("manifests/none")).status).toBe(404);
    expect((await remove(`manifests/${digestOf(loose)}`)).status).toBe(202);
    // Tags still move: that is the other half of the policy.
    expect((await put("v1", child)).status).toBe(201);
  });

  it("OCI-108: a policy for some tags leaves the others as they are", async () => {
    const [first, second] = [await anImageHere(), await anImageHere()];
    await set({ tagPattern: "v*", immutable: true, delete: false });
    for (const tag of ["v1", "dev"]) expect((await put(tag, first)).status).toBe(201);
    expect([(await put("v1", second)).status, (await put("dev", second)).status]).toEqual([409, 201]);
    // All or nothing: one tag that may not move refuses the others with it.
    expect((await put(`${digestOf(second)}?tag=other&tag=v1`, second)).status).toBe(409);
    expect(await digestAt("other")).toBeUndefined();
    expect([(await remove("manifests/v1")).status, (await remove("manifests/dev")).status]).toEqual([
      405, 202,
    ]);
    expect((await remove(`manifests/${digestOf(first)}`)).status).toBe(405);
  });

  it("OCI-101 OCI-108: tags of signatures move and go, while what they speak of is here", async () => {
    const [image, signature, another] = [await anImageHere(), await anImageHere(), await anImageHere()];
    await set({ immutable: true, delete: false });
    const tag = `${digestOf(image).replace(":", "-")}.sig`;
    expect((await put(tag, signature)).status).toBe(201);
    expect((await put(tag, another)).status).toBe(409);
    await put("v1", image);
    expect((await put(tag, another)).status).toBe(201);
    expect((await remove(`manifests/${tag}`)).status).toBe(202);
  });

  it("OCI-108: of the policies that match, the one that says most of the name applies", async () => {
    const [first, second] = [await anImageHere(), await anImageHere()];
    await set({ pattern: "policy/**", immutable: true });
    await put("v1", first);
    expect((await put("v1", second)).status).toBe(409);
    const exact = await set({ immutable: false });
    expect((await put("v1", second)).status).toBe(201);
    await changePolicy(admin(), exact.id, { immutable: true });
    expect((await put("v1", first)).status).toBe(409);
    expect(await policyOf(registry.org.id, name, "v1")).toEqual(expect.objectContaining({ immutable: true }));
    expect(await policyOf(registry.org.id, "charts/web", "v1")).toEqual({ immutable: true, delete: false });
  });

  it("OCI-100 OCI-108: two first pushes of an immutable tag: one is there, the rest are refused", async () => {
    await set({ immutable: true });
    const images = await Promise.all(Array.from({ length: 8 }, anImageHere));
    const replies = await Promise.all(images.map((body) => put("v1", body)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, ...Array(7).fill(409)]);
  });

  it("OCI-108: once a policy is set, nothing that was on its way moves a tag any more", async () => {
    const images = [await anImageHere(), await anImageHere()];
    for (let round = 0; round < 5; round += 1) {
      const tag = `r${round}`;
      await put(tag, images[0] ?? "");
      const moves = Array.from({ length: 20 }, (_, index) => put(tag, images[index % 2] ?? ""));
      const policy = await set({ immutable: true });
      const settled = await tagRow(tag);
      await Promise.all(moves);
      expect(await tagRow(tag)).toEqual(settled);
      await deletePolicy(admin(), policy.id);
    }
  });
});

/** What the tag names and since when, read from the database itself. */
async function tagRow(tag: string) {
  return db().ociTag.findFirstOrThrow({
    where: { tag, repository: { name } },
    select: { digest: true, updatedAt: true },
  });
}
