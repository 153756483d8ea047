import { rm, writeFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { digestSchema } from "#lib/ids/digest.ts";
import {
  anImage,
  aRegistry,
  descriptor,
  digestOf,
  IMAGE,
  INDEX,
  type RegistryFixture,
  someBytes,
} from "#lib/oci/fixtures.ts";
import { aMember } from "#lib/organization/fixtures.ts";
import { blobPath } from "#lib/storage/paths.ts";
import type { BlobStore } from "#lib/storage/types.ts";
import { exportOrganization } from "./export-organization.ts";
import { anOwnStore, filesIn, tamper } from "./fixtures.ts";

const EMPTY_CONFIG = "{}";
const REF_NAME = "org.opencontainers.image.ref.name";

let root: string;
let store: BlobStore;
let registry: RegistryFixture;
beforeAll(async () => {
  ({ root, store } = await anOwnStore());
});
afterAll(() => rm(root, { recursive: true, force: true }));
// An organization of its own for each test.
beforeEach(async () => {
  registry = await aRegistry();
});
afterEach(() => registry.close());

const descriptorSchema = z.object({
  digest: digestSchema,
  size: z.number(),
  mediaType: z.string(),
  annotations: z.record(z.string(), z.string()).default({}),
});
type Descriptor = z.output<typeof descriptorSchema>;
const manifestSchema = z.object({
  config: descriptorSchema.optional(),
  layers: z.array(descriptorSchema).default([]),
  manifests: z.array(descriptorSchema).default([]),
});

async function push(name: string, blobs: (string | Buffer)[]): Promise<void> {
  for (const blob of [EMPTY_CONFIG, ...blobs])
    expect((await registry.push(name, blob)).reply.status).toBe(201);
}

async function put(name: string, reference: string, body: string): Promise<string> {
  const { mediaType }: { mediaType: string } = JSON.parse(body);
  const headers = { "content-type": mediaType };
  const { status } = await registry.ask("PUT", `/v2/${name}/manifests/${reference}`, { headers, body });
  expect(status).toBe(201);
  return digestOf(body);
}

const anIndex = (manifests: object[]) => JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });

/** What the layout in this folder names, of which everything is there with its size, under the digest that it has. */
function readLayout(files: Map<string, Buffer>, folder: string) {
  const textOf = (name: string) => files.get(`${folder}/${name}`)?.toString() ?? "";
  expect(JSON.parse(textOf("oci-layout"))).toEqual({ imageLayoutVersion: "1.0.0" });
  const blobs = new Map<string, Buffer>();
  for (const [name, bytes] of files) {
    if (!name.startsWith(`${folder}/blobs/`)) continue;
    const [algorithm = "", hex] = name.slice(`${folder}/blobs/`.length).split("/");
    expect(`${algorithm}:${hex}`).toBe(digestOf(bytes, algorithm === "sha512" ? "sha512" : "sha256"));
    blobs.set(`${algorithm}:${hex}`, bytes);
  }
  const reached = new Set<string>();
  const follow = ({ digest, size, mediaType }: Descriptor): void => {
    const bytes = blobs.get(digest);
    expect(bytes, digest).toHaveLength(size);
    reached.add(digest);
    if (mediaType !== IMAGE && mediaType !== INDEX) return;
    const { config, layers, manifests } = manifestSchema.parse(JSON.parse(bytes?.toString() ?? ""));
    for (const part of [...(config ? [config] : []), ...layers, ...manifests]) follow(part);
  };
  const index = JSON.parse(textOf("index.json"));
  expect(index).toMatchObject({ schemaVersion: 2, mediaType: INDEX });
  const entries = manifestSchema.parse(index).manifests;
  for (const entry of entries) follow(entry);
  const tags = entries.flatMap(({ digest, annotations: { [REF_NAME]: tag } }) =>
    tag ? [[tag, digest]] : [],
  );
  const loose = entries.filter(({ annotations }) => !(REF_NAME in annotations)).map(({ digest }) => digest);
  return { tags: Object.fromEntries(tags), loose, blobs, reached };
}

const anExport = async (onFile?: (name: string) => Promise<void>) =>
  filesIn(await exportOrganization(await aMember(registry.org, "owner")), onFile);

