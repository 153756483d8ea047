import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { env } from "#lib/env/env.ts";
import { allowOutbound } from "#lib/net/fixtures.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { beginSignIn } from "./begin-sign-in.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { codeFor, type HostileIssuer, hostileClient, startHostileIssuer } from "./hostile/fixtures.ts";
import { isBegunHere } from "./is-begun-here.ts";
import { openIdProvider } from "./provider.ts";
import type { SignInFlow } from "./types.ts";

const person = {
  sub: "ada-1",
  email: "Ada@Example.Test",
  email_verified: true,
  name: "Ada",
  groups: ["ops"],
};

let issuer: HostileIssuer;
let other: HostileIssuer;
beforeAll(async () => {
  [issuer, other] = await Promise.all([startHostileIssuer(), startHostileIssuer()]);
});
afterAll(() => Promise.all([issuer.close(), other.close()]));
beforeEach(() => {
  allowOutbound("127.0.0.1");
  for (const one of [issuer, other]) Object.assign(one, { person: { ...person }, lies: {} });
  issuer.asked.length = 0;
  Object.assign(env(), {
    CHARTROOM_OIDC_ISSUER: issuer.url,
    CHARTROOM_OIDC_CLIENT_ID: hostileClient.id,
    CHARTROOM_OIDC_CLIENT_SECRET: `${hostileClient.secret}`,
  });
});

function theProvider() {
  const provider = openIdProvider();
  if (!provider) throw new Error("No provider is set.");
  return provider;
}

const refusalOf = (deed: Promise<unknown>) =>
  deed.then(
    () => "signed in",
    (error: unknown) => (isProblem(error) ? error.code : String(error)),
  );

type Return = Partial<{ state: string; code: string; iss: string; error: string }>;

async function goThrough(over: (flow: SignInFlow) => Return = () => ({})) {
  const provider = theProvider();
  const { address, flow } = await beginSignIn(provider, "/charts/redis");
  const answer = new URLSearchParams({ state: flow.state, code: codeFor(flow.nonce), ...over(flow) });
  return { address, flow, person: await finishSignIn(provider, answer, flow) };
}

describe("signing in with OpenID Connect", () => {
  it("sends state, nonce and a PKCE challenge along, and never the verifier", async () => {
    const { address, flow } = await goThrough();
    const asked = Object.fromEntries(address.searchParams);
    expect(address.origin).toBe(issuer.url);
    expect(asked).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      state: flow.state,
      nonce: flow.nonce,
      redirect_uri: `${env().CHARTROOM_PUBLIC_URL}/sign-in/openid/callback`,
    });
    expect(address.href).not.toContain(flow.verifier);
    const token = issuer.asked.find(({ path }) => path === "/token");
    expect(new URLSearchParams(token?.body).get("code_verifier")).toBe(flow.verifier);
    expect(token?.authorization).toMatch(/^Basic /);
  });

  it("reads who it is from the ID token, the e-mail in lower case", async () => {
    expect((await goThrough()).person).toEqual({
      issuer: issuer.url,
      subject: "ada-1",
      email: "ada@example.test",
      isEmailVerified: true,
      name: "Ada",
      groups: ["ops"],
    });
  });

  it("asks the user info for what the ID token does not say; what is signed goes before", async () => {
    issuer.person = { sub: "ada-1" };
    issuer.lies.userinfo = { ...person, sub: "ada-1" };
    expect((await goThrough()).person).toMatchObject({ email: "ada@example.test", groups: ["ops"] });
    issuer.person = { sub: "ada-1", email: "ada@example.test", email_verified: false };
    expect((await goThrough()).person).toMatchObject({ isEmailVerified: false });
  });

  it("every place to go back to that is not ours becomes our first page", async () => {
    const evil = [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      "/%5C%5Cevil.example/../..",
      "\\\\evil.example",
      "/\t/evil.example",
      "javascript:alert(1)",
      "/sign-in/openid",
    ];
    for (const to of evil) {
      const { flow } = await beginSignIn(theProvider(), to);
      expect([to, new URL(flow.to, "https://ours.example").origin]).toEqual([to, "https://ours.example"]);
    }
    expect((await beginSignIn(theProvider(), "/charts/a?b=c")).flow.to).toBe("/charts/a?b=c");
  });
});

