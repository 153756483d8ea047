import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/db/database.ts";
import {
  aName,
  anImage,
  aRegistry,
  basic,
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
  registry = await aRegistry();
});
afterAll(() => registry.close());

const codeOf = (reply: Reply) => (json(reply) as { errors: { code: string }[] }).errors[0]?.code;
const get = (path: string, headers: Record<string, string> = {}) => registry.ask("GET", path, { headers });

async function aTagged(name: string, tags: string[], layer: Buffer = someBytes(20)): Promise<string> {
  await registry.push(name, "{}");
  await registry.push(name, layer);
  const body = anImage([layer]);
  for (const tag of tags)
    await registry.ask("PUT", `/v2/${name}/manifests/${tag}`, { body, headers: { "content-type": IMAGE } });
  return body;
}

describe("every response", () => {
  it("OCI-10 OCI-12 OCI-16 OCI-22: version, type without parameters, caching, no CORS, whatever the status", async () => {
    const name = aName();
    await aTagged(name, ["v1"]);
    const paths = [
      "/v2/",
      `/v2/${name}/manifests/v1`,
      `/v2/${name}/tags/list`,
      `/v2/${name}/manifests/none`,
      "/v2/NAME/tags/list",
      "/v2/nothing",
    ];
    const replies = await Promise.all([
      ...paths.map((path) => get(path, { origin: "https://evil.example" })),
      registry.ask("GET", "/v2/", { token: null }),
      registry.ask("DELETE", "/v2/"),
      registry.ask("POST", `/v2/${name}/blobs/uploads/`),
    ]);
    for (const reply of replies) {
      expect(reply.headers["docker-distribution-api-version"]).toBe("registry/2.0");
      expect(reply.headers.vary).toBe("Authorization");
      expect(reply.headers["cache-control"]).toMatch(/^private, no-transform/);
      expect(reply.headers["content-type"] ?? "").not.toMatch(/;/);
      expect(reply.headers["transfer-encoding"]).toBeUndefined();
      expect(Object.keys(reply.headers).filter((key) => key.startsWith("access-control"))).toEqual([]);
    }
  });

  it("OCI-16: by tag no-cache, by digest immutable", async () => {
    const name = aName();
    const body = await aTagged(name, ["v1"]);
    const cacheOf = async (path: string) => (await get(path)).headers["cache-control"];
    expect(await cacheOf(`/v2/${name}/manifests/v1`)).toBe("private, no-transform, no-cache");
    const forever = "private, no-transform, max-age=31536000, immutable";
    expect(await cacheOf(`/v2/${name}/manifests/${digestOf(body)}`)).toBe(forever);
    expect(await cacheOf(`/v2/${name}/blobs/${digestOf("{}")}`)).toBe(forever);
  });

  it("OCI-11 OCI-15: HEAD has the length and no body; errors have a body under 8 KiB, and HEAD errors none", async () => {
    const name = aName();
    const body = await aTagged(name, ["v1"]);
    for (const encoding of ["identity", "gzip, br", "*"]) {
      const reply = await registry.ask("HEAD", `/v2/${name}/manifests/v1`, {
        headers: { "accept-encoding": encoding },
      });
      expect(reply.headers["content-length"]).toBe(String(Buffer.byteLength(body)));
      expect(reply.headers["content-encoding"]).toBeUndefined();
      expect(reply.body).toHaveLength(0);
    }
    const missing = await registry.ask("HEAD", `/v2/${name}/manifests/none`);
    expect([missing.status, missing.body.length]).toEqual([404, 0]);
    const long = await get(`/v2/${name}/manifests/${"x".repeat(8000)}`);
    expect(long.status).toBe(404);
    expect(long.body.length).toBeLessThan(8192);
    expect(long.headers["content-type"]).toBe("application/json");
  });

  it("OCI-18 OCI-26 OCI-43: /v2 and /v2/ answer {} to a token and a challenge to a stranger", async () => {
    for (const path of ["/v2", "/v2/"]) {
      const reply = await get(path);
      expect([reply.status, reply.headers["content-type"], reply.body.toString()]).toEqual([
        200,
        "application/json",
        "{}",
      ]);
      expect((await registry.ask("HEAD", path)).status).toBe(200);
      const stranger = await registry.ask("GET", path, { token: null });
      expect([stranger.status, codeOf(stranger)]).toEqual([401, "UNAUTHORIZED"]);
    }
  });

  it("OCI-25 OCI-27: one challenge, its realm without basic and bearer; the same for a wrong token", async () => {
    const replies = [
      await registry.ask("GET", "/v2/", { token: null }),
      await registry.ask("GET", "/v2/", { token: "crt_wrong" }),
      await registry.ask("GET", "/v2/any/tags/list", { token: null }),
    ];
    for (const reply of replies) {
      expect(reply.raw.filter((one) => one.toLowerCase() === "www-authenticate")).toHaveLength(1);
      const challenge = reply.headers["www-authenticate"] ?? "";
      expect(challenge).toMatch(/^Basic realm="[^"]+"$/);
      expect(challenge.slice(6)).not.toMatch(/basic|bearer/i);
    }
    expect(json(replies[1] as Reply)).toEqual({
      errors: [
        {
          code: "UNAUTHORIZED",
          message: "invalid registry token",
          detail: { tokens: expect.stringContaining("/settings/registry/tokens") },
        },
      ],
    });
    expect(json(replies[2] as Reply)).toEqual({
      errors: [{ code: "UNAUTHORIZED", message: "authentication required" }],
    });
  });

  it("OCI-28: any user name, Bearer, and empty credentials as anonymous", async () => {
    const status = async (authorization: string) =>
      (await registry.ask("GET", "/v2/", { token: null, headers: { authorization } })).status;
    expect(await status(basic(registry.token, "anyone"))).toBe(200);
    expect(await status(`Bearer ${registry.token}`)).toBe(200);
    expect(await status(basic("", ""))).toBe(401);
  });

  it("OCI-14 S8: nothing is built from Host or X-Forwarded", async () => {
    const reply = await registry.ask("POST", `/v2/${aName()}/blobs/uploads/`, {
      headers: { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
    });
    expect(JSON.stringify(reply.raw)).not.toContain("evil");
    expect(reply.headers.location).toMatch(/^\/v2\//);
  });

  it("OCI-17: an encoded digest is decoded once; other encodings lead nowhere and are never redirected", async () => {
    const name = aName();
    await registry.push(name, "{}");
    expect((await get(`/v2/${name}/blobs/${digestOf("{}").replace(":", "%3A")}`)).status).toBe(200);
    const bad = [
      `/v2/${name}/blobs/%2e%2e/x`,
      `/v2//${name}/tags/list`,
      `/v2/${name}//tags/list`,
      `/v2/../v2/${name}/tags/list`,
      `/v2/${name.replace("/", "%2F")}/tags/list`,
      `/v2/${name}\\x/tags/list`,
      `/v2/${name}/manifests/%00`,
      `/v2/${name}/tags/list/`,
    ];
    for (const path of bad) {
      const reply = await get(path);
      expect([400, 404]).toContain(reply.status);
      expect(reply.headers["docker-distribution-api-version"]).toBe("registry/2.0");
      expect(reply.headers.location).toBeUndefined();
    }
  });

  it("OCI-19 OCI-47: an unknown method is 405 with Allow, an unknown path 404", async () => {
    const wrong: [string, string, string][] = [
      ["POST", "/v2/", "GET, HEAD"],
      ["PUT", "/v2/_catalog", "GET, HEAD"],
      ["POST", "/v2/a/manifests/x", "GET, HEAD, PUT, DELETE"],
      ["PUT", `/v2/a/blobs/${digestOf("")}`, "GET, HEAD, DELETE"],
      ["GET", "/v2/a/blobs/uploads/", "POST"],
      ["POST", "/v2/a/blobs/uploads/x", "GET, PATCH, PUT, DELETE"],
      ["DELETE", "/v2/a/tags/list", "GET, HEAD"],
      ["OPTIONS", "/v2/a/tags/list", "GET, HEAD"],
    ];
    for (const [method, path, allow] of wrong) {
      const reply = await registry.ask(method, path);
      expect([reply.status, codeOf(reply), reply.headers.allow]).toEqual([405, "UNSUPPORTED", allow]);
    }
    for (const path of ["/v2/x", "/v2/_oci/ext/discover", "/v2/a/_oci/ext/discover"]) {
      const reply = await get(path);
      expect([reply.status, codeOf(reply)]).toEqual([404, "UNSUPPORTED"]);
    }
  });

  it("OCI-1 OCI-6: a bad name is 400 NAME_INVALID, also for a stranger", async () => {
    const names = [
      "Upper",
      "a_",
      ".a",
      "a___b",
      "a..b",
      "a".repeat(256),
      "charts/a/b/c",
      "charts/new",
      "acme/charts",
      "acme/charts/a/b/c",
      "charts/charts/a",
    ];
    for (const name of names)
      for (const token of [registry.token, null]) {
        const reply = await registry.ask("GET", `/v2/${name}/tags/list`, { token });
        if (token === null && !["a".repeat(256), "Upper", "a_", ".a", "a___b", "a..b"].includes(name))
          continue;
        expect([name, reply.status, codeOf(reply)]).toEqual([name, 400, "NAME_INVALID"]);
      }
  });
});

describe("blobs", () => {
  it("OCI-48 OCI-49: GET and HEAD with length, digest, ranges and ETag; 304 for what the client has", async () => {
    const name = aName();
    for (const size of [2, 5000, 200_000]) {
      const bytes = someBytes(size);
      const { digest } = await registry.push(name, bytes);
      const expected = {
        "content-type": "application/octet-stream",
        "content-length": String(size),
        "docker-content-digest": digest,
        "accept-ranges": "bytes",
        etag: `"${digest}"`,
      };
      const reply = await get(`/v2/${name}/blobs/${digest}`, { "accept-encoding": "gzip" });
      expect(reply.headers).toMatchObject(expected);
      expect(reply.headers["content-encoding"]).toBeUndefined();
      expect(reply.body.equals(bytes)).toBe(true);
      const head = await registry.ask("HEAD", `/v2/${name}/blobs/${digest}`);
      expect(head.headers).toMatchObject(expected);
      expect(head.body).toHaveLength(0);
      const same = await get(`/v2/${name}/blobs/${digest}`, { "if-none-match": `W/"x", "${digest}"` });
      expect([same.status, same.body.length]).toEqual([304, 0]);
    }
  });

  it("OCI-50 OCI-51 OCI-107: not linked here 404 BLOB_UNKNOWN, repository unknown 404 NAME_UNKNOWN", async () => {
    const [name, other] = [aName(), aName()];
    const { digest } = await registry.push(other, someBytes(40));
    await registry.push(name, "{}");
    for (const [method, path, code] of [
      ["GET", `/v2/${name}/blobs/${digest}`, "BLOB_UNKNOWN"],
      ["GET", `/v2/${name}/blobs/sha256:zz`, "BLOB_UNKNOWN"],
      ["GET", `/v2/${name}/blobs/sha384:00`, "BLOB_UNKNOWN"],
      ["DELETE", `/v2/${name}/blobs/${digest}`, "BLOB_UNKNOWN"],
      ["GET", `/v2/${aName()}/blobs/${digest}`, "NAME_UNKNOWN"],
    ] as const) {
      const reply = await registry.ask(method, path);
      expect([reply.status, codeOf(reply)]).toEqual([404, code]);
    }
  });

  it("OCI-52 OCI-53 OCI-54: ranges on 2,048 bytes, small and streamed", async () => {
    const name = aName();
    for (const size of [2048, 3_000_000]) {
      const bytes = someBytes(size);
      const { digest } = await registry.push(name, bytes);
      const ask = (range: string) => get(`/v2/${name}/blobs/${digest}`, { range });
      const parts: [string, number, number][] = [
        ["bytes=500-1499", 500, 1499],
        ["bytes=500-", 500, size - 1],
        ["bytes=-500", size - 500, size - 1],
        [`bytes=2000-${size + 5000}`, 2000, size - 1],
        ["bytes=0-0", 0, 0],
        [`bytes=-${size + 1}`, 0, size - 1],
      ];
      for (const [range, start, end] of parts) {
        const reply = await ask(range);
        expect([reply.status, reply.headers["content-range"], reply.headers["content-length"]]).toEqual([
          206,
          `bytes ${start}-${end}/${size}`,
          String(end - start + 1),
        ]);
        expect(reply.body.equals(bytes.subarray(start, end + 1))).toBe(true);
      }
      for (const range of ["bytes=500-0", `bytes=${size}-`, `bytes=${size + 10}-${size + 20}`, "bytes=-0"]) {
        const reply = await ask(range);
        expect([reply.status, reply.headers["content-range"]]).toEqual([416, `bytes */${size}`]);
      }
      for (const range of ["bytes=0-1,5-6", "items=0-5", "bytes=x"]) {
        const reply = await ask(range);
        expect([reply.status, reply.body.length]).toEqual([200, size]);
      }
    }
  });

  it("OCI-53 OCI-55: the empty blob and {} are blobs like any other; no range fits the empty one", async () => {
    const name = aName();
    const { digest } = await registry.push(name, "");
    const reply = await get(`/v2/${name}/blobs/${digest}`);
    expect([reply.status, reply.headers["content-length"]]).toEqual([200, "0"]);
    const range = await get(`/v2/${name}/blobs/${digest}`, { range: "bytes=0-0" });
    expect([range.status, range.headers["content-range"]]).toEqual([416, "bytes */0"]);
    await registry.push(name, "{}");
    expect((await get(`/v2/${name}/blobs/${digestOf("{}")}`)).body.toString()).toBe("{}");
  });

  it("X10: a blob whose file is gone is a 5xx, never a wrong answer", async () => {
    const name = aName();
    const bytes = someBytes(100_000);
    const digest = digestOf(bytes);
    await registry.push(name, "{}");
    await db().blob.create({ data: { digest, sizeBytes: 100_000n }, select: { digest: true } });
    const { id } = await db().ociRepository.findFirstOrThrow({ where: { name }, select: { id: true } });
    await db().ociBlobLink.create({ data: { repositoryId: id, digest }, select: { digest: true } });
    const reply = await get(`/v2/${name}/blobs/${digest}`);
    expect([reply.status, codeOf(reply)]).toEqual([500, "UNKNOWN"]);
  });
});

describe("manifests", () => {
  it("OCI-12 OCI-13 OCI-80: by tag and digest the stored bytes under their type, whatever Accept says", async () => {
    const name = aName();
    const body = await aTagged(name, ["v1"]);
    for (const reference of ["v1", digestOf(body), digestOf(body, "sha512")])
      for (const accept of ["application/vnd.docker.distribution.manifest.v1+json", "*/*", "text/html"]) {
        const reply = await get(`/v2/${name}/manifests/${reference}`, { accept });
        expect([reply.status, reply.body.toString()]).toEqual([200, body]);
        expect(reply.headers).toMatchObject({
          "content-type": IMAGE,
          "content-length": String(body.length),
          "docker-content-digest": reference === "v1" ? digestOf(body) : reference,
        });
        const head = await registry.ask("HEAD", `/v2/${name}/manifests/${reference}`);
        expect([head.status, head.headers["docker-content-digest"], head.body.length]).toEqual([
          200,
          reply.headers["docker-content-digest"],
          0,
        ]);
      }
  });

  it("OCI-5 OCI-81: unknown references and repositories are 404, each under its code", async () => {
    const name = aName();
    await aTagged(name, ["v1"]);
    for (const [path, code] of [
      [`/v2/${name}/manifests/none`, "MANIFEST_UNKNOWN"],
      [`/v2/${name}/manifests/${digestOf("x")}`, "MANIFEST_UNKNOWN"],
      [`/v2/${name}/manifests/sha256:${"A".repeat(64)}`, "MANIFEST_UNKNOWN"],
      [`/v2/${name}/manifests/-bad`, "MANIFEST_UNKNOWN"],
      [`/v2/${aName()}/manifests/v1`, "NAME_UNKNOWN"],
    ] as const) {
      const reply = await get(path);
      expect([reply.status, codeOf(reply)]).toEqual([404, code]);
    }
  });
});

describe("lists", () => {
  it("OCI-109 OCI-111 OCI-112 OCI-114: tags in byte order, pages with Link, last need not exist", async () => {
    const name = aName();
    const tags = ["1.0", "10.0", "2.0", "A", "Z", "_x", "a", "b.c"];
    await aTagged(name, [...tags].reverse());
    const list = async (query: string) => {
      const reply = await get(`/v2/${name}/tags/list${query}`);
      return { ...(json(reply) as { name: string; tags: string[] }), link: reply.headers.link };
    };
    expect(await list("")).toEqual({ name, tags, link: undefined });
    const first = await list("?n=3");
    expect([first.tags, first.link]).toEqual([
      tags.slice(0, 3),
      `</v2/${name}/tags/list?n=3&last=2.0>; rel="next"`,
    ]);
    const seen: string[] = [];
    for (let query = "?n=3"; query; ) {
      const page = await list(query);
      seen.push(...page.tags);
      query = page.link ? (String(page.link).match(/(\?[^>]*)>/)?.[1] ?? "") : "";
    }
    expect(seen).toEqual(tags);
    expect((await list("?last=1.5")).tags).toEqual(tags.slice(1));
    expect((await list("?last=zzz")).tags).toEqual([]);
    expect(await list("?n=0")).toEqual({ name, tags: [], link: undefined });
    const unknown = await get(`/v2/${aName()}/tags/list`);
    expect([unknown.status, codeOf(unknown)]).toEqual([404, "NAME_UNKNOWN"]);
  });

  it("OCI-46 S5: n that is no number is 400, one that is too large is clamped, all of them at once", async () => {
    const name = aName();
    await aTagged(name, ["v1"]);
    for (const path of [`/v2/${name}/tags/list`, "/v2/_catalog"]) {
      for (const n of ["-1", "NaN", "1;2", "1.5", "", "0x10", "1&n=2", "%20"]) {
        const reply = await get(`${path}?n=${n}`);
        expect([n, reply.status, codeOf(reply)]).toEqual([n, 400, "PAGINATION_NUMBER_INVALID"]);
      }
      for (const n of ["1000000000", "9007199254740992", "99999999999999999999"])
        expect((await get(`${path}?n=${n}`)).status).toBe(200);
    }
  });

  it("OCI-109: a repository without tags lists [], never null", async () => {
    const name = aName();
    await registry.push(name, "{}");
    expect(json(await get(`/v2/${name}/tags/list`))).toEqual({ name, tags: [] });
  });

  it("OCI-44 OCI-45: the catalog has what this token may pull, no empty repositories, in byte order", async () => {
    const own = await aRegistry();
    try {
      const names = ["b/x", "a/y", "a/x-1", "a/x"];
      for (const name of names) {
        await own.push(name, "{}");
        await own.ask("PUT", `/v2/${name}/manifests/v1`, { body: anImage([]) });
      }
      await own.push("a/empty", "{}");
      const sorted = [...names].sort();
      const list = async (query = "") => own.ask("GET", `/v2/_catalog${query}`);
      expect(json(await list())).toEqual({ repositories: sorted });
      const page = await list("?n=2");
      expect([json(page), page.headers.link]).toEqual([
        { repositories: sorted.slice(0, 2) },
        `</v2/_catalog?n=2&last=a%2Fx-1>; rel="next"`,
      ]);
      expect(json(await list("?n=2&last=a%2Fx-1"))).toEqual({ repositories: sorted.slice(2) });
      expect(json(await list("?n=0"))).toEqual({ repositories: [] });
      expect((await own.ask("GET", "/v2/_catalog", { token: null })).status).toBe(401);
      expect(json(await registry.ask("GET", "/v2/_catalog?last=zzzz"))).toEqual({ repositories: [] });
    } finally {
      await own.close();
    }
  });
});

describe("referrers", () => {
  const referrersOf = (name: string, digest: string, query = "") =>
    get(`/v2/${name}/referrers/${digest}${query}`);

  it("OCI-115 OCI-117 OCI-120: images and indexes that name the subject, also before it is there, until they are deleted", async () => {
    const name = aName();
    await registry.push(name, "{}");
    const subjectBody = anImage([], { annotations: { of: name } });
    const subject = { ...descriptor(subjectBody, IMAGE) };
    const put = async (body: string, type: string) => {
      const reply = await registry.ask("PUT", `/v2/${name}/manifests/${digestOf(body)}`, {
        body,
        headers: { "content-type": type },
      });
      expect([reply.status, reply.headers["oci-subject"]]).toEqual([201, subject.digest]);
    };
    const image = anImage([], { subject, annotations: { note: "a" } });
    const typed = anImage([], { subject, artifactType: "application/x.sbom" });
    const index = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [], subject });
    await put(image, IMAGE);
    await put(typed, IMAGE);
    await put(index, INDEX);
    const empty = "application/vnd.oci.empty.v1+json";
    const of = (body: string, mediaType: string) => ({
      mediaType,
      digest: digestOf(body),
      size: body.length,
    });
    const expected = [
      { ...of(image, IMAGE), artifactType: empty, annotations: { note: "a" } },
      { ...of(typed, IMAGE), artifactType: "application/x.sbom" },
      of(index, INDEX),
    ].sort((a, b) => (a.digest < b.digest ? -1 : 1));
    const reply = await referrersOf(name, subject.digest);
    expect([reply.status, reply.headers["content-type"]]).toEqual([200, INDEX]);
    expect(json(reply)).toEqual({ schemaVersion: 2, mediaType: INDEX, manifests: expected });
    const filtered = await referrersOf(name, subject.digest, "?artifactType=application/x.sbom");
    expect(filtered.headers["oci-filters-applied"]).toBe("artifactType");
    expect((json(filtered) as { manifests: unknown[] }).manifests).toEqual(
      expected.filter((one) => one.digest === digestOf(typed)),
    );
    expect(
      (await registry.ask("PUT", `/v2/${name}/manifests/${subject.digest}`, { body: subjectBody })).status,
    ).toBe(201);
    expect(
      (json(await referrersOf(name, subject.digest)) as { manifests: unknown[] }).manifests,
    ).toHaveLength(3);
    await registry.ask("DELETE", `/v2/${name}/manifests/${digestOf(typed)}`);
    await registry.ask("DELETE", `/v2/${name}/manifests/${subject.digest}`);
    expect((json(await referrersOf(name, subject.digest)) as { manifests: unknown[] }).manifests).toEqual(
      expected.filter((one) => one.digest !== digestOf(typed)),
    );
  });

  it("OCI-116 OCI-5: unknown subjects and repositories have none; an invalid digest is 400", async () => {
    const name = aName();
    await registry.push(name, "{}");
    for (const where of [name, aName()])
      expect(json(await referrersOf(where, digestOf("x")))).toEqual({
        schemaVersion: 2,
        mediaType: INDEX,
        manifests: [],
      });
    const bad = await referrersOf(name, "sha256:xyz");
    expect([bad.status, codeOf(bad)]).toEqual([400, "DIGEST_INVALID"]);
    expect(
      (await registry.ask("GET", `/v2/${name}/referrers/${digestOf("x")}`, { token: null })).status,
    ).toBe(401);
  });

  /** So many manifests in a repository of their own that name one subject. @returns where they are listed */
  async function listOfReferrers(
    count: number,
    over: { artifactType?: string; annotations?: { note: string } },
  ) {
    const name = aName();
    await registry.push(name, "{}");
    const subject = descriptor("s", IMAGE);
    const { id } = await db().ociRepository.findFirstOrThrow({ where: { name }, select: { id: true } });
    await db().ociManifest.createMany({
      data: Array.from({ length: count }, (_, index) => ({
        repositoryId: id,
        digest: digestOf(`m${index}`),
        mediaType: IMAGE,
        subjectDigest: subject.digest,
        body: new Uint8Array(2),
        sizeBytes: 2,
        ...over,
      })),
    });
    return `/v2/${name}/referrers/${subject.digest}`;
  }

  it("OCI-119: a page ends below 4 MiB, however long the annotations are", async () => {
    const list = await listOfReferrers(50, { annotations: { note: "x".repeat(100_000) } });
    const seen = new Set<string>();
    let pages = 0;
    for (let path = list; path !== ""; pages += 1) {
      const reply = await get(path);
      expect(reply.body.length).toBeLessThan(4 * 1024 * 1024);
      for (const { digest } of (json(reply) as { manifests: { digest: string }[] }).manifests)
        seen.add(digest);
      path = String(reply.headers.link ?? "").match(/<([^>]+)>/)?.[1] ?? "";
    }
    expect([seen.size, pages]).toEqual([50, 2]);
  });

  it("OCI-119: at most 1,000 at once, and Link keeps the filter", async () => {
    const list = await listOfReferrers(1200, { artifactType: "application/x.a+b" });
    const path = `${list}?artifactType=application%2Fx.a%2Bb`;
    const first = await get(path);
    const page = json(first) as { manifests: { digest: string }[] };
    expect(page.manifests).toHaveLength(1000);
    const next = String(first.headers.link).match(/<([^>]+)>/)?.[1] ?? "";
    expect(next).toContain("artifactType=application%2Fx.a%2Bb");
    const rest = await get(next);
    const all = [...page.manifests, ...(json(rest) as { manifests: { digest: string }[] }).manifests];
    expect(new Set(all.map((one) => one.digest)).size).toBe(1200);
    expect(rest.headers.link).toBeUndefined();
  });
});
