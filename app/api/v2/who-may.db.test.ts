import { beforeAll, describe, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { aCaller, type Caller } from "#lib/http/fixtures.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { mintApiToken } from "#lib/tokens/mint-token.ts";
import { allEndpoints } from "./_endpoints/all.ts";
import { aPublishedExample, callExample, keyOf } from "./fixtures.ts";

// Every endpoint against everybody (S1). The artifact is private, published, and belongs to the organization of those who
// have a scope; they are owners, so that what stops them is the scope of their token.

const WHO = ["none", "wrong", "expired", "foreign", "read", "write", "publish", "admin"] as const;
type Who = (typeof WHO)[number];

/** What is answered to none, foreign, read, write, publish, admin; a wrong and an expired token are 401 everywhere but where nobody is asked. */
type Row = [number, number, number, number, number, number];
const MATRIX: Record<string, Row> = {
  "GET /{K}": [200, 200, 200, 200, 200, 200],
  "POST /{K}": [401, 201, 403, 201, 201, 201],
  "GET /{K}/{name}": [401, 404, 200, 200, 200, 200],
  "PATCH /{K}/{name}": [401, 404, 403, 200, 200, 200],
  "DELETE /{K}/{name}": [401, 404, 403, 403, 403, 409],
  "POST /{K}/{name}/archive": [401, 404, 403, 403, 403, 200],
  "POST /{K}/{name}/unarchive": [401, 404, 403, 403, 403, 200],
  "POST /{K}/{name}/duplicate": [401, 404, 403, 201, 201, 201],
  "POST /{K}/{name}/fork": [401, 404, 403, 201, 201, 201],
  "GET /{K}/{name}/draft": [401, 404, 200, 200, 200, 200],
  "GET /{K}/{name}/draft/files/{path}": [401, 404, 200, 200, 200, 200],
  "POST /{K}/{name}/draft/commits": [401, 404, 403, 409, 409, 409],
  "POST /{K}/{name}/draft/scaffold": [401, 404, 403, 409, 409, 409],
  "POST /{K}/{name}/draft/import": [401, 404, 403, 409, 409, 409],
  "POST /inspect-upload": [401, 400, 403, 400, 400, 400],
  "POST /{K}/{name}/draft/render": [401, 404, 200, 200, 200, 200],
  "POST /{K}/{name}/draft/render-jobs": [401, 404, 202, 202, 202, 202],
  "GET /{K}/{name}/render-jobs/{id}": [401, 404, 404, 404, 404, 404],
  "GET /{K}/{name}/draft/review": [401, 404, 200, 200, 200, 200],
  "GET /{K}/{name}/commits": [401, 404, 200, 200, 200, 200],
  "GET /{K}/{name}/commits/{id}": [401, 404, 200, 200, 200, 200],
  "GET /{K}/{name}/commits/{id}/files": [401, 404, 200, 200, 200, 200],
  "GET /{K}/{name}/versions": [401, 404, 200, 200, 200, 200],
  "POST /{K}/{name}/versions": [401, 404, 403, 403, 409, 409],
  "GET /{K}/{name}/versions/{version}": [401, 404, 200, 200, 200, 200],
  "PUT /{K}/{name}/versions/{version}": [405, 405, 405, 405, 405, 405],
  "PATCH /{K}/{name}/versions/{version}": [405, 405, 405, 405, 405, 405],
  "DELETE /{K}/{name}/versions/{version}": [405, 405, 405, 405, 405, 405],
  "GET /{K}/{name}/versions/{version}/files": [401, 404, 200, 200, 200, 200],
  "GET /{K}/{name}/versions/{version}/files/{path}": [401, 404, 200, 200, 200, 200],
  "GET /{K}/{name}/versions/{version}/package": [401, 404, 200, 200, 200, 200],
  "GET /{K}/{name}/versions/{version}/rendered": [401, 404, 200, 200, 200, 200],
  "POST /{K}/{name}/versions/{version}/check": [401, 404, 403, 202, 202, 202],
  "GET /{K}/{name}/compare/{range}": [401, 404, 200, 200, 200, 200],
  "GET /org-registry-tokens/reach": [401, 200, 403, 403, 403, 200],
  "GET /org-api-tokens": [401, 200, 200, 200, 200, 200],
  "POST /org-api-tokens": [401, 201, 403, 403, 403, 201],
  "POST /org-api-tokens/{id}/rotate": [401, 404, 403, 403, 403, 404],
  "DELETE /org-api-tokens/{id}": [401, 404, 404, 404, 404, 404],
  "GET /org-registry-tokens": [401, 200, 403, 403, 403, 200],
  "POST /org-registry-tokens": [401, 201, 403, 403, 403, 201],
  "POST /org-registry-tokens/{id}/rotate": [401, 404, 403, 403, 403, 404],
  "DELETE /org-registry-tokens/{id}": [401, 404, 403, 403, 403, 404],
  "GET /org-repositories": [200, 200, 200, 200, 200, 200],
  "GET /org-repositories/{name}": [401, 404, 200, 200, 200, 200],
  "GET /org-repositories/{name}/tags": [401, 404, 200, 200, 200, 200],
  "GET /org-repositories/{name}/untagged": [401, 404, 200, 200, 200, 200],
  "GET /org-repositories/{name}/manifests/{reference}": [401, 404, 200, 200, 200, 200],
  "DELETE /org-repositories/{name}/tags/{reference}": [401, 404, 403, 403, 405, 405],
  "DELETE /org-repositories/{name}/manifests/{reference}": [401, 404, 403, 403, 404, 404],
  "POST /org-repositories/{name}/publish": [401, 404, 403, 403, 404, 404],
  "GET /{K}/{name}/versions/{version}/lifecycle": [401, 404, 200, 200, 200, 200],
  "PUT /{K}/{name}/versions/{version}/lifecycle": [401, 404, 403, 403, 403, 400],
  "GET /org-collections": [401, 200, 403, 403, 403, 200],
  "GET /org-repository-policies": [401, 200, 403, 403, 403, 200],
  "POST /org-repository-policies": [401, 201, 403, 403, 403, 201],
  "GET /org-repository-policies/matches": [401, 200, 403, 403, 403, 200],
  "PATCH /org-repository-policies/{id}": [401, 404, 403, 403, 403, 404],
  "DELETE /org-repository-policies/{id}": [401, 404, 403, 403, 403, 404],
  "GET /audit": [401, 200, 403, 403, 403, 200],
  "GET /audit/export": [401, 200, 403, 403, 403, 200],
  "GET /org-projects": [401, 200, 200, 200, 200, 200],
  "POST /org-projects": [401, 201, 403, 403, 403, 201],
  "GET /org-projects/{project}": [401, 404, 200, 200, 200, 200],
  "PATCH /org-projects/{project}": [401, 404, 403, 403, 403, 200],
  "POST /org-projects/{project}/archive": [401, 404, 403, 403, 403, 200],
  "POST /org-projects/{project}/unarchive": [401, 404, 403, 403, 403, 200],
  "GET /org-projects/{project}/members": [401, 404, 200, 200, 200, 200],
  "PUT /org-projects/{project}/members/{id}": [401, 404, 403, 403, 403, 404],
  "DELETE /org-projects/{project}/members/{id}": [401, 404, 403, 403, 403, 404],
  "DELETE /org-projects/{project}": [401, 404, 403, 403, 403, 204],
  "GET /org-members": [401, 200, 200, 200, 200, 200],
  "POST /org-members": [401, 201, 403, 403, 403, 201],
  "PATCH /org-members/{id}": [401, 404, 403, 403, 403, 404],
  "DELETE /org-members/{id}": [401, 404, 403, 403, 403, 404],
  "POST /org-members/{id}/ownership": [401, 403, 403, 403, 403, 403],
  "POST /org-members/{id}/password-link": [401, 403, 403, 403, 403, 403],
  "POST /org-members/{id}/reset-second-factor": [401, 403, 403, 403, 403, 403],
  "GET /org-invites": [401, 200, 403, 403, 403, 200],
  "DELETE /org-invites/{id}": [401, 404, 403, 403, 403, 404],
  "GET /organizations": [401, 200, 200, 200, 200, 200],
  "POST /organizations": [401, 403, 403, 403, 403, 403],
  "GET /org-group-roles": [401, 200, 403, 403, 403, 200],
  "POST /org-group-roles": [401, 201, 403, 403, 403, 201],
  "PATCH /org-group-roles/{id}": [401, 404, 403, 403, 403, 404],
  "DELETE /org-group-roles/{id}": [401, 404, 403, 403, 403, 404],
  "GET /org-oci-credentials": [401, 200, 403, 403, 403, 200],
  "POST /org-oci-credentials": [401, 201, 403, 403, 403, 201],
  "POST /org-oci-credentials/test": [401, 200, 403, 403, 403, 200],
  "GET /org-oci-credentials/{id}": [401, 404, 403, 403, 403, 404],
  "PATCH /org-oci-credentials/{id}": [401, 404, 403, 403, 403, 404],
  "DELETE /org-oci-credentials/{id}": [401, 404, 403, 403, 403, 404],
  "POST /org-oci-credentials/{id}/test": [401, 404, 403, 403, 403, 404],
  "GET /rate-limit": [401, 200, 200, 200, 200, 200],
  "GET /org": [401, 200, 200, 200, 200, 200],
  "PATCH /org": [401, 200, 403, 403, 403, 200],
  "GET /org/logo": [401, 404, 404, 404, 404, 404],
  "PUT /org/logo": [401, 400, 403, 403, 403, 400],
  "DELETE /org/logo": [401, 204, 403, 403, 403, 204],
  "GET /org/export": [401, 403, 403, 403, 403, 403],
  "GET /openapi.json": [200, 200, 200, 200, 200, 200],
};

let callers: Record<Who, Caller | null>;
let named: Readonly<Record<string, string>>;

beforeAll(async () => {
  const of = await anOrganization();
  const owner = (scope: "read" | "write" | "publish" | "admin") => aCaller({ role: "owner", scope, of });
  const [read, write, publish, admin] = await Promise.all([
    owner("read"),
    owner("write"),
    owner("publish"),
    owner("admin"),
  ]);
  const expired = await mintApiToken(
    systemViewer(of.id, of.slug),
    { name: "expired", scope: "admin", expiresIn: "1h" },
    admin.viewer.actor.id,
  );
  callers = {
    none: null,
    wrong: { ...admin, authorization: "Bearer cra_wrong" },
    expired: { ...admin, authorization: `Bearer ${expired.token}` },
    foreign: await aCaller({ role: "owner", scope: "admin" }),
    read,
    write,
    publish,
    admin,
  };
  named = await aPublishedExample(admin);
});

async function statusFor(endpoint: Endpoint, who: Who): Promise<number> {
  const realNow = clock.now;
  if (who === "expired") clock.now = () => addMs(realNow(), 2 * 3_600_000);
  try {
    return (await callExample(endpoint, callers[who], named)).status;
  } finally {
    clock.now = realNow;
  }
}

describe("S1: who may do what in the portal API", () => {
  it("S1: every endpoint has a row, and every row an endpoint", () => {
    expect(Object.keys(MATRIX).sort()).toEqual(allEndpoints.map(keyOf).sort());
  });

  it.each(allEndpoints.map((endpoint) => ({ name: keyOf(endpoint), endpoint })))(
    "S1 ROLE-12 ROLE-13: $name",
    async ({ name, endpoint }) => {
      const [none, foreign, read, write, publish, admin] = MATRIX[name] ?? [0, 0, 0, 0, 0, 0];
      // What refuses every caller alike looks at nothing, credentials included.
      const unheld = none === 405 ? 405 : 401;
      const expected = { none, wrong: unheld, expired: unheld, foreign, read, write, publish, admin };
      const statuses: Record<string, number> = {};
      for (const who of WHO) statuses[who] = await statusFor(endpoint, who);
      expect(statuses).toEqual(expected);
    },
  );
});