describe("attacks on signing in with OpenID Connect", () => {
  const noFlow = "openid_flow_unknown";
  const refused = "openid_answer_refused";

  it("state: missing, another one, given twice, or of a browser that began nothing", async () => {
    const provider = theProvider();
    const { flow } = await beginSignIn(provider, "/charts");
    const { flow: foreign } = await beginSignIn(provider, "/charts");
    const code = codeFor(flow.nonce);
    const before = issuer.asked.length;
    const answers = [
      finishSignIn(provider, new URLSearchParams({ code }), flow),
      finishSignIn(provider, new URLSearchParams({ code, state: foreign.state }), flow),
      finishSignIn(provider, new URLSearchParams({ code, state: flow.state }), null),
      finishSignIn(
        provider,
        new URLSearchParams(`code=${code}&state=${flow.state}&state=${flow.state}`),
        flow,
      ),
      finishSignIn(provider, new URLSearchParams({ code, state: `${flow.state}x` }), flow),
    ];
    expect(await Promise.all(answers.map(refusalOf))).toEqual(answers.map(() => noFlow));
    // Nobody makes this server ask the issuer anything with an address that was not begun here.
    expect(issuer.asked.length).toBe(before);
  });

  it("a code of somebody else's sign-in, put into this one, has another nonce", async () => {
    const stolen = await beginSignIn(theProvider(), "/charts");
    expect(await refusalOf(goThrough(() => ({ code: codeFor(stolen.flow.nonce) })))).toBe(refused);
  });

  it("a code that the issuer does not know", async () => {
    expect(await refusalOf(goThrough(() => ({ code: "guessed" })))).toBe(refused);
  });

  it.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ["another nonce", (claims) => ({ ...claims, nonce: "another" })],
    ["no nonce", ({ nonce: _, ...claims }) => claims],
    ["another audience", (claims) => ({ ...claims, aud: "another-client" })],
    ["several audiences, made for another", (claims) => ({ ...claims, aud: ["x", "chartroom"], azp: "x" })],
    ["another issuer", (claims) => ({ ...claims, iss: "https://id.example.com" })],
    ["an end that has passed", (claims) => ({ ...claims, exp: Math.floor(Date.now() / 1000) - 3600 })],
    ["a beginning in the future", (claims) => ({ ...claims, nbf: Math.floor(Date.now() / 1000) + 3600 })],
    ["no subject", ({ sub: _, ...claims }) => claims],
    ["a subject that is no text", (claims) => ({ ...claims, sub: { $ne: "" } })],
  ])("an ID token with %s", async (_what, claims) => {
    issuer.lies.claims = claims;
    expect(await refusalOf(goThrough())).toBe(refused);
  });

  it.each(["none", "foreign", "hmac"] as const)("an ID token whose signature is %s", async (signs) => {
    issuer.lies.signs = signs;
    expect(await refusalOf(goThrough())).toBe(refused);
  });

  it("an answer without an ID token", async () => {
    issuer.lies.token = { status: 200, body: { access_token: "a", token_type: "Bearer" } };
    expect(await refusalOf(goThrough())).toBe(refused);
  });

  it("user info about somebody else", async () => {
    issuer.person = { sub: "ada-1" };
    issuer.lies.userinfo = { ...person, sub: "owner-1", email: "owner@example.test" };
    expect(await refusalOf(goThrough())).toBe(refused);
  });

  it("mix-up: an answer that names another issuer", async () => {
    expect(await refusalOf(goThrough(() => ({ iss: other.url })))).toBe(refused);
  });

  it("what the provider says of a failure is no text of our page", async () => {
    const answer = goThrough(() => ({ error: "<script>alert(1)</script> call 555-1234" }));
    await expect(answer).rejects.toMatchObject({ code: "openid_declined" });
    await expect(answer).rejects.not.toThrow(/script|555/);
    expect(await refusalOf(goThrough(() => ({ error: "access_denied" })))).toBe("openid_declined");
  });

  it("a page of another site does not begin a sign-in, nor does another address of ours", () => {
    const host = new URL(env().CHARTROOM_PUBLIC_URL).host;
    const from = (site: string | null, at = host) =>
      isBegunHere({ headers: new Headers({ host: at, ...(site ? { "sec-fetch-site": site } : {}) }) });
    expect([from("same-origin"), from("none"), from(null)]).toEqual([true, true, true]);
    expect([from("cross-site"), from("same-site"), from("same-origin", "evil.example")]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe("what an issuer says of itself", () => {
  it.each<[string, (document: Record<string, unknown>) => Record<string, unknown>, string]>([
    [
      "another issuer",
      (document) => ({ ...document, issuer: "https://id.example.com" }),
      "openid_answer_refused",
    ],
    [
      "keys at a private address",
      (document) => ({ ...document, jwks_uri: "http://10.0.0.7/jwks" }),
      "openid_unreachable",
    ],
    [
      "a token endpoint at the metadata address",
      (document) => ({ ...document, token_endpoint: "http://169.254.169.254/latest" }),
      "openid_unreachable",
    ],
    [
      "a token endpoint on another port's loopback",
      (document) => ({ ...document, token_endpoint: "http://[::1]:9/token" }),
      "openid_unreachable",
    ],
    [
      "a token endpoint that is a file",
      (document) => ({ ...document, token_endpoint: "file:///etc/passwd" }),
      "openid_answer_refused",
    ],
  ])("names %s", async (_what, document, code) => {
    const liar = await startHostileIssuer();
    try {
      Object.assign(liar, { person: { ...person }, lies: { document } });
      Object.assign(env(), { CHARTROOM_OIDC_ISSUER: liar.url });
      expect(await refusalOf(goThrough())).toBe(code);
    } finally {
      await liar.close();
    }
  });

  it("redirects its discovery document to another host, which is not followed", async () => {
    const liar = await startHostileIssuer();
    try {
      liar.lies.redirect = `${issuer.url}/.well-known/openid-configuration`;
      Object.assign(env(), { CHARTROOM_OIDC_ISSUER: liar.url });
      expect(await refusalOf(goThrough())).toBe("openid_answer_refused");
      expect(issuer.asked).toEqual([]);
    } finally {
      await liar.close();
    }
  });

  it("stands where this server does not go, or does not answer", async () => {
    const unasked = await startHostileIssuer();
    try {
      Object.assign(env(), { CHARTROOM_OIDC_ISSUER: unasked.url });
      allowOutbound("");
      expect(await refusalOf(goThrough())).toBe("openid_unreachable");
      expect(unasked.asked).toEqual([]);
    } finally {
      await unasked.close();
    }
    allowOutbound("127.0.0.1");
    expect(await refusalOf(goThrough())).toBe("openid_unreachable");
  });
});
