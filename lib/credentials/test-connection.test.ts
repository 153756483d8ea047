import { createHash, createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { clock } from "#lib/clock/clock.ts";
import { env } from "#lib/env/env.ts";
import { resolver } from "#lib/net/checked-lookup.ts";
import { allowOutbound, anotherServer, type OtherServer } from "#lib/net/fixtures.ts";
import { testLimits } from "./ask-registry.ts";
import { AUTHORITY, aRegistryOfOthers, forHost, LOGIN, type RegistryOptions } from "./fixtures.ts";
import type { TestResult } from "./schema.ts";
import { type TestTarget, testConnection } from "./test-connection.ts";

const opened: OtherServer[] = [];
const systemLookup = resolver.lookup;
const { now } = clock;
const { stepMs } = testLimits;
beforeEach(() => allowOutbound("127.0.0.1"));
afterEach(async () => {
  resolver.lookup = systemLookup;
  clock.now = now;
  testLimits.stepMs = stepMs;
  Object.assign(env(), { AWS_ENDPOINT_URL_ECR: undefined });
  for (const one of opened.splice(0)) await one.close();
});

async function keep(server: Promise<OtherServer>): Promise<OtherServer> {
  opened.push(await server);
  return server;
}
const aRegistry = (over?: RegistryOptions) => keep(aRegistryOfOthers(over));
const hostOf = (server: OtherServer) => `127.0.0.1:${server.port}`;

const test = (host: string, over: Partial<TestTarget> = {}): Promise<TestResult> =>
  testConnection({ ...LOGIN, host, ca: AUTHORITY.cert, repository: null, ...over });
const statesOf = ({ lines }: TestResult) => Object.fromEntries(lines.map(({ step, state }) => [step, state]));
const failureOf = ({ lines }: TestResult) => lines.find((line) => line.state === "failed");
const lineOf = ({ lines }: TestResult, step: string) => lines.find((line) => line.step === step);

/** What never may be told, in any form that it was sent in. */
function expectNoSecret(result: TestResult, ...more: string[]): void {
  const text = JSON.stringify(result);
  const base64 = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString("base64");
  for (const secret of [LOGIN.password, base64, ...more]) expect(text).not.toContain(secret);
}

it("GOH-63, NB-14: a good registry passes each step, with times, certificate and rate limit", async () => {
  const registry = await aRegistry();
  const result = await test(hostOf(registry), { repository: "acme/web" });
  expect(result.state).toBe("ok");
  expect(statesOf(result)).toEqual({
    name: "passed",
    tls: "passed",
    challenge: "passed",
    login: "passed",
    tags: "passed",
    manifest: "passed",
    clock: "passed",
  });
  expect(lineOf(result, "tls")?.says).toMatch(
    /^1\.3, certificate of registry, issued by Corporate authority, valid until .* \((89|90) days left\)\.$/,
  );
  expect(lineOf(result, "challenge")?.says).toBe("Basic: user name and password.");
  expect(lineOf(result, "tags")?.says).toBe("2 tags, such as 1.1.0.");
  expect(lineOf(result, "manifest")?.says).toMatch(/^1\.1\.0, \d+ bytes, sha256:/);
  expect(result.rateLimit).toEqual({ limit: 100, remaining: 76, windowSeconds: 21_600 });
  for (const line of result.lines) if (line.step !== "clock") expect(line.ms).toBeGreaterThanOrEqual(0);
  expectNoSecret(result);
});

it("GOH-63: a bearer-token registry passes; its token is told by no line", async () => {
  const registry = await aRegistry({ challenge: (url) => `Bearer realm="${url}/token",service="r.example"` });
  const result = await test(hostOf(registry), { repository: "acme/web" });
  expect(result.state).toBe("ok");
  expect(lineOf(result, "challenge")?.says).toBe(
    `Bearer: tokens from ${registry.url}/token, service r.example.`,
  );
  expect(lineOf(result, "login")?.says).toContain("a token was given and is taken");
  const asked = registry.seen.find((request) => request.url?.startsWith("/token"));
  expect(asked?.url).toContain("scope=repository%3Aacme%2Fweb%3Apull");
  expectNoSecret(result, "token-of-the-registry");
});

it("GOH-63: a wrong password fails the login, in the registry's words, and nothing after it is tried", async () => {
  const registry = await aRegistry({ refusal: "denied: token expired on 2026-11-18" });
  const result = await test(hostOf(registry), { password: "wr0ng", repository: "acme/web" });
  expect(result.state).toBe("failed");
  expect(statesOf(result)).toMatchObject({
    challenge: "passed",
    login: "failed",
    tags: "not-tried",
    manifest: "not-tried",
  });
  expect(failureOf(result)).toMatchObject({ step: "login", cause: "login-refused" });
  expect(failureOf(result)?.says).toContain("answers 401, and says “denied: token expired on 2026-11-18”");
  expect(lineOf(result, "tags")?.says).toBe("Not tried, needs the login.");
});

it("GOH-63: an unknown host fails the name", async () => {
  const result = await test("registry.invalid");
  expect(failureOf(result)).toMatchObject({ step: "name", cause: "name-unknown" });
  expect(statesOf(result)).toMatchObject({ tls: "not-tried", challenge: "not-tried", login: "not-tried" });
});

it("GOH-63: an expired certificate fails TLS, with the day; no login is sent", async () => {
  const registry = await aRegistry({ tls: forHost({ fromDays: -40, toDays: -9.5 }) });
  const result = await test(hostOf(registry));
  expect(failureOf(result)).toMatchObject({ step: "tls", cause: "tls-expired" });
  expect(failureOf(result)?.says).toMatch(
    /^The certificate of registry, issued by Corporate authority, expired on .*, 10 days ago\.$/,
  );
  expect(registry.seen).toHaveLength(0);
});

it("GOH-63: an authority of one's own fails TLS before it is given, and passes after", async () => {
  const registry = await aRegistry();
  const before = await test(hostOf(registry), { ca: "" });
  expect(failureOf(before)).toMatchObject({ step: "tls", cause: "tls-untrusted" });
  expect(failureOf(before)?.says).toContain("issued by Corporate authority");
  expect(failureOf(before)?.advice).toContain("NODE_EXTRA_CA_CERTS");
  expect(registry.seen).toHaveLength(0);
  expect((await test(hostOf(registry))).state).toBe("ok");
});

it("GOH-63: a registry without TLS is told from one that is down, and gets no login", async () => {
  const plain = await aRegistry({ tls: undefined });
  const result = await test(hostOf(plain));
  expect(failureOf(result)).toMatchObject({ step: "tls", cause: "plain-http" });
  expect(plain.seen.map((request) => request.headers.authorization)).toEqual([undefined]);
  await plain.close();
  expect(failureOf(await test(hostOf(plain)))).toMatchObject({ step: "tls", cause: "connection-refused" });
});

it("GOH-63, S8: a registry that redirects is told with where to, and no login goes there", async () => {
  const other = await aRegistry();
  const moved = await keep(
    anotherServer(
      (_request, response) => void response.writeHead(301, { location: `${other.url}/v2/` }).end(),
      {
        tls: forHost(),
      },
    ),
  );
  const result = await test(hostOf(moved));
  expect(failureOf(result)).toMatchObject({ step: "challenge", cause: "redirects" });
  expect(failureOf(result)?.says).toContain(`sends us to ${other.url}`);
  expect(other.seen).toHaveLength(0);
});

it("GOH-63: a registry that hangs ends with its time", async () => {
  testLimits.stepMs = 300;
  const silent = await keep(anotherServer(() => {}, { tls: forHost() }));
  const result = await test(hostOf(silent));
  expect(failureOf(result)).toMatchObject({ step: "challenge", cause: "timeout" });
  expect(failureOf(result)?.ms).toBeGreaterThanOrEqual(290);
});

it.each([
  ["another host", () => "https://evil.example/token"],
  ["another host that only looks alike", (own: string) => `https://${own}.evil.example/token`],
  ["its own host without TLS", (own: string) => `http://${own}/token`],
  ["an address of a cloud", () => "https://169.254.169.254/token"],
  ["a host with a user in it", (own: string) => `https://${own}@evil.example/token`],
  ["no address", () => "::"],
])("S8: a login that is wanted at %s is not sent", async (_what, realm) => {
  const registry = await aRegistry({ challenge: (url) => `Bearer realm="${realm(new URL(url).host)}"` });
  const asked: string[] = [];
  resolver.lookup = async (host) => {
    asked.push(host);
    return [{ address: "127.0.0.1", family: 4 }];
  };
  const result = await test(hostOf(registry));
  expect(failureOf(result)).toMatchObject({ step: "challenge", cause: "realm-elsewhere" });
  expect(asked).toEqual([]);
  for (const request of registry.seen) expect(request.headers.authorization).toBeUndefined();
});

it("CAT-3: a registry inside is not tested unless the operator allows it", async () => {
  const registry = await aRegistry();
  allowOutbound("");
  const result = await test(hostOf(registry));
  expect(failureOf(result)).toMatchObject({ step: "name", cause: "address-refused" });
  expect(failureOf(result)?.advice).toContain("CHARTROOM_OUTBOUND_ALLOW");
  expect(registry.seen).toHaveLength(0);
});

it("GOH-64: a registry that repeats what it was sent tells nobody's password", async () => {
  const base64 = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString("base64");
  const echoing = await aRegistry({
    refusal: `you sent ${LOGIN.password} as Basic ${base64}\u0000\u001b[31m\n`,
  });
  const result = await test(hostOf(echoing), {
    username: LOGIN.username,
    password: LOGIN.password,
    repository: "acme/none",
  });
  expectNoSecret(result);
  const refused = await test(hostOf(await aRegistry({ refusal: "you sent wr0ng-one" })), {
    password: "wr0ng-one",
  });
  expect(failureOf(refused)?.says).toContain("“you sent …”");
});

it("GOH-63: tells a repository that is not there, wrong content, and what is no registry", async () => {
  const registry = await aRegistry();
  expect(failureOf(await test(hostOf(registry), { repository: "acme/none" }))).toMatchObject({
    step: "tags",
    cause: "repository-unknown",
  });
  const lying = await aRegistry({ wrongDigest: `sha256:${"0".repeat(64)}` });
  expect(failureOf(await test(hostOf(lying), { repository: "acme/web" }))).toMatchObject({
    cause: "digest-wrong",
  });
  const page = await keep(
    anotherServer((_request, response) => void response.writeHead(404).end("<html>"), { tls: forHost() }),
  );
  expect(failureOf(await test(hostOf(page)))).toMatchObject({ step: "challenge", cause: "no-registry" });
  const open = await keep(anotherServer((_request, response) => void response.end("{}"), { tls: forHost() }));
  expect(lineOf(await test(hostOf(open)), "login")).toMatchObject({
    state: "caution",
    cause: "login-not-asked",
  });
  expect(open.seen.some((request) => request.headers.authorization)).toBe(false);
});

it("GOH-63: tells a certificate that ends soon, one for another name, and a clock that differs", async () => {
  const soon = await aRegistry({ tls: forHost({ toDays: 5.5 }) });
  expect(lineOf(await test(hostOf(soon)), "tls")).toMatchObject({
    state: "caution",
    cause: "tls-expires-soon",
  });
  const other = await aRegistry({ tls: forHost({ names: ["other.example"] }) });
  expect(failureOf(await test(hostOf(other)))).toMatchObject({ step: "tls", cause: "tls-wrong-name" });
  const late = await aRegistry({ headers: { date: new Date(Date.now() - 600_000).toUTCString() } });
  expect(lineOf(await test(hostOf(late)), "clock")).toMatchObject({
    state: "caution",
    cause: "clock-differs",
  });
  expect(lineOf(await test(hostOf(late)), "clock")?.says).toBe(
    "The registry's clock is 10 minutes behind ours.",
  );
});

/** Signature Version 4 as Amazon computes it, from the request that arrived. */
function signatureOf(headers: Record<string, string>, body: string, secretKey: string): string {
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const [, scope = "", names = ""] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+)/.exec(headers.authorization ?? "") ?? [];
  const [day = "", region = "", service = ""] = scope.split("/");
  const listed = names.split(";").map((name) => `${name}:${headers[name]}\n`);
  const canonical = ["POST", "/", "", listed.join(""), names, sha(body)].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha(canonical)].join("\n");
  const key = [region, service, "aws4_request"].reduce(
    (from, part) => hmac(from, part),
    hmac(`AWS4${secretKey}`, day),
  );
  return createHmac("sha256", key).update(toSign).digest("hex");
}

