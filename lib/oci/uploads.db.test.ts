import { appendFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { sweepUploads } from "#lib/repositories/sweep-uploads.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import {
  aName,
  aRegistry,
  aToken,
  digestOf,
  json,
  type RegistryFixture,
  type Reply,
  someBytes,
} from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

const open = async (name: string, token?: string) => {
  const reply = await registry.ask("POST", `/v2/${name}/blobs/uploads/`, token ? { token } : {});
  return String(reply.headers.location);
};
const patch = (location: string, body: Buffer, range?: string) =>
  registry.ask("PATCH", location, { body, headers: range ? { "content-range": range } : {} });
const put = (location: string, digest: string, body?: Buffer, range?: string) =>
  registry.ask("PUT", `${location}?digest=${digest}`, {
    ...(body ? { body } : {}),
    headers: range ? { "content-range": range } : {},
  });
const read = async (name: string, digest: string) => registry.ask("GET", `/v2/${name}/blobs/${digest}`);
const codeOf = (reply: Reply) => (json(reply) as { errors: { code: string }[] }).errors[0]?.code;

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("ways to push a blob", () => {
  it("OCI-14 OCI-56: an empty POST opens an upload, whose location is a path that holds its whole state", async () => {
    const name = aName();
    const reply = await registry.ask("POST", `/v2/${name}/blobs/uploads/`);
    expect(reply.status).toBe(202);
    expect(reply.headers).toMatchObject({ range: "0-0", "content-length": "0" });
    expect(reply.headers.location).toBe(`/v2/${name}/blobs/uploads/${reply.headers["docker-upload-uuid"]}`);
    expect(reply.headers["transfer-encoding"]).toBeUndefined();
  });

  it.each([0, 2, 5000, 3_000_000])(
    "OCI-57 OCI-58 OCI-59: %i bytes by POST alone, POST and PUT, and PATCH in between come back the same",
    async (size) => {
      const bytes = someBytes(size);
      const digest = digestOf(bytes);
      const ways: Record<string, (name: string) => Promise<Reply>> = {
        post: async (name) => (await registry.push(name, bytes)).reply,
        put: async (name) => put(await open(name), digest, bytes),
        patch: async (name) => {
          const location = await open(name);
          await patch(location, bytes);
          return put(location, digest);
        },
        chunked: async (name) => {
          const location = await open(name);
          await registry.ask("PATCH", location, {
            body: inPieces(bytes, 70_000),
            headers: { "transfer-encoding": "chunked" },
          });
          return put(location, digest);
        },
      };
      for (const way of Object.values(ways)) {
        const name = aName();
        const reply = await way(name);
        expect(reply.status).toBe(201);
        expect(reply.headers).toMatchObject({
          location: `/v2/${name}/blobs/${digest}`,
          "docker-content-digest": digest,
          "content-length": "0",
        });
        const back = await read(name, digest);
        expect([back.status, back.headers["content-length"], back.body.equals(bytes)]).toEqual([
          200,
          String(size),
          true,
        ]);
      }
    },
  );

  it("OCI-60 OCI-64 OCI-66: chunks with Content-Range, status in between, the last one in the PUT", async () => {
    const name = aName();
    const bytes = someBytes(3000);
    const location = await open(name);
    expect((await registry.ask("GET", location)).headers.range).toBe("0-0");
    const first = await patch(location, bytes.subarray(0, 1000), "0-999");
    expect([first.status, first.headers.range, first.headers.location]).toEqual([202, "0-999", location]);
    const second = await patch(location, bytes.subarray(1000, 2000), "1000-1999");
    expect(second.headers.range).toBe("0-1999");
    const status = await registry.ask("GET", `${location}?digest=sha256:0`);
    expect([status.status, status.headers.range, status.headers.location]).toEqual([204, "0-1999", location]);
    expect(status.body).toHaveLength(0);
    const done = await put(location, digestOf(bytes), bytes.subarray(2000), "2000-2999");
    expect(done.status).toBe(201);
    expect((await read(name, digestOf(bytes))).body.equals(bytes)).toBe(true);
  });

  it("OCI-66: the last chunk may come without Content-Range", async () => {
    const name = aName();
    const bytes = someBytes(2000);
    const location = await open(name);
    await patch(location, bytes.subarray(0, 1200));
    expect((await put(location, digestOf(bytes), bytes.subarray(1200))).status).toBe(201);
    expect((await read(name, digestOf(bytes))).body.equals(bytes)).toBe(true);
  });

  it("OCI-69: sha512 on every form; the blob answers to both digests", async () => {
    const bytes = someBytes(1500);
    const long = digestOf(bytes, "sha512");
    const forms = [
      async (name: string) =>
        registry.ask("POST", `/v2/${name}/blobs/uploads/?digest=${long}`, { body: bytes }),
      async (name: string) => put(await open(name), long, bytes),
      async (name: string) => {
        const reply = await registry.ask("POST", `/v2/${name}/blobs/uploads/?digest-algorithm=sha512`);
        const location = String(reply.headers.location);
        await patch(location, bytes);
        return put(location, long);
      },
    ];
    for (const form of forms) {
      const name = aName();
      const reply = await form(name);
      expect([reply.status, reply.headers["docker-content-digest"]]).toEqual([201, long]);
      const back = await read(name, long);
      expect([back.status, back.headers["docker-content-digest"], back.body.equals(bytes)]).toEqual([
        200,
        long,
        true,
      ]);
      expect((await read(name, digestOf(bytes))).headers["docker-content-digest"]).toBe(digestOf(bytes));
    }
  });

  it("OCI-79: no smallest chunk is asked for", async () => {
    const reply = await registry.ask("POST", `/v2/${aName()}/blobs/uploads/`);
    expect(reply.headers["oci-chunk-min-length"]).toBeUndefined();
  });
});

