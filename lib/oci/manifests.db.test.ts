import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/db/database.ts";
import { listenAlone } from "#lib/db/fixtures.ts";
import { env } from "#lib/env/env.ts";
import {
  aName,
  anImage,
  aRegistry,
  descriptor,
  digestOf,
  IMAGE,
  INDEX,
  json,
  type RegistryFixture,
  type Reply,
  someBytes,
} from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  // As in a server: what was asked is kept in memory until a change is announced, so staleness would show here.
  listenAlone();
  registry = await aRegistry();
});
afterAll(() => registry.close());

type Errors = { errors: { code: string; message: string; detail?: unknown }[] };
const errorsOf = (reply: Reply) => (json(reply) as Errors).errors;
const put = (name: string, reference: string, body: string | Buffer, type: string | null = IMAGE) =>
  registry.ask("PUT", `/v2/${name}/manifests/${reference}`, {
    body,
    headers: type === null ? {} : { "content-type": type },
  });
const get = (name: string, reference: string) => registry.ask("GET", `/v2/${name}/manifests/${reference}`);
const remove = (name: string, path: string) => registry.ask("DELETE", `/v2/${name}/${path}`);
async function aRepository(): Promise<string> {
  const name = aName();
  await registry.push(name, "{}");
  return name;
}
const anIndex = (children: string[], over: Record<string, unknown> = {}) =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: children.map((child) => descriptor(child, IMAGE)),
    ...over,
  });

