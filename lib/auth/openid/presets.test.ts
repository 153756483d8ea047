import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { env } from "#lib/env/env.ts";
import { allowOutbound } from "#lib/net/fixtures.ts";
import { beginSignIn } from "./begin-sign-in.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { type OpenIdProvider, openIdProvider } from "./provider.ts";
import { lacksClaims, readPerson } from "./read-person.ts";

const NOTHING = {
  CHARTROOM_SIGN_IN: "both",
  CHARTROOM_OIDC_PRESET: undefined,
  CHARTROOM_OIDC_ISSUER: undefined,
  CHARTROOM_OIDC_TENANT: undefined,
  CHARTROOM_OIDC_NAME: undefined,
  CHARTROOM_OIDC_GROUPS_CLAIM: undefined,
  CHARTROOM_OIDC_TRUST_EMAIL: false,
};

function provider(over: Record<string, unknown>): OpenIdProvider {
  Object.assign(
    env(),
    NOTHING,
    { CHARTROOM_OIDC_CLIENT_ID: "id", CHARTROOM_OIDC_CLIENT_SECRET: "secret" },
    over,
  );
  const made = openIdProvider();
  if (!made) throw new Error("No provider is set.");
  return made;
}

const microsoft = { CHARTROOM_OIDC_PRESET: "microsoft", CHARTROOM_OIDC_TENANT: "contoso.com" };

describe("presets of OpenID Connect", () => {
  it("name the issuer, its name on the button and where groups are", () => {
    const facts = [
      provider({ CHARTROOM_OIDC_PRESET: "google" }),
      provider(microsoft),
      provider({ CHARTROOM_OIDC_PRESET: "gitlab" }),
      provider({ CHARTROOM_OIDC_PRESET: "gitlab", CHARTROOM_OIDC_ISSUER: "https://git.example.com" }),
      provider({ CHARTROOM_OIDC_ISSUER: "https://id.example.com/realms/acme" }),
    ].map(({ issuer, name, groupsClaim }) => [issuer, name, groupsClaim]);
    expect(facts).toEqual([
      ["https://accounts.google.com", "Google", "hd"],
      ["https://login.microsoftonline.com/contoso.com/v2.0", "Microsoft", "groups"],
      ["https://gitlab.com", "GitLab", "groups"],
      ["https://git.example.com", "GitLab", "groups"],
      ["https://id.example.com/realms/acme", "id.example.com", "groups"],
    ]);
  });

  it("Google: the Workspace domain is the one group; a private account has none", () => {
    const google = provider({ CHARTROOM_OIDC_PRESET: "google" });
    const said = { sub: "1", email: "ada@example.com", email_verified: true, hd: "example.com" };
    expect(readPerson(google, said).groups).toEqual(["example.com"]);
    expect(readPerson(google, { sub: "2", email: "a@gmail.com", email_verified: true }).groups).toEqual([]);
  });

  it("Microsoft: an e-mail counts only where the directory owns its domain, whatever an administrator typed", () => {
    const said = { sub: "1", email: "owner@victim.example" };
    const verified = (more: object) => readPerson(provider(microsoft), { ...said, ...more }).isEmailVerified;
    expect([verified({}), verified({ xms_edov: false }), verified({ xms_edov: "0" })]).toEqual([
      false,
      false,
      false,
    ]);
    expect([verified({ xms_edov: true }), verified({ xms_edov: "1" }), verified({ xms_edov: 1 })]).toEqual([
      true,
      true,
      true,
    ]);
    // Only Microsoft says it so; the claim means nothing with anybody else.
    const other = provider({ CHARTROOM_OIDC_ISSUER: "https://id.example.com" });
    expect(readPerson(other, { ...said, xms_edov: true }).isEmailVerified).toBe(false);
  });

  it("Microsoft: too many groups to tell is not the same as none", () => {
    const said = { sub: "1", _claim_names: { groups: "src1" } };
    expect(readPerson(provider(microsoft), said).groups).toBeNull();
    expect(readPerson(provider(microsoft), { sub: "1" }).groups).toEqual([]);
  });

  it("an issuer that says nothing about an e-mail is believed only where the setting says so, and never against its word", () => {
    const said = { sub: "1", email: "ada@example.com" };
    const verified = (trusts: boolean, more: object) =>
      readPerson(
        provider({ CHARTROOM_OIDC_ISSUER: "https://id.example.com", CHARTROOM_OIDC_TRUST_EMAIL: trusts }),
        { ...said, ...more },
      ).isEmailVerified;
    expect([verified(false, {}), verified(true, {}), verified(true, { email_verified: false })]).toEqual([
      false,
      true,
      false,
    ]);
    const odd = [
      { email_verified: "false" },
      { email_verified: 1 },
      { email_verified: "yes" },
      { email_verified: null },
    ];
    expect(odd.map((more) => verified(true, more))).toEqual([false, false, false, false]);
    expect(verified(false, { email_verified: "true" })).toBe(true);
    expect(verified(true, { email: "not an address" })).toBe(false);
  });

  it("groups are words: what is none of them names nothing", () => {
    const any = provider({ CHARTROOM_OIDC_ISSUER: "https://id.example.com" });
    const said = { sub: "1", groups: ["a", 7, null, { name: "owners" }, "", "b"] };
    expect(readPerson(any, said).groups).toEqual(["a", "b"]);
    expect(readPerson(any, { sub: "1", groups: "one" }).groups).toEqual(["one"]);
    expect(readPerson(any, JSON.parse('{"sub":"1","__proto__":{"groups":["a"]}}')).groups).toEqual([]);
    expect(lacksClaims(any, { email: "a", email_verified: true, name: "A", groups: [] })).toBe(false);
  });
});

