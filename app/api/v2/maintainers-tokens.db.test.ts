import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ProjectRole } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { anArtifact, aVersionRow } from "#lib/catalog/fixtures.ts";
import { listArtifacts } from "#lib/catalog/list-artifacts.ts";
import { aCaller, type Caller } from "#lib/http/fixtures.ts";
import { identifyRegistryCaller } from "#lib/http/identify.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { removeProjectMember, setProjectMember } from "#lib/organization/set-project-member.ts";
import { mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { verifyRegistryToken } from "#lib/tokens/verify-token.ts";
import { call } from "./fixtures.ts";

// Who may make registry tokens inside a project, and what these see (ROLE-11, GL-13, NB-15).

const minted = z.object({ id: z.string(), token: z.string(), pattern: z.string().nullable() });
const listed = z.object({ items: z.array(z.object({ name: z.string() })), total: z.number() });

let operator: ReturnType<typeof systemViewer>;
let admin: Caller;
/** Viewers of the organization, by what they are in the project payments. */
let inProject: Record<ProjectRole, Caller>;

beforeAll(async () => {
  const of = await anOrganization();
  operator = systemViewer(of.id, of.slug);
  admin = await aCaller({ role: "admin", scope: "admin", of });
  const one = async (role: ProjectRole): Promise<Caller> => {
    const caller = await aCaller({ role: "viewer", scope: "admin", of });
    await setProjectMember(operator, "payments", caller.viewer.actor.id, role);
    return caller;
  };
  for (const name of ["payments/api", "search/api", "alone"]) {
    const { ref } = await anArtifact({ by: operator, name });
    await aVersionRow({ by: operator, ref, tag: "1.0.0" });
  }
  inProject = {
    reporter: await one("reporter"),
    developer: await one("developer"),
    maintainer: await one("maintainer"),
  };
});

const make = (by: Caller, pattern: string | null, scope = "pull") =>
  call(by, "POST", "org-registry-tokens", {
    json: { name: `of ${pattern}`, scope, expiresIn: "1h", ...(pattern === null ? {} : { pattern }) },
  });

describe("ROLE-11: registry tokens of a project", () => {
  it.each(["charts/payments/*", "payments/**", "charts/payments/api,payments/api", "charts/payments/**"])(
    "a maintainer makes one for %s; reporters and developers do not",
    async (pattern) => {
      const made = await make(inProject.maintainer, pattern, "pull+push");
      expect(made).toMatchObject({ status: 201, body: { pattern } });
      for (const role of ["reporter", "developer"] as const)
        expect(await make(inProject[role], pattern)).toMatchObject({
          status: 403,
          body: { code: "role_missing" },
        });
    },
  );

  it.each([
    null,
    "**",
    "charts/**",
    "charts/*",
    "charts/payments",
    "payments",
    "search/**",
    "charts/payments/*,search/**",
    "charts/pay*/*",
  ])("a maintainer makes none for %s, and is told for what", async (pattern) => {
    const refused = await make(inProject.maintainer, pattern);
    expect(refused).toMatchObject({
      status: 403,
      body: { code: "role_missing", detail: expect.stringContaining("for payments only") },
    });
  });

  it("NB-15: it sees the project and nothing beyond it", async () => {
    const { token } = minted.parse((await make(inProject.maintainer, "charts/payments/*,payments/**")).body);
    const viewer = await identifyRegistryCaller(`Bearer ${token}`, "req_1");
    const { items } = await listArtifacts(viewer, "chart", { limit: 50, sort: "name", archived: "false" });
    expect(items.map(({ project, name }) => [project, name])).toEqual([["payments", "api"]]);
  });

  it("GOH-56 GOH-58 GOH-60: its maintainers see, rotate and revoke the project's tokens, whoever made them, and no others", async () => {
    const ofAdmin = minted.parse((await make(admin, "charts/payments/*")).body);
    const wide = minted.parse((await make(admin, null)).body);
    const elsewhere = minted.parse((await make(admin, "charts/search/*")).body);
    const { body } = await call(inProject.maintainer, "GET", "org-registry-tokens?limit=200");
    const names = listed.parse(body).items.map(({ name }) => name);
    expect(names).toContain("of charts/payments/*");
    expect(names).not.toContain("of null");
    expect(names).not.toContain("of charts/search/*");
    for (const { id } of [wide, elsewhere])
      for (const [method, address] of [
        ["DELETE", `org-registry-tokens/${id}`],
        ["POST", `org-registry-tokens/${id}/rotate`],
      ] as const)
        expect(
          await call(inProject.maintainer, method, address, method === "POST" ? { json: {} } : {}),
        ).toMatchObject({ status: 404, body: { code: "token_unknown" } });
    expect((await call(inProject.maintainer, "DELETE", `org-registry-tokens/${ofAdmin.id}`)).status).toBe(
      204,
    );
    for (const role of ["reporter", "developer"] as const)
      expect((await call(inProject[role], "GET", "org-registry-tokens")).status).toBe(403);
    const reach = (pattern: string) =>
      call(inProject.maintainer, "GET", `org-registry-tokens/reach?pattern=${encodeURIComponent(pattern)}`);
    expect((await reach("charts/payments/*")).status).toBe(200);
    expect((await reach("**")).status).toBe(403);
  });

  it("GL-14: what a maintainer's API token has made ends when they are no maintainer any more, also where it is kept in memory", async () => {
    const { token } = minted.parse((await make(inProject.maintainer, "payments/**")).body);
    const own = await mintRegistryToken(
      { ...inProject.maintainer.viewer, projects: new Map([["payments", "admin"]]) },
      { name: "by hand", scope: "pull", pattern: "payments/**" },
    );
    expect(await verifyRegistryToken(token)).not.toBeNull();
    const id = inProject.maintainer.viewer.actor.id;
    await setProjectMember(operator, "payments", id, "developer");
    expect(await verifyRegistryToken(token)).toBeNull();
    // What was made by hand is the organization's, and goes on.
    expect(await verifyRegistryToken(own.token)).not.toBeNull();
    await removeProjectMember(operator, "payments", id);
    expect((await make(inProject.maintainer, "payments/**")).status).toBe(403);
    await setProjectMember(operator, "payments", id, "maintainer");
    expect((await make(inProject.maintainer, "payments/**")).status).toBe(201);
  });

  it("ROLE-14: a viewer who is a developer of a project makes API tokens of their own, which reach no further", async () => {
    const body = { name: "mine", scope: "publish", expiresIn: "1h" };
    const made = await call(inProject.developer, "POST", "org-api-tokens", { json: body });
    expect(made.status).toBe(201);
    const mine = {
      ...inProject.developer,
      authorization: `Bearer ${minted.omit({ pattern: true }).parse(made.body).token}`,
    };
    const change = (name: string) =>
      call(mine, "PATCH", `org-charts/${name}`, { json: { description: "changed" } });
    expect((await change("payments~api")).status).toBe(200);
    expect((await change("search~api")).status).toBe(403);
    expect((await call(inProject.reporter, "POST", "org-api-tokens", { json: body })).status).toBe(403);
  });
});