describe("the plain repositories in an export", () => {
  it("ROLE-9: are image layouts with every tag, every untagged manifest, and each blob once", async () => {
    const [shared, own] = [someBytes(200_000), "only here"];
    await push("lib", [shared, own, ""]);
    await push("lib/blobs", [shared]);
    const image = anImage([shared, own, ""]);
    const digest = await put("lib", "v1", image);
    await put("lib", "latest", image);
    const other = await put("lib/blobs", "v1", anImage([shared]));
    const untagged = anImage([shared], { annotations: { n: "untagged" } });
    const loose = await put("lib", digestOf(untagged), untagged);
    // Of one page, and of some more.
    const many = Array.from({ length: 45 }, (_, n) => anImage([own], { annotations: { n: `${n}` } }));
    const children = await Promise.all(many.map((body) => put("lib", digestOf(body), body)));
    const list = await put("lib", "list", anIndex(many.map((body) => descriptor(body, IMAGE))));

    const files = await anExport();
    const layout = readLayout(files, "plain-repositories/lib");
    expect(layout.tags).toEqual({ v1: digest, latest: digest, list });
    expect(layout.loose).toEqual([loose]);
    expect(layout.reached).toEqual(
      new Set([
        digest,
        list,
        loose,
        ...children,
        ...[shared, own, "", EMPTY_CONFIG].map((of) => digestOf(of)),
      ]),
    );
    expect(new Set(layout.blobs.keys())).toEqual(layout.reached);
    expect(readLayout(files, "plain-repositories/lib~blobs").tags).toEqual({ v1: other });
    expect([...files.keys()].at(-1)).toBe("end.json");
  });

  it("OCI-13: hold what is named by its sha512 under that name, too", async () => {
    const layer = someBytes(100_000);
    await push("lib/long", []);
    const long = (bytes: string | Buffer, mediaType?: string) => ({
      ...descriptor(bytes, mediaType),
      digest: digestOf(bytes, "sha512"),
    });
    const uploads = `/v2/lib/long/blobs/uploads/?digest=${digestOf(layer, "sha512")}`;
    expect((await registry.ask("POST", uploads, { body: layer })).status).toBe(201);
    const child = anImage([], { layers: [long(layer)] });
    await put("lib/long", digestOf(child), child);
    const list = anIndex([long(child, IMAGE)]);
    await put("lib/long", `${digestOf(list, "sha512")}?tag=v1`, list);
    const layout = readLayout(await anExport(), "plain-repositories/lib~long");
    expect(layout.tags).toEqual({ v1: digestOf(list, "sha512") });
    expect(layout.loose).toEqual([]);
    for (const bytes of [list, child, layer]) expect(layout.reached).toContain(digestOf(bytes, "sha512"));
  });

  it("ROLE-9: name every tag also where one moves meanwhile, to an index that is new", async () => {
    const large = someBytes(3_000_000); // More than is read ahead: its file is not over when the tag moves.
    await push("lib/moving", [large]);
    const before = await put("lib/moving", "v1", anImage([large]));
    const child = anImage([], { annotations: { n: "new" } });
    const list = anIndex([descriptor(child, IMAGE)]);
    const files = await anExport(async (name) => {
      if (!name.endsWith(digestOf(large).replace("sha256:", ""))) return;
      await put("lib/moving", digestOf(child), child);
      await put("lib/moving", "v1", list);
    });
    const layout = readLayout(files, "plain-repositories/lib~moving");
    expect(layout.tags).toEqual({ v1: digestOf(list) });
    expect(layout.loose).toEqual([before]);
    expect(layout.reached).toContain(digestOf(child));
  });

  it.each(["missing", "damaged"])("X10: end the archive where a blob is %s", async (how) => {
    const layer = someBytes(200_000);
    await push("lib/worn", [layer]);
    await put("lib/worn", "v1", anImage([layer]));
    await anExport();
    const digest = digestSchema.parse(digestOf(layer));
    if (how === "missing") await store.delete(digest);
    else await writeFile(blobPath(root, digest), someBytes(200_000));
    await expect(anExport()).rejects.toThrow();
  });

  it("X10: end the archive where a manifest is damaged, or what an index names is gone", async () => {
    await push("lib/broken", []);
    const child = await put("lib/broken", "child", anImage([]));
    await put("lib/broken", "list", anIndex([descriptor(anImage([]), IMAGE)]));
    await anExport();
    await tamper(`UPDATE "OciManifest" SET "body" = "body" || ' ' WHERE "digest" = '${child}'`);
    await expect(anExport()).rejects.toThrow();
    await tamper(
      `DELETE FROM "OciTag" WHERE "digest" = '${child}'`,
      `DELETE FROM "OciManifest" WHERE "digest" = '${child}'`,
    );
    await expect(anExport()).rejects.toThrow(child);
  });
});
