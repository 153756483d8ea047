import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { findMembership } from "#lib/auth/queries.ts";
import {
  API_SCOPES,
  type ApiScope,
  PROJECT_ROLES,
  type ProjectRole,
  ROLES,
  type Role,
  type Viewer,
} from "#lib/auth/types.ts";
import { personViewer, systemViewer } from "#lib/auth/viewer.ts";
import { anArtifact } from "#lib/catalog/fixtures.ts";
import { permissionsOf } from "#lib/catalog/policy.ts";
import { aCaller, type Caller } from "#lib/http/fixtures.ts";
import { parseDigest } from "#lib/ids/digest.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { removeProjectMember, setProjectMember } from "#lib/organization/set-project-member.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { parseManifest } from "#lib/repositories/parse-manifest.ts";
import { putManifest } from "#lib/repositories/put-manifest.ts";
import { call } from "./fixtures.ts";

// Random memberships × deeds × tokens, against a model of a few lines (ROLE-11). A deed that is allowed may still be refused for
// another reason (the draft is another, the tag is not there): what counts is that it is not refused for rights.

/** Null: outside of all projects. */
const PLACES = ["payments", "search", null] as const;
type Place = (typeof PLACES)[number];
const segment = (place: Place, name: string) => (place ? `${place}~${name}` : name);

type Deed = {
  name: string;
  needs: { role: Role; scope: ApiScope };
  ask: (by: Caller, place: Place) => Promise<{ status: number }>;
};
let counter = 0;
const json = (value: unknown) => ({ json: value });
const DEEDS: Deed[] = [
  {
    name: "see",
    needs: { role: "viewer", scope: "read" },
    ask: (by, place) => call(by, "GET", `org-charts/${segment(place, "web")}`),
  },
  {
    name: "change",
    needs: { role: "member", scope: "write" },
    ask: (by, place) =>
      call(by, "PATCH", `org-charts/${segment(place, "web")}`, json({ description: `d${counter++}` })),
  },
  {
    name: "edit",
    needs: { role: "member", scope: "write" },
    ask: (by, place) => {
      const commit = {
        parent: "0".repeat(40),
        message: "x",
        changes: [{ op: "put", path: "a", content: "x" }],
      };
      return call(by, "POST", `org-charts/${segment(place, "web")}/draft/commits`, json(commit));
    },
  },
  {
    name: "publish",
    needs: { role: "member", scope: "publish" },
    ask: (by, place) => {
      const version = { version: "1.0.0", draftCommit: "0".repeat(40) };
      return call(by, "POST", `org-charts/${segment(place, "web")}/versions`, json(version));
    },
  },
  {
    name: "create",
    needs: { role: "member", scope: "write" },
    ask: (by, place) => call(by, "POST", "org-charts", json({ name: `n${counter++}`, project: place })),
  },
  {
    name: "duplicate",
    needs: { role: "member", scope: "write" },
    ask: (by, place) =>
      call(by, "POST", "org-charts/web/duplicate", json({ name: `n${counter++}`, project: place })),
  },
  {
    name: "make public",
    needs: { role: "admin", scope: "admin" },
    ask: (by, place) =>
      call(by, "POST", "org-charts", json({ name: `n${counter++}`, project: place, visibility: "public" })),
  },
  {
    name: "unarchive",
    needs: { role: "admin", scope: "admin" },
    ask: (by, place) => call(by, "POST", `org-charts/${segment(place, "web")}/unarchive`),
  },
  {
    name: "delete from a plain repository",
    needs: { role: "member", scope: "publish" },
    ask: (by, place) =>
      call(by, "DELETE", `org-repositories/${place ? `${place}~api` : "api"}/tags/not-there`),
  },
  {
    name: "manage the project",
    needs: { role: "admin", scope: "admin" },
    ask: (by, place) =>
      place
        ? call(by, "PATCH", `org-projects/${place}`, json({ title: `t${counter++}` }))
        : call(by, "POST", "org-projects", json({ name: `p${counter++}` })),
  },
];

const inside = { reporter: "viewer", developer: "member", maintainer: "admin" } as const;
/** The whole rule: the higher of the two roles inside the project, and never more than the token's scope. */
function mayDo(given: Given, place: Place, { needs }: Deed): boolean {
  const ranks = [ROLES.indexOf(given.role)];
  if (place === "payments" && given.payments) ranks.push(ROLES.indexOf(inside[given.payments]));
  if (place === "search" && given.search) ranks.push(ROLES.indexOf(inside[given.search]));
  const hasScope = API_SCOPES.indexOf(given.scope) >= API_SCOPES.indexOf(needs.scope);
  return hasScope && Math.max(...ranks) >= ROLES.indexOf(needs.role);
}

