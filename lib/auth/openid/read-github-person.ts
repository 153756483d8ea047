import { z } from "zod";
import { Problem } from "#lib/problems/problem.ts";
import { emailSchema } from "../schema.ts";
import { askIssuer } from "./ask-issuer.ts";
import type { OpenIdProvider } from "./provider.ts";
import type { OpenIdPerson } from "./types.ts";

const PAGE = 100;
/** A thousand teams of one person. */
const MAX_PAGES = 10;

const userSchema = z.object({ id: z.number().int(), login: z.string(), name: z.string().nullish() });
const emailsSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
const orgsSchema = z.array(z.object({ login: z.string() }));
const teamsSchema = z.array(z.object({ slug: z.string(), organization: z.object({ login: z.string() }) }));

/** GitHub's own API is at a host of its own; that of GitHub Enterprise Server under the same. */
const apiOf = (issuer: string) =>
  issuer === "https://github.com" ? "https://api.github.com" : `${issuer}/api/v3`;

async function ask<S extends z.ZodType>(
  address: string,
  schema: S,
  accessToken: string,
): Promise<z.output<S>> {
  const answer = await askIssuer(address, {
    method: "GET",
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${accessToken}`,
      "user-agent": "chartroom",
      "x-github-api-version": "2022-11-28",
    },
    body: undefined,
    redirect: "manual",
  });
  if (answer.status !== 200)
    throw new Problem("openid_answer_refused", {
      detail: `GitHub answered ${answer.status} at ${new URL(address).pathname}.`,
      hint: "An admin checks that the app may read e-mail addresses and organizations (docs/sign-in.md).",
    });
  return schema.parse(await answer.json());
}

async function askAll<T>(address: string, schema: z.ZodType<T[]>, accessToken: string): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const some = await ask(`${address}?per_page=${PAGE}&page=${page}`, schema, accessToken);
    all.push(...some);
    if (some.length < PAGE) break;
  }
  return all;
}

/**
 * GitHub gives no ID token: who holds the access token is asked of its API. Groups are organizations (`acme`) and their
 * teams (`acme/platform`), as far as they let this app see them.
 * https://docs.github.com/en/rest/users/emails, …/rest/orgs/orgs, …/rest/teams/teams
 */
export async function readGithubPerson(
  { issuer }: OpenIdProvider,
  accessToken: string,
): Promise<OpenIdPerson> {
  const api = apiOf(issuer);
  const user = await ask(`${api}/user`, userSchema, accessToken);
  const emails = await askAll(`${api}/user/emails`, emailsSchema, accessToken);
  const orgs = await askAll(`${api}/user/orgs`, orgsSchema, accessToken);
  const teams = await askAll(`${api}/user/teams`, teamsSchema, accessToken);
  const primary = emails.find((one) => one.primary);
  const email = emailSchema.safeParse(primary?.email ?? "").data ?? null;
  return {
    issuer,
    // The number: a login can be given up and taken by somebody else.
    subject: String(user.id),
    email,
    isEmailVerified: email !== null && primary?.verified === true,
    name: user.name ?? user.login,
    groups: [
      ...orgs.map(({ login }) => login),
      ...teams.map(({ slug, organization }) => `${organization.login}/${slug}`),
    ],
  };
}