describe("what is refused, and what it leaves behind", () => {
  it("OCI-61: a chunk that does not follow is 416 with the place to go on, and the upload is intact", async () => {
    const name = aName();
    const bytes = someBytes(2000);
    const location = await open(name);
    await patch(location, bytes.subarray(0, 1000), "0-999");
    for (const range of ["0-999", "500-1499", "1001-2000"]) {
      const reply = await patch(location, bytes.subarray(0, 1000), range);
      expect([reply.status, codeOf(reply), reply.headers.range, reply.headers.location]).toEqual([
        416,
        "BLOB_UPLOAD_INVALID",
        "0-999",
        location,
      ]);
    }
    expect((await patch(location, bytes.subarray(1000), "1000-1999")).status).toBe(202);
    expect((await put(location, digestOf(bytes))).status).toBe(201);
  });

  it("OCI-62: a length that is not the range's is 400 SIZE_INVALID, and the offset stays", async () => {
    const location = await open(aName());
    await patch(location, someBytes(10), "0-9");
    const announced = await patch(location, someBytes(10), "10-24");
    expect([announced.status, codeOf(announced)]).toEqual([400, "SIZE_INVALID"]);
    const chunked = await registry.ask("PATCH", location, {
      body: inPieces(someBytes(10), 3),
      headers: { "transfer-encoding": "chunked", "content-range": "10-24" },
    });
    expect([chunked.status, codeOf(chunked)]).toEqual([400, "SIZE_INVALID"]);
    expect((await registry.ask("GET", location)).headers.range).toBe("0-9");
  });

  it.each(["bytes=0-9", "9-0", "0-", "-5", "a-b", "0-9/10", ""])(
    "OCI-63: Content-Range %j is 400 BLOB_UPLOAD_INVALID",
    async (range) => {
      const location = await open(aName());
      const reply = await registry.ask("PATCH", location, {
        body: someBytes(10),
        headers: { "content-range": range },
      });
      expect([reply.status, codeOf(reply)]).toEqual([400, "BLOB_UPLOAD_INVALID"]);
      expect((await registry.ask("GET", location)).status).toBe(204);
    },
  );

  it("OCI-67: a closing PUT out of order is 416, and the upload can still be finished", async () => {
    const name = aName();
    const bytes = someBytes(2000);
    const location = await open(name);
    await patch(location, bytes.subarray(0, 1000), "0-999");
    const early = await put(location, digestOf(bytes), bytes.subarray(1000), "999-1998");
    expect([early.status, early.headers.range]).toEqual([416, "0-999"]);
    expect((await put(location, digestOf(bytes), bytes.subarray(1000), "1000-1999")).status).toBe(201);
  });

  it("OCI-68: a digest that is missing, malformed or of other content is 400 DIGEST_INVALID, and nothing is stored", async () => {
    const name = aName();
    const bytes = someBytes(64);
    const other = digestOf("other");
    const asks = [
      () => registry.ask("POST", `/v2/${name}/blobs/uploads/?digest=${other}`, { body: bytes }),
      () => registry.ask("POST", `/v2/${name}/blobs/uploads/?digest=sha256:zz`, { body: bytes }),
      () => registry.ask("POST", `/v2/${name}/blobs/uploads/?digest=`, { body: bytes }),
      async () => registry.ask("PUT", await open(name), { body: bytes }),
      async () => put(await open(name), "sha384:00", bytes),
      async () => put(await open(name), other, bytes),
      async () => put(await open(name), digestOf("other", "sha512"), bytes),
      async () => {
        const location = await open(name);
        await patch(location, bytes);
        return put(location, other);
      },
    ];
    for (const one of asks) {
      const reply = await one();
      expect([reply.status, codeOf(reply)]).toEqual([400, "DIGEST_INVALID"]);
    }
    expect((await read(name, digestOf(bytes))).status).toBe(404);
    expect((await read(name, other)).status).toBe(404);
  });

  it("OCI-70: DELETE ends an upload; afterwards it is unknown", async () => {
    const location = await open(aName());
    await patch(location, someBytes(10));
    const gone = await registry.ask("DELETE", location);
    expect([gone.status, gone.body.length]).toEqual([204, 0]);
    const replies = await Promise.all([
      registry.ask("GET", location),
      patch(location, someBytes(10)),
      put(location, digestOf("x"), Buffer.from("x")),
      registry.ask("DELETE", location),
    ]);
    for (const reply of replies) expect([reply.status, codeOf(reply)]).toEqual([404, "BLOB_UPLOAD_UNKNOWN"]);
  });

  it("OCI-71: the location belongs to one repository and one organization", async () => {
    const name = aName();
    const location = await open(name);
    const elsewhere = location.replace(name, aName());
    expect((await registry.ask("GET", elsewhere)).status).toBe(404);
    expect((await patch(elsewhere, someBytes(3))).status).toBe(404);
    const stranger = await aToken(await anOrganization());
    for (const method of ["GET", "DELETE"])
      expect((await registry.ask(method, location, { token: stranger })).status).toBe(404);
    expect((await registry.ask("GET", location)).status).toBe(204);
    expect((await registry.ask("GET", `/v2/${name}/blobs/uploads/..%2f..%2fx`)).status).toBe(404);
    expect((await registry.ask("GET", `/v2/${name}/blobs/uploads/upl_1`)).status).toBe(404);
  });

  it("OCI-71 OCI-78: a PUT repeated after its 201 is 404, and the blob is there", async () => {
    const name = aName();
    const location = await open(name);
    const bytes = someBytes(100);
    expect((await put(location, digestOf(bytes), bytes)).status).toBe(201);
    expect((await put(location, digestOf(bytes), bytes)).status).toBe(404);
    expect((await registry.ask("HEAD", `/v2/${name}/blobs/${digestOf(bytes)}`)).status).toBe(200);
  });

  it("OCI-75 OCI-130: over the limit is 413 with the limit, before reading where the length is known, and ends the upload", async () => {
    const limit = env().CHARTROOM_MAX_CATALOG_BLOB;
    const name = `charts/${aName("p").split("/")[1]}`;
    const location = await open(name);
    const known = await registry.ask("PATCH", location, {
      headers: { "content-length": String(limit + 1), expect: "100-continue" },
    });
    expect([known.status, codeOf(known)]).toEqual([413, "SIZE_INVALID"]);
    expect(json(known)).toMatchObject({ errors: [{ detail: { limitBytes: limit } }] });
    expect((await registry.ask("GET", location)).status).toBe(404);
    const whole = await registry.ask("POST", `/v2/${name}/blobs/uploads/?digest=${digestOf("x")}`, {
      headers: { "content-length": String(limit + 1), expect: "100-continue" },
    });
    expect(whole.status).toBe(413);
    const mib = someBytes(1024 * 1024);
    async function* endless() {
      for (let sent = 0; sent <= limit; sent += mib.length) yield mib;
    }
    const streamed = await open(name);
    const late = await registry
      .ask("PATCH", streamed, { body: endless(), headers: { "transfer-encoding": "chunked" } })
      .catch(() => null);
    if (late) expect(late.status).toBe(413);
    expect((await registry.ask("GET", streamed)).status).toBe(404);
  });
});

