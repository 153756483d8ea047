import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aName, anImage, aRegistry, basic, digestOf, type RegistryFixture, someBytes } from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

const open = async (name: string) =>
  String((await registry.ask("POST", `/v2/${name}/blobs/uploads/`)).headers.location);
const rangeOf = async (location: string) => (await registry.ask("GET", location)).headers.range;

function head(
  method: string,
  path: string,
  headers: Record<string, string | number>,
  token = registry.token,
) {
  const all = { Host: "localhost", Authorization: basic(token), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
}

/** A connection on which a test writes what no client library would; `said` settles when the server closes it. */
async function aConnection(): Promise<{
  socket: Socket;
  said: Promise<string>;
  until: (text: string) => Promise<string>;
}> {
  const socket = connect({ port: registry.port, host: "127.0.0.1", allowHalfOpen: true });
  let text = "";
  const waiting: { part: string; done: (text: string) => void }[] = [];
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
    for (const one of waiting) if (text.includes(one.part)) one.done(text);
  });
  socket.on("error", () => {});
  const said = new Promise<string>((done) => {
    socket.on("close", () => done(text));
    socket.on("end", () => {
      socket.end();
      done(text);
    });
  });
  await new Promise<void>((done) => socket.once("connect", done));
  const until = (part: string) =>
    new Promise<string>((done) => {
      if (text.includes(part)) done(text);
      else waiting.push({ part, done });
    });
  return { socket, said, until };
}

/** Waits for a condition, asking again and again. */
async function eventually<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    await new Promise((done) => setImmediate(done));
  }
}

describe("bodies that break off", () => {
  it("OCI-62 OCI-65 X4: a PATCH that is cut leaves the offset, and the upload goes on from there", async () => {
    const name = aName();
    const bytes = someBytes(300_000);
    const location = await open(name);
    await registry.ask("PATCH", location, { body: bytes.subarray(0, 100_000) });
    const { socket, said } = await aConnection();
    socket.write(head("PATCH", location, { "Content-Length": 200_000 }));
    socket.write(bytes.subarray(100_000, 150_000));
    socket.destroy();
    await said;
    // The server lets go of the upload when it has noticed; until then others are told 416.
    const next = await eventually(
      () =>
        registry.ask("PATCH", location, {
          body: bytes.subarray(100_000),
          headers: { "content-range": "100000-299999" },
        }),
      (reply) => reply.status !== 416,
    );
    expect([next.status, next.headers.range]).toEqual([202, "0-299999"]);
    expect((await registry.ask("PUT", `${location}?digest=${digestOf(bytes)}`)).status).toBe(201);
    const back = await registry.ask("GET", `/v2/${name}/blobs/${digestOf(bytes)}`);
    expect(back.body.equals(bytes)).toBe(true);
  });

  it("OCI-62 X4: a client that ends its side early is told 400 SIZE_INVALID, and the offset stays", async () => {
    const location = await open(aName());
    const { socket, said } = await aConnection();
    socket.write(head("PATCH", location, { "Content-Length": 1000 }));
    socket.end(someBytes(300));
    expect(await said).toMatch(/^HTTP\/1\.1 400 [\s\S]*registry\/2\.0[\s\S]*"code":"SIZE_INVALID"/);
    await eventually(
      () => registry.ask("PATCH", location, { body: someBytes(10), headers: { "content-range": "0-9" } }),
      (reply) => reply.status === 202,
    );
    expect(await rangeOf(location)).toBe("0-9");
  });

  it("X4: a chunked body that breaks its framing stores nothing", async () => {
    const location = await open(aName());
    const { socket, said } = await aConnection();
    socket.write(head("PATCH", location, { "Transfer-Encoding": "chunked" }));
    socket.write("5\r\nhello\r\nnot-a-size\r\n");
    expect(await said).toMatch(/^HTTP\/1\.1 400 /);
    expect(await rangeOf(location)).toBe("0-0");
  });

  it("X4: a monolithic POST and a manifest that are cut store nothing and leave no upload", async () => {
    const name = aName();
    await registry.push(name, "{}");
    const big = someBytes(2_000_000);
    const body = anImage([]);
    const cuts: [string, string, Buffer][] = [
      ["POST", `/v2/${name}/blobs/uploads/?digest=${digestOf(big)}`, big],
      ["POST", `/v2/${name}/blobs/uploads/?digest=${digestOf("small")}`, Buffer.from("small")],
      ["PUT", `/v2/${name}/manifests/cut`, Buffer.from(body)],
    ];
    for (const [method, path, bytes] of cuts) {
      const { socket, said } = await aConnection();
      socket.write(head(method, path, { "Content-Length": bytes.length }));
      socket.write(bytes.subarray(0, bytes.length - 2));
      socket.destroy();
      await said;
    }
    for (const digest of [digestOf(big), digestOf("small")])
      expect((await registry.ask("HEAD", `/v2/${name}/blobs/${digest}`)).status).toBe(404);
    expect((await registry.ask("HEAD", `/v2/${name}/manifests/cut`)).status).toBe(404);
  });
});

