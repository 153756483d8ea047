import { beforeAll, describe, expect, it } from "vitest";
import { ROLES, type Role } from "#lib/auth/types.ts";
import { aCaller, type Caller } from "#lib/http/fixtures.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { allEndpoints } from "./_endpoints/all.ts";
import { aPublishedExample, callExample, keyOf } from "./fixtures.ts";

// Every endpoint against every role (S1, ROLE rows). All have a token of scope admin, so that what stops them is their role;
// who-may.db.test.ts asks the same of the scopes, with owners.

/** What is answered to a viewer, a member, an admin and an owner. */
type Row = [number, number, number, number];
const MATRIX: Record<string, Row> = {
  "GET /{K}": [200, 200, 200, 200],
  "POST /{K}": [403, 201, 201, 201],
  "GET /{K}/{name}": [200, 200, 200, 200],
  "PATCH /{K}/{name}": [403, 200, 200, 200],
  "DELETE /{K}/{name}": [403, 403, 409, 409],
  "POST /{K}/{name}/archive": [403, 403, 200, 200],
  "POST /{K}/{name}/unarchive": [403, 403, 200, 200],
  "POST /{K}/{name}/duplicate": [403, 201, 201, 201],
  "POST /{K}/{name}/fork": [403, 201, 201, 201],
  "GET /{K}/{name}/draft": [200, 200, 200, 200],
  "GET /{K}/{name}/draft/files/{path}": [200, 200, 200, 200],
  "POST /{K}/{name}/draft/commits": [403, 409, 409, 409],
  "POST /{K}/{name}/draft/scaffold": [403, 409, 409, 409],
  "POST /{K}/{name}/draft/import": [403, 409, 409, 409],
  "POST /inspect-upload": [403, 400, 400, 400],
  "POST /{K}/{name}/draft/render": [200, 200, 200, 200],
  "POST /{K}/{name}/draft/render-jobs": [202, 202, 202, 202],
  "GET /{K}/{name}/render-jobs/{id}": [404, 404, 404, 404],
  "GET /{K}/{name}/draft/review": [200, 200, 200, 200],
  "GET /{K}/{name}/commits": [200, 200, 200, 200],
  "GET /{K}/{name}/commits/{id}": [200, 200, 200, 200],
  "GET /{K}/{name}/commits/{id}/files": [200, 200, 200, 200],
  "GET /{K}/{name}/versions": [200, 200, 200, 200],
  "POST /{K}/{name}/versions": [403, 409, 409, 409],
  "GET /{K}/{name}/versions/{version}": [200, 200, 200, 200],
  "PUT /{K}/{name}/versions/{version}": [405, 405, 405, 405],
  "PATCH /{K}/{name}/versions/{version}": [405, 405, 405, 405],
  "DELETE /{K}/{name}/versions/{version}": [405, 405, 405, 405],
  "GET /{K}/{name}/versions/{version}/files": [200, 200, 200, 200],
  "GET /{K}/{name}/versions/{version}/files/{path}": [200, 200, 200, 200],
  "GET /{K}/{name}/versions/{version}/package": [200, 200, 200, 200],
  "GET /{K}/{name}/versions/{version}/rendered": [200, 200, 200, 200],
  "PUT /{K}/{name}/versions/{version}/lifecycle": [403, 403, 400, 400],
  "GET /{K}/{name}/versions/{version}/lifecycle": [200, 200, 200, 200],
  "POST /{K}/{name}/versions/{version}/check": [403, 202, 202, 202],
  "GET /{K}/{name}/compare/{range}": [200, 200, 200, 200],
  "GET /org-registry-tokens/reach": [403, 403, 200, 200],
  "GET /org-api-tokens": [200, 200, 200, 200],
  "POST /org-api-tokens": [403, 201, 201, 201],
  "POST /org-api-tokens/{id}/rotate": [404, 404, 404, 404],
  "DELETE /org-api-tokens/{id}": [404, 404, 404, 404],
  "GET /org-registry-tokens": [403, 403, 200, 200],
  "POST /org-registry-tokens": [403, 403, 201, 201],
  "POST /org-registry-tokens/{id}/rotate": [403, 403, 404, 404],
  "DELETE /org-registry-tokens/{id}": [403, 403, 404, 404],
  "GET /org-repositories": [200, 200, 200, 200],
  "GET /org-repositories/{name}": [200, 200, 200, 200],
  "GET /org-repositories/{name}/tags": [200, 200, 200, 200],
  "GET /org-repositories/{name}/untagged": [200, 200, 200, 200],
  "GET /org-repositories/{name}/manifests/{reference}": [200, 200, 200, 200],
  "DELETE /org-repositories/{name}/tags/{reference}": [403, 405, 405, 405],
  "DELETE /org-repositories/{name}/manifests/{reference}": [403, 404, 404, 404],
  "POST /org-repositories/{name}/publish": [404, 404, 404, 404],
  "GET /org-collections": [403, 403, 200, 200],
  "GET /org-repository-policies": [403, 403, 200, 200],
  "POST /org-repository-policies": [403, 403, 201, 409],
  "GET /org-repository-policies/matches": [403, 403, 200, 200],
  "PATCH /org-repository-policies/{id}": [403, 403, 404, 404],
  "DELETE /org-repository-policies/{id}": [403, 403, 404, 404],
  "GET /org-projects": [200, 200, 200, 200],
  "POST /org-projects": [403, 403, 201, 201],
  "GET /org-projects/{project}": [200, 200, 200, 200],
  "PATCH /org-projects/{project}": [403, 403, 200, 200],
  "POST /org-projects/{project}/archive": [403, 403, 200, 200],
  "POST /org-projects/{project}/unarchive": [403, 403, 200, 200],
  "GET /org-projects/{project}/members": [200, 200, 200, 200],
  "PUT /org-projects/{project}/members/{id}": [403, 403, 404, 404],
  "DELETE /org-projects/{project}/members/{id}": [403, 403, 404, 404],
  "DELETE /org-projects/{project}": [403, 403, 204, 404],
  "GET /org-members": [200, 200, 200, 200],
  "POST /org-members": [403, 403, 201, 201],
  "PATCH /org-members/{id}": [403, 403, 404, 404],
  "DELETE /org-members/{id}": [403, 403, 404, 404],
  "POST /org-members/{id}/ownership": [403, 403, 403, 403],
  "POST /org-members/{id}/password-link": [403, 403, 403, 403],
  "POST /org-members/{id}/reset-second-factor": [403, 403, 403, 403],
  "GET /org-invites": [403, 403, 200, 200],
  "DELETE /org-invites/{id}": [403, 403, 404, 404],
  "GET /organizations": [200, 200, 200, 200],
  "POST /organizations": [403, 403, 403, 403],
  "GET /org-group-roles": [403, 403, 200, 200],
  "POST /org-group-roles": [403, 403, 201, 409],
  "PATCH /org-group-roles/{id}": [403, 403, 404, 404],
  "DELETE /org-group-roles/{id}": [403, 403, 404, 404],
  "GET /org-oci-credentials": [403, 403, 200, 200],
  "POST /org-oci-credentials": [403, 403, 201, 409],
  "POST /org-oci-credentials/test": [403, 403, 200, 200],
  "GET /org-oci-credentials/{id}": [403, 403, 404, 404],
  "PATCH /org-oci-credentials/{id}": [403, 403, 404, 404],
  "DELETE /org-oci-credentials/{id}": [403, 403, 404, 404],
  "POST /org-oci-credentials/{id}/test": [403, 403, 404, 404],
  "GET /rate-limit": [200, 200, 200, 200],
  "GET /audit": [403, 200, 200, 200],
  "GET /audit/export": [403, 200, 200, 200],
  "GET /org": [200, 200, 200, 200],
  "PATCH /org": [403, 403, 200, 200],
  "GET /org/logo": [404, 404, 404, 404],
  "PUT /org/logo": [403, 403, 400, 400],
  "DELETE /org/logo": [403, 403, 204, 204],
  "GET /org/export": [403, 403, 403, 403],
  "GET /openapi.json": [200, 200, 200, 200],
};

let callers: Record<Role, Caller>;
let named: Readonly<Record<string, string>>;

beforeAll(async () => {
  const of = await anOrganization();
  const caller = (role: Role) => aCaller({ role, scope: "admin", of });
  callers = {
    viewer: await caller("viewer"),
    member: await caller("member"),
    admin: await caller("admin"),
    owner: await caller("owner"),
  };
  named = await aPublishedExample(callers.owner);
});

describe("S1: which role may do what in the portal API", () => {
  it("S1: every endpoint has a row, and every row an endpoint", () => {
    expect(Object.keys(MATRIX).sort()).toEqual(allEndpoints.map(keyOf).sort());
  });

  it.each(allEndpoints.map((endpoint) => ({ name: keyOf(endpoint), endpoint })))(
    "S1 ROLE-1 ROLE-12: $name",
    async ({ name, endpoint }) => {
      const statuses: number[] = [];
      for (const role of ROLES) statuses.push((await callExample(endpoint, callers[role], named)).status);
      expect(statuses).toEqual(MATRIX[name]);
    },
  );
});
