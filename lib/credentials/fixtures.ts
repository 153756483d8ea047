import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { aCertificate, anotherServer, type Certificate, type OtherServer } from "#lib/net/fixtures.ts";

/** The login that the registries of the tests take. */
export const LOGIN = { username: "mirror", password: "c0rrect-h0rse" };
const BASIC = `Basic ${Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString("base64")}`;
const TOKEN = "token-of-the-registry";
const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.manifest.v1+json",
});

/** An authority of the tests' own; nobody trusts it unless told to. */
export const AUTHORITY = aCertificate({ common: "Corporate authority" });
export const forHost = (over: Partial<Parameters<typeof aCertificate>[0]> = {}) =>
  aCertificate({ common: "registry", issuer: AUTHORITY, names: ["127.0.0.1", "localhost"], ...over });

function say(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
}
const refuse = (response: ServerResponse, challenge: string, message = "authentication required") =>
  say(response, 401, { errors: [{ code: "UNAUTHORIZED", message }] }, { "www-authenticate": challenge });

function answerRegistry(path: string, response: ServerResponse, over: RegistryOptions): void {
  if (path === "/v2/") say(response, 200, {}, over.headers);
  else if (path.startsWith("/v2/acme/web/tags/list"))
    say(response, 200, { name: "acme/web", tags: ["1.0.0", "1.1.0"] });
  else if (path.startsWith("/v2/acme/web/manifests/")) {
    const digest = `sha256:${createHash("sha256").update(MANIFEST).digest("hex")}`;
    const limits = { "ratelimit-limit": "100;w=21600", "ratelimit-remaining": "76;w=21600" };
    say(response, 200, MANIFEST, { "docker-content-digest": over.wrongDigest ?? digest, ...limits });
  } else say(response, 404, { errors: [{ code: "NAME_UNKNOWN", message: "repository name not known" }] });
}

export type RegistryOptions = {
  tls?: Certificate | undefined;
  /** `Bearer realm="…"` or `Basic realm="x"`; a function is told the registry's own address. */
  challenge?: string | ((url: string) => string);
  /** What wrong logins are told. */
  refusal?: string;
  headers?: Record<string, string>;
  wrongDigest?: string;
};

function answerLogin(
  authorization: string | undefined,
  response: ServerResponse,
  challenge: string,
  refusal: string,
) {
  if (authorization === BASIC) say(response, 200, { token: TOKEN });
  else refuse(response, challenge, refusal);
}

/** A registry with one repository, `acme/web`, that takes `LOGIN`: by Basic, or by a token that its own `/token` gives for it. */
export async function aRegistryOfOthers(over: RegistryOptions = {}): Promise<OtherServer> {
  const tls = "tls" in over ? over.tls : forHost();
  const { challenge: wanted = 'Basic realm="registry"', refusal = "wrong password" } = over;
  let url = "";
  function answer(
    { headers: { authorization }, url: path = "" }: IncomingMessage,
    response: ServerResponse,
  ): void {
    const challenge = typeof wanted === "function" ? wanted(url) : wanted;
    const right = challenge.startsWith("Bearer") ? `Bearer ${TOKEN}` : BASIC;
    if (path.startsWith("/token")) answerLogin(authorization, response, challenge, refusal);
    else if (authorization === right) answerRegistry(path, response, over);
    else refuse(response, challenge, authorization ? refusal : undefined);
  }
  const server = await anotherServer(answer, tls ? { tls } : {});
  url = server.url;
  return server;
}