it("GOH-63: Amazon ECR: the access key signs, is exchanged for a login, and never leaves", async () => {
  const bodies: Record<string, string>[] = [];
  const amazon = await keep(
    anotherServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        const headers = request.headers as Record<string, string>;
        bodies.push({ body, ...headers });
        const isRight =
          headers["x-amz-target"] === "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken" &&
          headers.authorization?.includes(`/eu-central-1/ecr/aws4_request`) &&
          headers.authorization.endsWith(`Signature=${signatureOf(headers, body, "the-secret-key")}`);
        const token = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString("base64");
        const given = { authorizationData: [{ authorizationToken: token, expiresAt: 1_800_000_000.5 }] };
        response.writeHead(isRight ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
        response.end(
          JSON.stringify(
            isRight
              ? given
              : {
                  __type: "UnrecognizedClientException",
                  message: "The security token included in the request is invalid.",
                },
          ),
        );
      });
    }),
  );
  const name = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
  const registry = await aRegistry({ tls: forHost({ names: [name] }) });
  resolver.lookup = async () => [{ address: "127.0.0.1", family: 4 }];
  Object.assign(env(), { AWS_ENDPOINT_URL_ECR: amazon.url });
  const key = { username: "AKIAEXAMPLE", password: "the-secret-key" };
  const result = await test(`${name}:${registry.port}`, { ...key, repository: "acme/web" });
  expect(result.lines.filter((line) => line.state !== "passed")).toEqual([]);
  expect(lineOf(result, "login")?.says).toContain("Accepted for AKIAEXAMPLE; Amazon gave a token until");
  expectNoSecret(result, "the-secret-key");
  expect(JSON.stringify([bodies, registry.seen.map((request) => request.headers)])).not.toContain(
    "the-secret-key",
  );
  const refused = await test(`${name}:${registry.port}`, { ...key, password: "another" });
  expect(failureOf(refused)).toMatchObject({ step: "login", cause: "login-refused" });
  expect(failureOf(refused)?.says).toContain("The security token included in the request is invalid.");
});
