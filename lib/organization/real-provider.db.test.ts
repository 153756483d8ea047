import { afterAll, beforeAll, expect, it } from "vitest";
import { beginSignIn } from "#lib/auth/openid/begin-sign-in.ts";
import { finishSignIn } from "#lib/auth/openid/finish-sign-in.ts";
import { openIdProvider, redirectUri } from "#lib/auth/openid/provider.ts";
import { type RealProvider, startRealProvider } from "#lib/auth/openid/real/fixtures.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { newId } from "#lib/ids/ids.ts";
import { allowOutbound } from "#lib/net/fixtures.ts";
import { admitPerson } from "./admit-person.ts";
import { aMember, anOrganization } from "./fixtures.ts";

let real: RealProvider;
beforeAll(async () => {
  real = await startRealProvider();
  real.serve(redirectUri());
  allowOutbound("127.0.0.1");
  Object.assign(env(), {
    CHARTROOM_OIDC_ISSUER: real.url,
    CHARTROOM_OIDC_CLIENT_ID: real.client.id,
    CHARTROOM_OIDC_CLIENT_SECRET: real.client.secret,
  });
});
afterAll(() => real.close());

function keepCookies(jar: Map<string, string>, answer: Response): void {
  for (const line of answer.headers.getSetCookie()) {
    const [pair = ""] = line.split(";", 1);
    jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
  }
}

/** Follows redirects and sends the provider's forms, as a browser does, until it is sent back to us. */
async function browse(first: URL, login: string): Promise<URLSearchParams> {
  const jar = new Map<string, string>();
  let address = first;
  let form: URLSearchParams | null = null;
  for (let steps = 0; steps < 20; steps += 1) {
    const answer: Response = await fetch(address, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form ? { body: form } : {}),
    });
    keepCookies(jar, answer);
    const page = await answer.text();
    const location = answer.headers.get("location");
    const next = location ?? /action="([^"]+)"/.exec(page)?.[1];
    if (!next) throw new Error(`The provider stopped with ${answer.status}: ${page.slice(0, 500)}`);
    form = location ? null : new URLSearchParams({ prompt: "login", login, password: "any" });
    if (page.includes("consent")) form?.set("prompt", "consent");
    address = new URL(next, address);
    if (address.href.startsWith(redirectUri())) return address.searchParams;
  }
  throw new Error("The provider led in a circle.");
}

async function signIn(login: string): Promise<string> {
  const provider = openIdProvider();
  if (!provider) throw new Error("No provider is set.");
  const { address, flow } = await beginSignIn(provider, "/charts");
  const answer = await browse(address, login);
  const person = await finishSignIn(provider, answer, flow);
  const arrival = { person, provider: provider.name, state: flow.state, requestId: newId("req") };
  return (await admitPerson(arrival)).sub;
}

const roleIn = async (orgId: string, userId: string) =>
  (await db().membership.findUnique({ where: { orgId_userId: { orgId, userId } } }))?.role ?? null;

it("Show 2: oidc-provider signs a person in, its group becomes a role, and a lost group takes it away", async () => {
  const org = await anOrganization();
  await aMember(org, "owner");
  await db().groupRole.create({
    data: { id: newId("grl"), orgId: org.id, groupName: "platform", role: "admin" },
    select: { id: true },
  });
  const ada = { email: "Ada@Example.Test", email_verified: true, name: "Ada Lind", groups: ["platform"] };
  real.people.set("ada", ada);
  const userId = await signIn("ada");
  expect(await roleIn(org.id, userId)).toBe("admin");
  expect(await db().user.findUnique({ where: { id: userId } })).toMatchObject({
    email: "ada@example.test",
    name: "Ada Lind",
    passwordHash: null,
  });
  real.people.set("ada", { ...ada, groups: [] });
  await expect(signIn("ada")).rejects.toMatchObject({ code: "openid_person_unknown" });
  expect(await roleIn(org.id, userId)).toBeNull();
});

it("Show 2: whom the provider has not checked does not become a member whose e-mail they claim", async () => {
  const org = await anOrganization();
  const owner = await aMember(org, "owner");
  real.people.set("eve", {
    email: owner.actor.email ?? "",
    email_verified: false,
    name: "Eve",
    groups: [],
  });
  await expect(signIn("eve")).rejects.toMatchObject({ code: "openid_email_unverified" });
});