describe("several at once", () => {
  it("OCI-76: of parallel PATCHes one wins, others are 416, and bytes never mix", async () => {
    const name = aName();
    const location = await open(name);
    const chunks = Array.from({ length: 8 }, (_, index) => Buffer.alloc(400_000, index));
    const replies = await Promise.all(chunks.map((chunk) => patch(location, chunk, "0-399999")));
    const statuses = replies.map((reply) => reply.status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
    expect(statuses.filter((status) => status === 416)).toHaveLength(7);
    const winner = chunks[statuses.indexOf(202)] ?? Buffer.alloc(0);
    expect((await put(location, digestOf(winner))).status).toBe(201);
  });

  it("OCI-77 X5: 64 clients push the same blob: all 201, one copy", async () => {
    const name = aName();
    const bytes = someBytes(20_000);
    const digest = digestOf(bytes);
    const replies = await Promise.all(
      Array.from({ length: 64 }, async (_, index) =>
        index % 2 ? (await registry.push(name, bytes)).reply : put(await open(name), digest, bytes),
      ),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([201]));
    expect((await read(name, digest)).body.equals(bytes)).toBe(true);
  });

  it("OCI-76: a small closing PUT does not end an upload that somebody else writes to", async () => {
    const location = await open(aName());
    const id = location.split("/").at(-1) ?? "";
    const claim = (writer: string | null) =>
      db().ociUpload.update({
        where: { id },
        data: { writer, writerUntil: writer && addMs(clock.now(), 60_000) },
        select: { id: true },
      });
    await claim("another request");
    const bytes = someBytes(100);
    expect((await put(location, digestOf(bytes), bytes)).status).toBe(416);
    await claim(null);
    expect((await put(location, digestOf(bytes), bytes)).status).toBe(201);
  });

  it("OCI-76: two closing PUTs of one upload: one 201, the other refused, no 5xx", async () => {
    const location = await open(aName());
    const bytes = someBytes(2_000_000);
    const replies = await Promise.all([1, 2].map(() => put(location, digestOf(bytes), bytes)));
    const statuses = replies.map((reply) => reply.status).sort();
    expect(statuses[0]).toBe(201);
    expect([404, 416]).toContain(statuses[1]);
  });
});

describe("mounts", () => {
  it("OCI-72: mounts a blob of another repository without its bytes", async () => {
    const [from, to] = [aName(), aName()];
    const { digest } = await registry.push(from, someBytes(300));
    const reply = await registry.ask("POST", `/v2/${to}/blobs/uploads/?mount=${digest}&from=${from}&ns=x`);
    expect([reply.status, reply.headers.location, reply.headers["docker-content-digest"]]).toEqual([
      201,
      `/v2/${to}/blobs/${digest}`,
      digest,
    ]);
    expect((await read(to, digest)).status).toBe(200);
  });

  it("OCI-74: mounts without from where a repository that the token may pull holds it", async () => {
    const [from, to] = [aName("in"), aName("out")];
    const { digest } = await registry.push(from, someBytes(300));
    const narrow = await aToken(registry.org, "pull+push", "out/*");
    const path = `/v2/${to}/blobs/uploads/?mount=${digest}`;
    expect((await registry.ask("POST", path, { token: narrow })).status).toBe(202);
    expect((await registry.ask("POST", path)).status).toBe(201);
  });

  it("OCI-73 OCI-41 S2: what cannot be mounted opens an upload: missing, foreign, not to be pulled, no name", async () => {
    const to = aName();
    const secret = someBytes(300);
    const foreign = await anOrganization();
    const foreignName = aName();
    await registry.push(foreignName, secret, { token: await aToken(foreign) });
    const other = aName("other");
    const { digest: ours } = await registry.push(other, someBytes(10));
    const pushOnly = await aToken(registry.org, "push");
    const mount = (digest: string, from: string, token?: string) =>
      registry.ask(
        "POST",
        `/v2/${to}/blobs/uploads/?mount=${digest}&from=${encodeURIComponent(from)}`,
        token ? { token } : {},
      );
    const replies = await Promise.all([
      mount(digestOf("nowhere"), aName()),
      mount(digestOf(secret), foreignName),
      mount(digestOf(secret), `${foreign.slug}/charts/x`),
      mount(digestOf(secret), "NOT/../a/name"),
      mount("sha256:zz", foreignName),
      mount(ours, "other/unknown"),
      mount(ours, other, pushOnly),
    ]);
    for (const reply of replies) {
      expect(reply.status).toBe(202);
      expect(reply.headers.location).toMatch(/\/blobs\/uploads\/upl_/);
    }
    expect((await registry.ask("HEAD", `/v2/${to}/blobs/${digestOf(secret)}`)).status).toBe(404);
    // S2: who has the bytes may push them.
    expect((await registry.push(to, secret)).reply.status).toBe(201);
    expect((await read(to, digestOf(secret))).body.equals(secret)).toBe(true);
  });

  it("OCI-41: a push-only token may mount what its target already holds", async () => {
    const name = aName();
    const { digest } = await registry.push(name, someBytes(30));
    const token = await aToken(registry.org, "push");
    const path = `/v2/${name}/blobs/uploads/?mount=${digest}&from=${name}`;
    expect((await registry.ask("POST", path, { token })).status).toBe(201);
  });
});

describe("what stays", () => {
  it("X1: an upload whose bytes are gone is unknown, and pushing again succeeds", async () => {
    const name = aName();
    const bytes = someBytes(500);
    const location = await open(name);
    await patch(location, bytes);
    await blobStore().discardUpload(location.split("/").at(-1) ?? "");
    expect((await put(location, digestOf(bytes))).status).toBe(404);
    expect((await registry.push(name, bytes)).reply.status).toBe(201);
  });

  it("X1 OCI-65: an upload that a killed process was writing to goes on from its offset after the start", async () => {
    const name = aName();
    const bytes = someBytes(400);
    const location = await open(name);
    await patch(location, bytes.subarray(0, 100));
    const id = location.split("/").at(-1) ?? "";
    await db().ociUpload.update({
      where: { id, orgId: registry.org.id },
      data: { writer: "killed", writerUntil: addMs(clock.now(), 20_000) },
    });
    const file = path.join(env().BLOB_STORE, "uploads", id);
    await appendFile(file, "bytes that were never acknowledged");
    expect((await patch(location, bytes.subarray(100), "100-399")).status).toBe(416);
    await sweepUploads(true);
    expect((await registry.ask("GET", location)).headers.range).toBe("0-99");
    expect((await patch(location, bytes.subarray(100), "100-399")).status).toBe(202);
    expect((await put(location, digestOf(bytes))).status).toBe(201);
  });

  it("OCI-76: the claim of a process that is not heard of any more runs out", async () => {
    const location = await open(aName());
    const id = location.split("/").at(-1) ?? "";
    const where = { id, orgId: registry.org.id };
    await db().ociUpload.update({ where, data: { writer: "other", writerUntil: addMs(clock.now(), 5_000) } });
    expect((await patch(location, someBytes(10))).status).toBe(416);
    await db().ociUpload.update({ where, data: { writerUntil: addMs(clock.now(), -1) } });
    expect((await patch(location, someBytes(10))).status).toBe(202);
  });

  it("section 6: an upload that was idle for a day is swept, with its bytes; a younger one stays", async () => {
    const old = await open(aName());
    await patch(old, someBytes(10));
    const now = clock.now;
    clock.now = () => addMs(now(), 23 * 3_600_000);
    const young = await open(aName());
    await patch(young, someBytes(10));
    clock.now = () => addMs(now(), 25 * 3_600_000);
    try {
      expect(await sweepUploads(false)).toBeGreaterThan(0);
    } finally {
      clock.now = now;
    }
    expect((await registry.ask("GET", old)).status).toBe(404);
    expect((await registry.ask("GET", young)).headers.range).toBe("0-9");
    const left = await blobStore().uploads();
    expect(left).not.toContain(old.split("/").at(-1));
    expect(left).toContain(young.split("/").at(-1));
  });
});
