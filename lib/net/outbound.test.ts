import http, { type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import net from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { env } from "#lib/env/env.ts";
import { outboundAllowSchema } from "#lib/env/outbound-allow.ts";
import { resolver } from "./checked-lookup.ts";
import {
  aCertificate,
  allowOutbound,
  anotherServer,
  causeOf,
  type OtherServer,
  problemOf,
  sayOk,
} from "./fixtures.ts";
import { outboundFetch } from "./outbound.ts";
import { outboundAgent } from "./outbound-agent.ts";

const opened: { close: () => unknown }[] = [];
const systemLookup = resolver.lookup;
beforeEach(() => allowOutbound("127.0.0.0/8"));
afterEach(async () => {
  resolver.lookup = systemLookup;
  Object.assign(env(), { HTTP_PROXY: undefined, HTTPS_PROXY: undefined, NO_PROXY: "" });
  for (const one of opened.splice(0)) await one.close();
});

async function aServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  options?: Parameters<typeof anotherServer>[1],
): Promise<OtherServer> {
  const server = await anotherServer(answer, options);
  opened.push(server);
  return server;
}

const redirectTo =
  (location: string, status = 302) =>
  (_request: unknown, response: ServerResponse) =>
    void response.writeHead(status, { location }).end();

it.each([
  "ftp://example.com/",
  "file:///etc/passwd",
  "gopher://example.com/",
  "data:text/plain,x",
  "javascript:1",
  "no address",
  "http://user:secret@example.com/",
  "http://user@example.com/",
  "https://example.com\\@127.0.0.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0177.0.0.1/",
  "http://127.1/",
  "http://0x08080808/",
  "http://8.8.2056/?8.8.8.8",
  "http://example.com/\r\nHost: inside",
  "http://example.com/\tx",
  " http://example.com/",
  "http://exa\u0000mple.com/",
])("CAT-3: %j is no address that is asked", async (address) => {
  expect(await causeOf(address)).toBe("address-invalid");
});

it.each([
  "http://127.0.0.1/",
  "http://localhost/",
  "http://localhost./",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://10.0.0.1/",
  "http://192.168.1.1/",
  "https://100.64.0.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://[fd00:ec2::254]/",
  "http://[fe80::1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[2002:7f00:1::]/",
  "http://0.0.0.0/",
  "http://[::]/",
  "http://224.0.0.1/",
])("CAT-3: %s is refused, and the setting that would allow it is named", async (address) => {
  allowOutbound("");
  const problem = await problemOf(address);
  expect(problem.code).toBe("outbound_refused");
  expect(problem.details.facts).toEqual({ cause: "address-refused" });
  expect(problem.details.hint).toContain("CHARTROOM_OUTBOUND_ALLOW");
});

it("CAT-3: a host that the operator names may be on this machine, but not where clouds keep credentials", async () => {
  const server = await aServer(sayOk);
  const local = `http://registry.corp.example:${server.port}/`;
  resolver.lookup = async () => [{ address: "127.0.0.1", family: 4 }];
  allowOutbound("");
  expect(await causeOf(local)).toBe("address-refused");
  allowOutbound("*.corp.example:1");
  expect(await causeOf(local)).toBe("address-refused");
  allowOutbound(`other.example, *.corp.example:${server.port}`);
  expect(await (await outboundFetch(local)).text()).toBe("ok");
  resolver.lookup = async () => [{ address: "169.254.169.254", family: 4 }];
  expect(await causeOf(`http://b.corp.example:${server.port}/`)).toBe("address-refused");
});

it("CAT-3: a setting that is neither network nor host is refused by its place", () => {
  const parsed = outboundAllowSchema.safeParse("10.0.0.0/8, 10.0.0.0/99");
  expect(parsed.error?.issues[0]?.message).toMatch(/^entry 2 /);
  for (const wrong of ["300.1.1.1", "http://x.example", "a b/c", "-x"])
    expect(outboundAllowSchema.safeParse(wrong).success).toBe(false);
});

it("S8: a name that answers differently the second time is not followed inside (rebinding)", async () => {
  const outside = await aServer(
    (_request, response) => void response.writeHead(200, { connection: "close" }).end("outside"),
    {
      host: "127.0.0.2",
    },
  );
  const inside = await aServer(sayOk, { port: outside.port });
  allowOutbound("127.0.0.2");
  const answers = ["127.0.0.2", "127.0.0.1"];
  let asked = 0;
  resolver.lookup = async () => [{ address: answers[asked++] ?? "127.0.0.1", family: 4 }];
  const address = `http://rebind.example:${outside.port}/`;
  expect(await (await outboundFetch(address)).text()).toBe("outside");
  // One question a connection: what was checked is what was connected to.
  expect(asked).toBe(1);
  expect(await causeOf(address)).toBe("address-refused");
  expect(inside.seen).toHaveLength(0);
});

it("S8: a name with one address outside and one inside is refused", async () => {
  const server = await aServer(sayOk);
  allowOutbound("");
  resolver.lookup = async () => [
    { address: "93.184.216.34", family: 4 },
    { address: "127.0.0.1", family: 4 },
  ];
  expect(await causeOf(`http://both.example:${server.port}/`)).toBe("address-refused");
  expect(server.seen).toHaveLength(0);
});