describe("bodies that nobody wants", () => {
  it("OCI-20: a small one is read away and the connection stays; after a large one it is closed", async () => {
    const path = `/v2/${aName()}/blobs/uploads/`;
    const small = await aConnection();
    small.socket.write(head("PUT", path, { "Content-Length": 1000 }));
    small.socket.write(someBytes(1000));
    await small.until("405");
    small.socket.write(head("GET", "/v2/", { Connection: "close" }));
    expect(await small.said).toMatch(/405[\s\S]*200 OK/);
    const large = await aConnection();
    large.socket.write(head("PUT", path, { "Content-Length": 50_000_000 }));
    large.socket.write(Buffer.alloc(200_000));
    const said = await large.said;
    expect(said).toMatch(/^HTTP\/1\.1 405 /);
    expect(said).toMatch(/\r\nConnection: close\r\n/i);
  });

  it.each([
    ["401", "crt_wrong", "PATCH", "/v2/a/b/blobs/uploads/x", 10],
    ["404", null, "PATCH", "/v2/a/b/blobs/uploads/x", 10],
    ["413", null, "PUT", "/v2/a/b/manifests/x", 50_000_000],
    ["400", null, "PUT", "/v2/a/b/manifests/a:b", 10],
  ] as const)(
    "OCI-21: %s is said before the body where the client waits for a word",
    async (status, token, method, path, length) => {
      const { socket, said } = await aConnection();
      const headers = { "Content-Length": length, Expect: "100-continue" };
      socket.write(head(method, path, headers, token ?? registry.token));
      const text = await said;
      expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(text).not.toContain("100 Continue");
    },
  );

  it("OCI-21: who may go on is told so, and finishes", async () => {
    const name = aName();
    const { socket, until } = await aConnection();
    const headers = { "Content-Length": 5, Expect: "100-continue" };
    socket.write(head("POST", `/v2/${name}/blobs/uploads/?digest=${digestOf("hello")}`, headers));
    await until("100 Continue");
    socket.write("hello");
    expect(await until("201 Created")).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /);
    socket.destroy();
  });

  it("X4: a body of one byte at a time arrives whole", async () => {
    const name = aName();
    const bytes = someBytes(64);
    const location = await open(name);
    const { socket, until } = await aConnection();
    socket.setNoDelay(true);
    socket.write(head("PATCH", location, { "Content-Length": 64 }));
    for (const byte of bytes) {
      socket.write(Buffer.from([byte]));
      await new Promise((done) => setImmediate(done));
    }
    await until("202 Accepted");
    socket.destroy();
    expect((await registry.ask("PUT", `${location}?digest=${digestOf(bytes)}`)).status).toBe(201);
  });

  it("OCI-17: a target or host that is no URL is refused as the registry refuses", async () => {
    for (const [path, host] of [
      ["/v2/a\\b/tags/list", "localhost"],
      ["/v2/", "a b"],
      ["/v2/%zz/tags/list", "localhost"],
    ]) {
      const { socket, said } = await aConnection();
      socket.write(head("GET", String(path), { Host: String(host), Connection: "close" }));
      const text = await said;
      expect(text).toMatch(/^HTTP\/1\.1 (400|404) /);
      expect(text.toLowerCase()).toContain("docker-distribution-api-version: registry/2.0");
    }
  });
});
