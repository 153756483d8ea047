import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { aCaller, type Caller } from "#lib/http/fixtures.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { allEndpoints } from "./_endpoints/all.ts";
import { aPublishedExample, call, callExample, keyOf } from "./fixtures.ts";

// Two organizations on one server (S11). Everything that one has is made through the API itself, and then asked for by the
// other's owner, with its true ids, at every endpoint there is.

let ours: Caller;
let theirs: Caller;
let theirSlug = "";
/** What stands in paths, by their first word: the true ids and names of what the other organization has. */
const named: Record<string, Record<string, string>> = {};
/** What an answer to us must never have in it. */
const marks: string[] = [];

const hasId = z.looseObject({ id: z.string() });
const familyOf = ({ path }: Pick<Endpoint, "path">) => path.split("/")[1] ?? "";
const isInPath = ({ path }: Endpoint, key: string) => path.includes(`{${key}}`);

/** Everything that is made with a POST at the address of its list, as the documentation shows it. */
async function makeEach(by: Caller, example: Record<string, string>): Promise<void> {
  for (const endpoint of allEndpoints) {
    const family = familyOf(endpoint);
    named[family] ??= { ...example };
    if (endpoint.method !== "POST" || endpoint.path !== `/${family}` || family === "{K}") continue;
    const answer = await callExample(endpoint, by, example);
    const made = hasId.safeParse(answer.body);
    if (answer.status === 201 && made.success) {
      named[family].id = made.data.id;
      marks.push(made.data.id);
    }
  }
}

beforeAll(async () => {
  const of = await anOrganization();
  theirSlug = of.slug;
  theirs = await aCaller({ role: "owner", scope: "admin", of });
  const member = await aCaller({ role: "member", scope: "admin", of });
  ours = await aCaller({ role: "owner", scope: "admin" });
  const example = { ...(await aPublishedExample(theirs)), project: "sealed-off" };
  await call(theirs, "POST", "org-projects", { json: { name: "sealed-off" } });
  await makeEach(theirs, example);
  named["org-members"] = { ...example, id: member.viewer.actor.id };
  const people = [theirs, member].map(({ viewer }) => viewer.actor.email ?? "");
  marks.push(theirSlug, of.id, member.viewer.actor.id, ...people);
});

/** The newest row of their audit log: every write there would be another. */
const lastDeedOfTheirs = async () => (await call(theirs, "GET", "audit?limit=1")).text;
const namesOf = (endpoint: Endpoint) => named[familyOf(endpoint)] ?? {};

/** Families whose ids name what the other organization really has; all others are a commit or a render of its chart. */
const withIds = () =>
  [...new Set(allEndpoints.filter((one) => isInPath(one, "id")).map(familyOf))].filter(
    (family) => family !== "{K}" && family !== "org-projects",
  );

describe("S11: what another organization has", () => {
  it("was made, so that its true ids are asked for: a new collection needs an example that makes one", async () => {
    const commit = named["{K}"]?.id;
    const invites = await call(theirs, "GET", "org-invites");
    const [invite] = z.object({ items: z.array(hasId) }).parse(invites.body).items;
    named["org-invites"] = { ...named["org-invites"], id: invite?.id ?? "" };
    for (const family of withIds()) {
      expect({ family, id: named[family]?.id }).not.toEqual({ family, id: commit });
      expect({ family, id: named[family]?.id ?? "" }).not.toEqual({ family, id: "" });
    }
  });

  it.each(allEndpoints.map((endpoint) => ({ name: keyOf(endpoint), endpoint })))(
    "$name: is not there, is not shown and is not changed",
    async ({ endpoint }) => {
      const before = await lastDeedOfTheirs();
      const answer = await callExample(endpoint, ours, namesOf(endpoint));
      const isNamed = endpoint.path.includes("{") && !/^\/\{K\}$/.test(endpoint.path);
      // 405 and "no token can do this" look at nothing.
      if (isNamed) expect([404, 405, 403]).toContain(answer.status);
      if (isNamed && answer.status === 403) expect(answer.body).toMatchObject({ code: "scope_missing" });
      for (const mark of marks) expect(answer.text).not.toContain(mark);
      expect(await lastDeedOfTheirs()).toBe(before);
    },
  );

  it.each(allEndpoints.map((endpoint) => ({ name: keyOf(endpoint), endpoint })))(
    "$name: is not reached by naming the organization in the address",
    async ({ endpoint }) => {
      const path = endpoint.path
        .slice(1)
        .replace(/\{(\w+)\}/g, (_all, key: string) => namesOf(endpoint)[key] ?? "none");
      const answer = await call(
        ours,
        endpoint.method,
        `${path}?org=${theirSlug}`,
        endpoint.body ? { json: {} } : {},
      );
      // What refuses every caller alike looks at nothing.
      if (answer.status !== 405)
        expect(answer).toMatchObject({ status: 404, body: { code: "organization_unknown" } });
    },
  );

  it.each(["org-charts?q", "org-repositories?q", "org-members?q", "org-projects?q", "audit?text"])(
    "%s=… finds nothing of it, under names that both have",
    async (list) => {
      for (const word of ["matrix", "sealed", theirSlug, theirs.viewer.actor.email ?? "", "%"]) {
        const { text } = await call(ours, "GET", `${list}=${encodeURIComponent(word)}`);
        for (const mark of marks) expect(text).not.toContain(mark);
      }
    },
  );
});