it.each([
  ["http://169.254.169.254/latest/meta-data/", "address-refused"],
  ["http://[::1]/", "address-refused"],
  ["//10.0.0.1/", "address-refused"],
  ["http://2852039166/", "address-invalid"],
  ["http://user:x@127.0.0.1/", "address-invalid"],
  ["file:///etc/passwd", "address-invalid"],
])("S8: a redirect to %s is refused", async (location, cause) => {
  const server = await aServer(redirectTo(location));
  expect(await causeOf(`${server.url}/`)).toBe(cause);
  expect(server.seen).toHaveLength(1);
});

it("CAT-3: credentials stay with their host, port and scheme, also when a redirect comes back", async () => {
  let back = "";
  const second = await aServer((request, response) => redirectTo(back)(request, response));
  const first = await aServer((request, response) => {
    if (request.url === "/start") redirectTo("/same")(request, response);
    else if (request.url === "/same") redirectTo(`${second.url}/`)(request, response);
    else sayOk(request, response);
  });
  back = `${first.url}/end`;
  const answer = await outboundFetch(`${first.url}/start`, { authorization: "Basic c2VjcmV0" });
  expect(answer.url).toBe(`${first.url}/end`);
  expect(await answer.text()).toBe("ok");
  expect(first.seen.map((request) => [request.url, request.headers.authorization])).toEqual([
    ["/start", "Basic c2VjcmV0"],
    ["/same", "Basic c2VjcmV0"],
    ["/end", undefined],
  ]);
  expect(second.seen.map((request) => request.headers.authorization)).toEqual([undefined]);
  await expect(outboundFetch(first.url, { headers: { Authorization: "x" } })).rejects.toThrow(
    "authorization",
  );
});

it("S8: redirects in a circle, bodies to other hosts and steps down from TLS are not followed", async () => {
  const circle = await aServer(redirectTo("/"));
  expect(await causeOf(circle.url)).toBe("redirect-refused");
  expect(circle.seen).toHaveLength(6);
  expect((await outboundFetch(circle.url, { maxRedirects: 0 })).status).toBe(302);
  const other = await aServer(sayOk);
  const moving = await aServer(redirectTo(other.url, 307));
  expect(await causeOf(moving.url, { method: "POST", body: "secret" })).toBe("redirect-refused");
  const tls = aCertificate({ common: "127.0.0.1", names: ["127.0.0.1"] });
  const secure = await aServer(redirectTo(other.url), { tls });
  expect(await causeOf(secure.url, { ca: [tls.cert] })).toBe("redirect-refused");
  expect(other.seen).toHaveLength(0);
});

it("S8: headers cannot be broken out of", async () => {
  const server = await aServer(sayOk);
  for (const value of ["a\r\nx-evil: 1", "a\nb", "a\u0000"]) {
    expect(await causeOf(server.url, { headers: { accept: value } })).toBe("address-invalid");
    expect(await causeOf(server.url, { authorization: value })).toBe("address-invalid");
  }
  expect(await causeOf(server.url, { headers: { "x\r\nevil": "1" } })).toBe("address-invalid");
  expect(server.seen).toHaveLength(0);
});

it("takes the operator's proxy, leaves out what NO_PROXY names, and asks it for nothing inside", async () => {
  const server = await aServer(sayOk);
  const asked: string[] = [];
  const proxy = http.createServer().on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    const to = net.connect(server.port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      to.pipe(socket).pipe(to);
    });
    socket.on("error", () => to.destroy());
  });
  opened.push(proxy);
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as net.AddressInfo;
  Object.assign(env(), { HTTP_PROXY: `http://127.0.0.1:${port}` });
  allowOutbound("");
  expect(await (await outboundFetch("http://nothing.invalid:1234/")).text()).toBe("ok");
  expect(asked).toEqual(["nothing.invalid:1234"]);
  expect(await causeOf("http://169.254.169.254/")).toBe("address-refused");
  expect(await causeOf("http://localhost/")).toBe("address-refused");
  Object.assign(env(), { NO_PROXY: ".invalid" });
  expect(await causeOf("http://nothing.invalid:1234/")).toBe("name-unknown");
  expect(asked).toHaveLength(1);
});

it("gives libraries agents with the same checks", async () => {
  const server = await aServer(sayOk);
  const get = (address: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const client = address.startsWith("https") ? https : http;
      const agent = outboundAgent(address.startsWith("https") ? "https:" : "http:");
      client.get(address, { agent }, (answer) => resolve(answer.resume().statusCode)).on("error", reject);
    });
  expect(await get(`${server.url}/`)).toBe(200);
  allowOutbound("");
  await server.close();
  for (const address of [
    "http://127.0.0.1:1/",
    "http://localhost:1/",
    "https://[::1]:1/",
    "https://169.254.169.254/",
  ])
    await expect(get(address)).rejects.toMatchObject({ code: "outbound_refused" });
});
