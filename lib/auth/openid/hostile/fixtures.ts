import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";

type Json = Record<string, unknown>;

/** What a test has this issuer do in place of what it should. */
export type Lies = {
  /** Changes the discovery document. */
  document?: (document: Json) => Json;
  /** Changes the claims of the ID token; without a change they are those of `person`. */
  claims?: (claims: Json) => Json;
  /** none: unsigned. foreign: signed with a key that is not in its list. hmac: with the client's secret. */
  signs?: "none" | "foreign" | "hmac";
  /** In place of the token endpoint's answer. */
  token?: { status: number; body: Json };
  userinfo?: Json;
  /** Where every request is sent on to. */
  redirect?: string;
};

export type HostileIssuer = {
  url: string;
  /** Whom it signs in. */
  person: Json;
  lies: Lies;
  /** Paths that were asked for, with the bodies that were sent. */
  asked: { path: string; body: string; authorization: string | undefined }[];
  close: () => Promise<void>;
};

const CLIENT = { id: "chartroom", secret: "a secret of the client, long enough" };
/** As the settings have it. */
export const hostileClient = CLIENT;

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The issuer does not listen.");
  return address.port;
};

async function sign(issuer: HostileIssuer, keys: Keys, claims: Json): Promise<string> {
  const how = issuer.lies.signs;
  if (how === "none") return new UnsecuredJWT(claims).encode();
  if (how === "hmac")
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode(CLIENT.secret));
  const { privateKey } = how === "foreign" ? keys.foreign : keys.own;
  return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "own" }).sign(privateKey);
}

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
type Keys = { own: Pair; foreign: Pair };

/** The nonce of the sign-in under way is in the code: a browser has been at the authorization address, in effect. */
function claimsOf(issuer: HostileIssuer, code: string): Json {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer.url,
    aud: CLIENT.id,
    iat: now,
    exp: now + 300,
    nonce: code.slice("code-".length),
    ...issuer.person,
  };
  return issuer.lies.claims?.(claims) ?? claims;
}

async function answer(
  issuer: HostileIssuer,
  keys: Keys,
  path: string,
  body: string,
): Promise<[number, Json]> {
  const { url, lies } = issuer;
  switch (path) {
    case "/.well-known/openid-configuration": {
      const document = {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        userinfo_endpoint: `${url}/userinfo`,
        jwks_uri: `${url}/jwks`,
        id_token_signing_alg_values_supported: ["RS256", "none", "HS256"],
      };
      return [200, lies.document?.(document) ?? document];
    }
    case "/jwks":
      return [
        200,
        { keys: [{ ...(await exportJWK(keys.own.publicKey)), kid: "own", alg: "RS256", use: "sig" }] },
      ];
    case "/token": {
      if (lies.token) return [lies.token.status, lies.token.body];
      const code = new URLSearchParams(body).get("code") ?? "";
      if (!code.startsWith("code-")) return [400, { error: "invalid_grant" }];
      const id_token = await sign(issuer, keys, claimsOf(issuer, code));
      return [200, { access_token: "an access token", token_type: "Bearer", expires_in: 300, id_token }];
    }
    case "/userinfo":
      return [200, lies.userinfo ?? { sub: issuer.person.sub }];
    default:
      return [404, {}];
  }
}

/** A small issuer that signs its own tokens and lies as it is told: what a provider, or somebody in its place, may try. */
export async function startHostileIssuer(): Promise<HostileIssuer> {
  const keys = { own: await generateKeyPair("RS256"), foreign: await generateKeyPair("RS256") };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    issuer.asked.push({ path, body, authorization: request.headers.authorization });
    if (issuer.lies.redirect) {
      response.writeHead(302, { location: issuer.lies.redirect }).end();
      return;
    }
    const [status, json] = await answer(issuer, keys, path, body);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer: HostileIssuer = {
    url: `http://127.0.0.1:${portOf(server)}`,
    person: {},
    lies: {},
    asked: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return issuer;
}

/** The code that this issuer would send the browser back with. */
export const codeFor = (nonce: string) => `code-${nonce}`;
