import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aName, aRegistry, basic, digestOf, type RegistryFixture } from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

/** Writes as it stands, and reads until the server closes. */
function speak(text: string): Promise<string> {
  return new Promise((done) => {
    let said = "";
    const socket = connect(registry.port, "127.0.0.1", () => socket.write(text, "latin1"));
    socket.on("data", (chunk: Buffer) => {
      said += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.once("close", () => done(said));
  });
}

const SMUGGLED = "GET /v2/_catalog HTTP/1.1\r\nHost: localhost\r\nX-Smuggled: yes\r\n\r\n";
const statusesOf = (said: string) =>
  [...said.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
const head = (first: string, ...lines: string[]) =>
  [first, "Host: localhost", `Authorization: ${basic(registry.token)}`, ...lines, "", ""].join("\r\n");
const upload = () => `POST /v2/${aName()}/blobs/uploads/?digest=${digestOf("hello")} HTTP/1.1`;

describe("S29: what two readers could read as two requests", () => {
  it.each([
    ["length and chunks", ["Content-Length: 5", "Transfer-Encoding: chunked"], `0\r\n\r\n${SMUGGLED}`],
    ["chunks and length", ["Transfer-Encoding: chunked", "Content-Length: 5"], `0\r\n\r\n${SMUGGLED}`],
    ["two lengths", ["Content-Length: 5", "Content-Length: 0"], `hello${SMUGGLED}`],
    ["the same length twice", ["Content-Length: 5", "Content-Length: 5"], `hello${SMUGGLED}`],
    ["a list of lengths", ["Content-Length: 5, 5"], `hello${SMUGGLED}`],
    ["a length with a sign", ["Content-Length: +5"], `hello${SMUGGLED}`],
    ["a negative length", ["Content-Length: -5"], `hello${SMUGGLED}`],
    ["a hexadecimal length", ["Content-Length: 0x5"], `hello${SMUGGLED}`],
    ["a length that is none", ["Content-Length: five"], `hello${SMUGGLED}`],
    ["an unknown coding after chunked", ["Transfer-Encoding: chunked, identity"], `0\r\n\r\n${SMUGGLED}`],
    ["a space before the colon", ["Transfer-Encoding : chunked"], `0\r\n\r\n${SMUGGLED}`],
    ["a folded line", ["X-Fold: a", " Transfer-Encoding: chunked"], `0\r\n\r\n${SMUGGLED}`],
    ["a folded coding", ["Transfer-Encoding:", " chunked"], `0\r\n\r\n${SMUGGLED}`],
    ["a NUL in a value", ["X-Nul: a\0b", "Content-Length: 5"], `hello${SMUGGLED}`],
    ["a bare CR in a value", ["X-Cr: a\rContent-Length: 5"], `hello${SMUGGLED}`],
    ["a bare LF after a value", ["X-Lf: a\nContent-Length: 5"], `hello${SMUGGLED}`],
    ["a chunk size beyond all", ["Transfer-Encoding: chunked"], `FFFFFFFFFFFFFFFFFF\r\nhello${SMUGGLED}`],
    ["a chunk size that is none", ["Transfer-Encoding: chunked"], `g\r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
    ["a chunk longer than its size", ["Transfer-Encoding: chunked"], `2\r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
    ["a bare LF after a chunk size", ["Transfer-Encoding: chunked"], `5\nhello\n0\n\n${SMUGGLED}`],
  ])("S29: %s is 400, and the connection is closed", async (_what, lines, body) => {
    const said = await speak(head(upload(), ...lines) + body);
    expect(statusesOf(said)).toEqual([400]);
    expect(said).toMatch(/\r\nConnection: close\r\n/i);
  });

  it.each([
    ["lines that end in a bare LF", `GET /v2/ HTTP/1.1\nHost: localhost\n\n${SMUGGLED}`],
    ["no host", `GET /v2/ HTTP/1.1\r\n\r\n${SMUGGLED}`],
    ["a version that is none", `GET /v2/ HTTP/9.9\r\nHost: localhost\r\n\r\n${SMUGGLED}`],
    ["a method that is none", `GE\x00T /v2/ HTTP/1.1\r\nHost: localhost\r\n\r\n${SMUGGLED}`],
  ])("S29: %s: nothing that follows is answered with content", async (_what, text) => {
    const said = await speak(`${text}${head("GET /v2/ HTTP/1.1", "Connection: close")}`);
    expect(statusesOf(said)[0]).toBeGreaterThanOrEqual(400);
    expect(said).not.toContain("200 OK");
  });

  it("X4: 100,000 headers are 431 within 16 KiB of them", async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `X-H${index}: ${index}`);
    const said = await speak(head("GET /v2/ HTTP/1.1", ...lines));
    // The server may be gone before the client has sent it all: then nothing is left to read.
    expect(said === "" || statusesOf(said)[0] === 431).toBe(true);
    expect((await registry.ask("GET", "/v2/")).status).toBe(200);
  });
});