describe("PUT", () => {
  it("OCI-82 OCI-13: by tag and by either digest 201 with Location and digest; OCI-Subject exactly where there is one", async () => {
    const name = await aRepository();
    const body = anImage([], { annotations: { n: "1" } });
    const long = digestOf(body, "sha512");
    for (const [reference, told] of [
      ["v1", digestOf(body)],
      [digestOf(body), digestOf(body)],
      [long, long],
    ] as const) {
      const reply = await put(name, reference, body);
      expect([reply.status, reply.headers.location, reply.headers["docker-content-digest"]]).toEqual([
        201,
        `/v2/${name}/manifests/${told}`,
        told,
      ]);
      expect(reply.headers["oci-subject"]).toBeUndefined();
      expect(reply.headers["content-length"]).toBe("0");
      expect((await get(name, told)).body.toString()).toBe(body);
    }
    const subject = descriptor(body, IMAGE);
    const attached = await put(name, "sbom", anImage([], { subject }));
    expect(attached.headers["oci-subject"]).toBe(subject.digest);
  });

  it("OCI-83: a body of another digest is 400 DIGEST_INVALID, and so is a digest that is none", async () => {
    const name = await aRepository();
    for (const reference of [
      digestOf("other"),
      digestOf("other", "sha512"),
      "sha256:x",
      `sha256:${"A".repeat(64)}`,
      "blake3:00",
      "a:b",
    ]) {
      const reply = await put(name, reference, anImage([]));
      expect([reference, reply.status, errorsOf(reply)[0]?.code]).toEqual([reference, 400, "DIGEST_INVALID"]);
    }
    const badTag = await put(name, "-x", anImage([]));
    expect([badTag.status, errorsOf(badTag)[0]?.code]).toEqual([400, "MANIFEST_INVALID"]);
    expect((await put(name, "x".repeat(129), anImage([]))).status).toBe(400);
    expect((await put(name, "x".repeat(128), anImage([]))).status).toBe(201);
  });

  it("OCI-84: the type is the header's without parameters, else the body's, else inferred", async () => {
    const name = await aRepository();
    const bare = (over = {}) => anImage([], { mediaType: undefined, ...over });
    const typeOf = async (tag: string) => (await get(name, tag)).headers["content-type"];
    expect((await put(name, "a", bare(), `${IMAGE}; charset=utf-8`)).status).toBe(201);
    expect(await typeOf("a")).toBe(IMAGE);
    await put(name, "b", anImage([], { annotations: { b: "b" } }), null);
    expect(await typeOf("b")).toBe(IMAGE);
    await put(name, "c", bare({ annotations: { c: "c" } }), null);
    expect(await typeOf("c")).toBe(IMAGE);
    await put(name, "d", JSON.stringify({ schemaVersion: 2, manifests: [] }), null);
    expect(await typeOf("d")).toBe(INDEX);
  });

  it("OCI-85 OCI-86 OCI-90 S9: what contradicts itself or is no manifest is 400 MANIFEST_INVALID", async () => {
    const name = await aRepository();
    const deep = `{"schemaVersion":2,"a":${"[".repeat(70)}${"]".repeat(70)}}`;
    const bodies: [string, string][] = [
      [anImage([]), INDEX],
      [anIndex([]), IMAGE],
      [anImage([], { manifests: [] }), IMAGE],
      [anIndex([], { layers: [] }), INDEX],
      [anImage([], { schemaVersion: 1 }), "application/vnd.docker.distribution.manifest.v1+json"],
      [JSON.stringify({ schemaVersion: 1, name: "x", tag: "y" }), IMAGE],
      [anImage([], { mediaType: "application/json" }), "application/json"],
      ["", IMAGE],
      ["null", IMAGE],
      ["[]", IMAGE],
      ["{", IMAGE],
      [deep, IMAGE],
      [anImage([]).replace('"layers":', '"layers":[],"layers":'), IMAGE],
      [anImage([]).replace('"schemaVersion":2', '"schemaVersion":2,"SchemaVersion":2'), IMAGE],
      [anImage([]).replace('"digest":', '"digest":"sha256:x","digest":'), IMAGE],
      [anImage([], { config: { digest: "sha256:x", size: 2, mediaType: "a/b" } }), IMAGE],
      [anImage([], { config: { ...descriptor("{}"), size: -1 } }), IMAGE],
    ];
    for (const [body, type] of bodies) {
      const reply = await put(name, "bad", body, type);
      expect([body.slice(0, 60), reply.status, errorsOf(reply)[0]?.code]).toEqual([
        body.slice(0, 60),
        400,
        "MANIFEST_INVALID",
      ]);
    }
    expect((await get(name, "bad")).status).toBe(404);
  });

  it("S9: the type of a manifest is fixed with the first push", async () => {
    const name = await aRepository();
    const body = anImage([], { mediaType: undefined });
    const docker = "application/vnd.docker.distribution.manifest.v2+json";
    await put(name, "v1", body, IMAGE);
    await put(name, "v1", body, docker);
    expect((await get(name, "v1")).headers["content-type"]).toBe(IMAGE);
  });

  it("OCI-87 OCI-130 S10: 4 MiB are taken, one byte more is 413 with the limit, and an endless body is cut", async () => {
    const name = await aRepository();
    const limit = env().CHARTROOM_MAX_MANIFEST;
    const padded = (length: number) => {
      const empty = anImage([], { annotations: { pad: "" } });
      return anImage([], { annotations: { pad: "x".repeat(length - empty.length) } });
    };
    expect((await put(name, "big", padded(limit))).status).toBe(201);
    expect((await get(name, "big")).body).toHaveLength(limit);
    const over = await registry.ask("PUT", `/v2/${name}/manifests/over`, {
      headers: { "content-length": String(limit + 1), expect: "100-continue" },
    });
    expect([over.status, errorsOf(over)[0]]).toMatchObject([
      413,
      { code: "SIZE_INVALID", detail: { limitBytes: limit } },
    ]);
    let sent = 0;
    const piece = someBytes(256 * 1024);
    async function* endless() {
      while (sent < 64 * limit) {
        sent += piece.length;
        yield piece;
      }
    }
    const cut = await registry
      .ask("PUT", `/v2/${name}/manifests/endless`, {
        body: endless(),
        headers: { "transfer-encoding": "chunked" },
      })
      .catch(() => null);
    if (cut) expect(cut.status).toBe(413);
    expect((await get(name, "endless")).status).toBe(404);
  });

  it("OCI-88 OCI-69: parts are named by either digest, where the blob was pushed under it", async () => {
    const name = await aRepository();
    const [short, long] = [someBytes(30), someBytes(31)];
    await registry.push(name, short);
    const sha512 = digestOf(long, "sha512");
    await registry.ask("POST", `/v2/${name}/blobs/uploads/?digest=${sha512}`, { body: long });
    const byLong = (digest: string) => ({ ...descriptor(long), digest });
    const image = (digest: string) => anImage([], { layers: [descriptor(short), byLong(digest)] });
    for (const digest of [sha512, digestOf(long)])
      expect((await put(name, "v", image(digest))).status).toBe(201);
    const missing = await put(name, "v", image(digestOf("other", "sha512")));
    expect([missing.status, errorsOf(missing).length]).toEqual([404, 1]);
    const elsewhere = await put(await aRepository(), "v", anImage([], { layers: [byLong(sha512)] }));
    expect(elsewhere.status).toBe(404);
  });

  it("OCI-88: everything named must be here, one entry for each that is not; subjects and foreign layers are exempt", async () => {
    const name = await aRepository();
    const missing = ["a", "b", "c"].map((one) => someBytes(10).toString("hex") + one);
    const reply = await put(name, "v1", anImage(missing));
    expect(reply.status).toBe(404);
    expect(errorsOf(reply).map((error) => [error.code, error.detail])).toEqual(
      missing
        .map((one) => digestOf(one))
        .sort()
        .map((digest) => ["MANIFEST_BLOB_UNKNOWN", { digest }]),
    );
    const child = anImage([], { annotations: { child: name } });
    expect((await put(name, "index", anIndex([child]), INDEX)).status).toBe(404);
    await put(name, digestOf(child), child);
    expect((await put(name, "index", anIndex([child]), INDEX)).status).toBe(201);
    const foreign = {
      ...descriptor("elsewhere", "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"),
      urls: ["https://example.com/layer"],
    };
    const body = anImage([], { layers: [foreign], subject: descriptor("not here", IMAGE) });
    expect((await put(name, "foreign", body)).status).toBe(201);
    const many = await put(name, "many", anImage(Array.from({ length: 300 }, (_, index) => `m${index}`)));
    expect(many.status).toBe(404);
    expect(many.body.length).toBeLessThan(8192);
  });

  it("OCI-89: empty lists, inline data, unknown fields, nested and typed indexes come back byte for byte", async () => {
    const name = await aRepository();
    const leaf = anImage([], { annotations: { leaf: name } });
    await put(name, digestOf(leaf), leaf);
    const inner = anIndex([leaf]);
    await put(name, digestOf(inner), inner, INDEX);
    const outer = JSON.stringify({
      schemaVersion: 2,
      mediaType: INDEX,
      manifests: [descriptor(inner, INDEX)],
    });
    const bodies: [string, string][] = [
      [anImage([]), IMAGE],
      [anIndex([]), INDEX],
      [
        anImage([], {
          config: { ...descriptor("{}", "application/vnd.oci.empty.v1+json"), data: "e30=" },
          unknown: { a: [1, { b: null }] },
        }),
        IMAGE,
      ],
      [outer, INDEX],
      [anIndex([leaf], { artifactType: "application/x.y", subject: descriptor("s", IMAGE) }), INDEX],
      [`${anImage([]).replace("{", "{\n  ")}\n`, IMAGE],
    ];
    for (const [index, [body, type]] of bodies.entries()) {
      expect([index, (await put(name, `t${index}`, body, type)).status]).toEqual([index, 201]);
      expect((await get(name, `t${index}`)).body.toString()).toBe(body);
    }
  });

  it("OCI-91: tags of the query all or nothing, one OCI-Tag each, more than 100 are 414", async () => {
    const name = await aRepository();
    const body = anImage([], { annotations: { q: "1" } });
    const tags = Array.from({ length: 12 }, (_, index) => `t${index}`);
    const query = (list: string[]) => list.map((tag) => `tag=${encodeURIComponent(tag)}`).join("&");
    const reply = await put(name, `${digestOf(body)}?${query(tags)}`, body);
    const told = reply.raw.filter((_, index) => reply.raw[index - 1]?.toLowerCase() === "oci-tag");
    expect([reply.status, told]).toEqual([201, tags]);
    for (const tag of tags) expect((await get(name, tag)).body.toString()).toBe(body);
    const bad = await put(name, `${digestOf(body)}?tag=good&tag=-bad`, body);
    expect(bad.status).toBe(400);
    expect((await get(name, "good")).status).toBe(404);
    const many = Array.from({ length: 101 }, (_, index) => `m${index}`);
    expect((await put(name, `${digestOf(body)}?${query(many)}`, body)).status).toBe(414);
    expect((await get(name, "m0")).status).toBe(404);
  });

  it("OCI-13 OCI-69: a tag that was set under a sha512 digest tells that one", async () => {
    const name = await aRepository();
    const body = anImage([], { annotations: { q: "512" } });
    const long = digestOf(body, "sha512");
    await put(name, `${long}?tag=long`, body);
    expect((await get(name, "long")).headers["docker-content-digest"]).toBe(long);
    await put(name, "short", body);
    expect((await get(name, "short")).headers["docker-content-digest"]).toBe(digestOf(body));
  });

  it("X5: 64 clients push one manifest under one tag, and 64 different ones: all 201, the tag names one of them", async () => {
    const name = await aRepository();
    const same = anImage([], { annotations: { same: "yes" } });
    const replies = await Promise.all(Array.from({ length: 64 }, () => put(name, "same", same)));
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([201]));
    const bodies = Array.from({ length: 64 }, (_, index) =>
      anImage([], { annotations: { n: String(index) } }),
    );
    const others = await Promise.all(bodies.map((body) => put(name, "race", body)));
    expect(new Set(others.map((reply) => reply.status))).toEqual(new Set([201]));
    expect(bodies).toContain((await get(name, "race")).body.toString());
  });

  it("CL-7: a tag of a plain repository moves, and the next request sees it", async () => {
    const name = await aRepository();
    for (let round = 0; round < 10; round += 1) {
      const body = anImage([], { annotations: { round: String(round) } });
      await put(name, "latest", body);
      expect((await get(name, "latest")).body.toString()).toBe(body);
      expect((await get(name, digestOf(body))).status).toBe(200);
    }
  });
});