/** What GitHub answers, as its documentation has it. */
const github: Record<string, unknown> = {
  "/api/v3/user": { id: 583231, login: "octocat", name: "Mona" },
  "/api/v3/user/emails": [
    { email: "old@example.test", primary: false, verified: true },
    { email: "Mona@Example.Test", primary: true, verified: true },
  ],
  "/api/v3/user/orgs": [{ login: "acme" }],
  "/api/v3/user/teams": Array.from({ length: 100 }, (_, i) => ({
    slug: `team-${i}`,
    organization: { login: "acme" },
  })),
};

describe("GitHub", () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  async function signIn(answers: Record<string, unknown>) {
    const asked: string[] = [];
    server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://here");
      asked.push(`${url.pathname}${url.search} ${request.headers.authorization ?? ""}`);
      const isToken = url.pathname === "/login/oauth/access_token";
      const later =
        url.searchParams.get("page") === "2" ? [{ slug: "last", organization: { login: "acme" } }] : null;
      const body = isToken
        ? { access_token: "gho_x", token_type: "bearer", scope: "read:user" }
        : (later ?? answers[url.pathname]);
      response
        .writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" })
        .end(JSON.stringify(body ?? {}));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No port.");
    allowOutbound("127.0.0.1");
    const made = provider({
      CHARTROOM_OIDC_PRESET: "github",
      CHARTROOM_OIDC_ISSUER: `http://127.0.0.1:${address.port}`,
    });
    const { address: there, flow } = await beginSignIn(made, "/charts");
    expect(there.pathname).toBe("/login/oauth/authorize");
    expect(there.searchParams.get("code_challenge_method")).toBe("S256");
    const answer = new URLSearchParams({ state: flow.state, code: "a-code" });
    return { asked, person: await finishSignIn(made, answer, flow) };
  }

  it("is asked with its token for the primary e-mail, organizations and every page of teams", async () => {
    const { asked, person } = await signIn(github);
    expect(person).toMatchObject({
      subject: "583231",
      email: "mona@example.test",
      isEmailVerified: true,
      name: "Mona",
    });
    expect(person.groups).toHaveLength(102);
    expect(person.groups).toEqual(expect.arrayContaining(["acme", "acme/team-0", "acme/last"]));
    expect(asked.filter((one) => one.startsWith("/api/")).every((one) => one.endsWith("Bearer gho_x"))).toBe(
      true,
    );
  });

  it("an e-mail that GitHub has not verified is not believed, nor another one taken in its place", async () => {
    const emails = [
      { email: "ada@example.test", primary: true, verified: false },
      { email: "owner@example.test", primary: false, verified: true },
    ];
    const { person } = await signIn({ ...github, "/api/v3/user/teams": [], "/api/v3/user/emails": emails });
    expect(person).toMatchObject({ email: "ada@example.test", isEmailVerified: false });
  });

  it("an answer that is refused or of another form signs nobody in", async () => {
    const { "/api/v3/user/emails": _, ...without } = github;
    await expect(signIn(without)).rejects.toMatchObject({ code: "openid_answer_refused" });
    await expect(signIn({ ...github, "/api/v3/user": { id: "583231" } })).rejects.toMatchObject({
      code: "openid_answer_refused",
    });
  });
});
