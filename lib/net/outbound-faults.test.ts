import type { IncomingMessage, ServerResponse } from "node:http";
import net from "node:net";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { aCertificate, allowOutbound, anotherServer, causeOf, type OtherServer, sayOk } from "./fixtures.ts";
import { outboundFetch } from "./outbound.ts";

// What may go wrong with a server that may be asked: it is too slow, too loud, not there, or not who it says.

beforeEach(() => allowOutbound("127.0.0.0/8"));

async function aServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  options?: Parameters<typeof anotherServer>[1],
): Promise<OtherServer> {
  const server = await anotherServer(answer, options);
  onTestFinished(async () => void (await server.close()));
  return server;
}

it("CAT-3: an answer over its size fails, whether its length is told or not", async () => {
  const told = await aServer((_request, response) => void response.end(Buffer.alloc(2000)));
  const untold = await aServer((_request, response) => {
    response.write(Buffer.alloc(600));
    response.end(Buffer.alloc(600));
  });
  for (const server of [told, untold]) {
    expect(await causeOf(server.url, { maxBytes: 1000 })).toBe("too-large");
    expect(
      (await (await outboundFetch(server.url, { maxBytes: 2000 })).arrayBuffer()).byteLength,
    ).toBeGreaterThan(1000);
  }
});

it("CAT-3: time is bounded for a server that says nothing, and for one that drips", async () => {
  const silent = await aServer(() => {});
  const dripping = await aServer((_request, response) => {
    const drip = setInterval(() => response.write("."), 10);
    response.on("close", () => clearInterval(drip));
  });
  expect(await causeOf(silent.url, { timeoutMs: 200 })).toBe("timeout");
  expect(await causeOf(dripping.url, { timeoutMs: 200 })).toBe("timeout");
});

it("tells apart why a server was not reached", async () => {
  const closed = await aServer(sayOk);
  await closed.close();
  expect(await causeOf(closed.url)).toBe("connection-refused");
  expect(await causeOf("http://nothing.invalid/")).toBe("name-unknown");
  const plain = await aServer(sayOk);
  expect(await causeOf(plain.url.replace("http:", "https:"))).toBe("tls-failed");
  const garbled = net.createServer((socket) => socket.once("data", () => socket.end("SSH-2.0-OpenSSH\r\n")));
  onTestFinished(() => void garbled.close());
  await new Promise<void>((resolve) => garbled.listen(0, "127.0.0.1", resolve));
  const { port } = garbled.address() as net.AddressInfo;
  expect(await causeOf(`http://127.0.0.1:${port}/`)).toBe("answer-invalid");
});

it("tells apart what is wrong with a certificate, and trusts an authority that is given", async () => {
  const authority = aCertificate({ common: "Corporate authority" });
  const names = ["127.0.0.1"];
  const good = await aServer(sayOk, { tls: aCertificate({ common: "r", issuer: authority, names }) });
  const old = await aServer(sayOk, {
    tls: aCertificate({ common: "r", issuer: authority, names, fromDays: -9, toDays: -2 }),
  });
  const other = await aServer(sayOk, {
    tls: aCertificate({ common: "r", issuer: authority, names: ["other.example"] }),
  });
  const ca = [authority.cert];
  expect(await causeOf(good.url)).toBe("tls-untrusted");
  expect(await (await outboundFetch(good.url, { ca })).text()).toBe("ok");
  // What one call trusts, the next does not.
  expect(await causeOf(good.url)).toBe("tls-untrusted");
  expect(await causeOf(old.url, { ca })).toBe("tls-expired");
  expect(await causeOf(other.url, { ca })).toBe("tls-wrong-name");
});