describe("DELETE in a plain repository", () => {
  it("OCI-104: a tag goes at once, its manifest stays", async () => {
    const name = await aRepository();
    const body = anImage([]);
    await put(name, "v1", body);
    await get(name, "v1");
    expect((await remove(name, "manifests/v1")).status).toBe(202);
    expect((await get(name, "v1")).status).toBe(404);
    expect((await get(name, digestOf(body))).status).toBe(200);
    expect((await remove(name, "manifests/v1")).status).toBe(404);
  });

  it("OCI-105 OCI-107: a manifest goes with all its tags, by either digest", async () => {
    for (const algorithm of ["sha256", "sha512"] as const) {
      const name = await aRepository();
      const body = anImage([]);
      for (const tag of ["v1", "v2"]) await put(name, tag, body);
      await get(name, "v1");
      expect((await remove(name, `manifests/${digestOf(body, algorithm)}`)).status).toBe(202);
      for (const reference of ["v1", "v2", digestOf(body)])
        expect((await get(name, reference)).status).toBe(404);
      const again = await remove(name, `manifests/${digestOf(body)}`);
      expect([again.status, errorsOf(again)[0]?.code]).toEqual([404, "MANIFEST_UNKNOWN"]);
    }
  });

  it("OCI-106 OCI-107: a blob that a manifest needs is 405; afterwards it goes, here only", async () => {
    const [name, other] = [await aRepository(), await aRepository()];
    const layer = someBytes(40);
    await registry.push(name, layer);
    await registry.push(other, layer);
    const body = anImage([layer]);
    await put(name, "v1", body);
    const path = `blobs/${digestOf(layer)}`;
    await registry.ask("HEAD", `/v2/${name}/${path}`);
    const used = await remove(name, path);
    expect([used.status, errorsOf(used)[0]?.code, used.headers.allow]).toEqual([
      405,
      "UNSUPPORTED",
      "GET, HEAD",
    ]);
    await remove(name, `manifests/${digestOf(body)}`);
    expect((await remove(name, path)).status).toBe(202);
    expect((await registry.ask("HEAD", `/v2/${name}/${path}`)).status).toBe(404);
    expect((await registry.ask("GET", `/v2/${other}/${path}`)).body.equals(layer)).toBe(true);
    const gone = await remove(name, path);
    expect([gone.status, errorsOf(gone)[0]?.code]).toEqual([404, "BLOB_UNKNOWN"]);
    expect((await put(name, "v1", body)).status).toBe(404);
  });

  it("X6: a blob is deleted while manifests with it are pushed: whatever is answered, no manifest lacks it", async () => {
    for (let round = 0; round < 8; round += 1) {
      const name = await aRepository();
      const layer = someBytes(40);
      await registry.push(name, layer);
      const body = anImage([layer]);
      const [pushed] = await Promise.all([put(name, "v1", body), remove(name, `blobs/${digestOf(layer)}`)]);
      const blob = await registry.ask("HEAD", `/v2/${name}/blobs/${digestOf(layer)}`);
      expect([201, 404]).toContain(pushed.status);
      if (pushed.status === 201) expect(blob.status).toBe(200);
    }
  });

  it("promise 8: what changes a repository leaves an audit row with who and where", async () => {
    const name = await aRepository();
    const body = anImage([]);
    await put(name, "v1", body);
    await remove(name, "manifests/v1");
    await remove(name, `manifests/${digestOf(body)}`);
    await remove(name, `blobs/${digestOf("{}")}`);
    const rows = await db().auditEvent.findMany({
      where: { orgId: registry.org.id, subjectName: name },
      orderBy: { seq: "asc" },
      select: { action: true, door: true, actorKind: true },
    });
    expect(rows).toEqual(
      ["manifest.pushed", "tag.deleted", "manifest.deleted", "blob.deleted"].map((action) => ({
        action,
        door: "oci",
        actorKind: "registry-token",
      })),
    );
  });
});