type Given = { role: Role; payments: ProjectRole | null; search: ProjectRole | null; scope: ApiScope };
const ORG_ROLES = ["viewer", "member", "admin"] as const;
const givenRoles: fc.Arbitrary<Given> = fc.record({
  role: fc.constantFrom(...ORG_ROLES),
  payments: fc.constantFrom(null, ...PROJECT_ROLES),
  search: fc.constantFrom(null, ...PROJECT_ROLES),
  scope: fc.constantFrom(...API_SCOPES),
});

let of: { id: string; slug: string };
const callers = new Map<string, Caller>();
const COMBINATIONS = ORG_ROLES.flatMap((role) => API_SCOPES.map((scope) => ({ role, scope })));

/** A manifest without anything, so that the repository is there. */
async function aPlainRepository(by: Viewer, name: string): Promise<void> {
  const type = "application/vnd.oci.image.index.v1+json";
  const body = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: type, manifests: [] }));
  const digest = parseDigest(`sha256:${createHash("sha256").update(body).digest("hex")}`);
  if (!digest) throw new Error("A digest is a digest.");
  await putManifest(
    by,
    { orgId: of.id, name },
    { digest, body, parsed: parseManifest(body, type), tags: ["v1"] },
  );
}

beforeAll(async () => {
  of = await anOrganization();
  const operator = systemViewer(of.id, of.slug);
  for (const name of ["payments/web", "search/web", "web"]) await anArtifact({ by: operator, name });
  for (const name of ["payments/api", "search/api", "api"]) await aPlainRepository(operator, name);
  for (const { role, scope } of COMBINATIONS)
    callers.set(`${role} ${scope}`, await aCaller({ role, scope, of }));
});

/** Somebody of this role with a token of this scope, made what they are to be in the two projects. */
async function aCallerOf({ role, scope, payments, search }: Given): Promise<Caller> {
  const caller = callers.get(`${role} ${scope}`);
  if (!caller) throw new Error(`There is no ${role} with a token of scope ${scope}.`);
  const operator = systemViewer(of.id, of.slug);
  for (const [project, given] of Object.entries({ payments, search })) {
    const { id } = caller.viewer.actor;
    if (given) await setProjectMember(operator, project, id, given);
    else await removeProjectMember(operator, project, id).catch(ignoreMissing);
  }
  return caller;
}

function ignoreMissing(error: unknown): void {
  if (!isProblem(error) || error.code !== "project_member_unknown") throw error;
}

describe("ROLE-11: what a project's role adds, at the API and to a person in the browser", () => {
  it("API-26 ROLE-11: agrees with the model for any memberships, token and deed", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        givenRoles,
        fc.constantFrom(...PLACES),
        fc.constantFrom(...DEEDS),
        async (given, place, deed) => {
          const caller = await aCallerOf(given);
          const { status } = await deed.ask(caller, place);
          expect({ allowed: status !== 403, status }).toEqual({ allowed: mayDo(given, place, deed), status });
        },
      ),
      { numRuns: 150 },
    );
  });

  it("is what pages and views say beforehand", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(givenRoles, fc.constantFrom(...PLACES), async (given, place) => {
        const caller = await aCallerOf(given);
        const expected = (scope: ApiScope) => {
          const may = (role: Role, needed: ApiScope) =>
            mayDo({ ...given, scope }, place, {
              name: "",
              needs: { role, scope: needed },
              ask: () => Promise.reject(),
            });
          const manage = may("admin", "admin");
          const publish = may("member", "publish");
          const edit = may("member", "write");
          return {
            ...{ edit, publish, changeSettings: edit, archive: manage, changeVisibility: manage },
            ...{ delete: manage, deprecate: publish, yank: manage },
          };
        };
        const view = await call(caller, "GET", `org-charts/${segment(place, "web")}`);
        expect(view.body).toMatchObject({ permissions: expected(given.scope) });
        const membership = await findMembership(caller.viewer.actor.id, of.id);
        if (!membership) throw new Error("The person is no member.");
        const facts = {
          id: "",
          orgId: of.id,
          kind: "chart",
          project: place ?? "",
          name: "web",
          visibility: "private",
          sourceType: "git",
          archived: false,
        } as const;
        // In the browser nothing but the roles counts.
        expect(permissionsOf(personViewer(membership, "portal", ""), facts)).toEqual(expected("admin"));
      }),
      { numRuns: 40 },
    );
  });
});
