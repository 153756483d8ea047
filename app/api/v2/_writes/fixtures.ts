import type { AuditAction } from "#lib/audit/types.ts";
import { aDraft, anArtifact } from "#lib/catalog/fixtures.ts";
import { AUTHORITY, aRegistryOfOthers, LOGIN } from "#lib/credentials/fixtures.ts";
import type { Caller } from "#lib/http/fixtures.ts";
import { aChartPush, aToken, helmPush, type RegistryFixture } from "#lib/oci/fixtures.ts";
import { aMember, type OrganizationFixture } from "#lib/organization/fixtures.ts";
import { call } from "../fixtures.ts";

/** The address without `/api/v2/`, and what is sent. */
type Asked = NonNullable<Parameters<typeof call>[3]> & { at: string };

/** One write: what it needs is made first, then it is done, and leaves its row in the audit log. */
export type Write =
  | { leaves: AuditAction; on: string; ask: () => Promise<Asked> }
  /** Where the door takes nobody but a person in the browser: what the route calls. */
  | { leaves: AuditAction; on: string; byPerson: () => Promise<() => Promise<unknown>> }
  /** It changes nothing that is kept, for this reason. @param status where it is no success */
  | { leaves: null; why: string; ask: () => Promise<Asked>; status?: number };

/** By endpoint. */
export type Writes = Record<string, Write>;

export const aName = () => `a${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;

const idIn = (body: unknown): string => {
  const id: unknown = typeof body === "object" && body !== null && "id" in body ? body.id : null;
  if (typeof id !== "string") throw new Error(`There is no id in ${JSON.stringify(body)}.`);
  return id;
};

export const publication = (draftCommit: string) => ({
  json: { version: "1.0.0", notes: "First.", draftCommit, acknowledge: ["warnings"] },
});

/** Whoever does the writes, in which organization, and what they make first. */
export function writer(by: Caller, of: OrganizationFixture, registry: RegistryFixture) {
  const make = async (at: string, json: object) => idIn((await call(by, "POST", at, { json })).body);
  let pushed = 0;
  const others: { close: () => Promise<unknown> }[] = [];

  async function aChart() {
    const name = aName();
    const { facts } = await anArtifact({ by: by.viewer, name });
    const chart = `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;
    const { commit } = await aDraft(by.viewer, facts, { "Chart.yaml": chart });
    return { commit, at: `org-charts/${name}` };
  }
  return {
    by,
    of,
    make,
    aChart,
    aPublished: async () => {
      const chart = await aChart();
      const { status } = await call(by, "POST", `${chart.at}/versions`, publication(chart.commit));
      if (status !== 201) throw new Error(`Publishing was answered with ${status}.`);
      return { ...chart, version: `${chart.at}/versions/1.0.0` };
    },
    anEmpty: async () => {
      const name = aName();
      await anArtifact({ by: by.viewer, name });
      return `org-charts/${name}`;
    },
    /** A chart in a plain repository. */
    aPlain: async () => {
      const name = `plain/${aName()}`;
      pushed += 1;
      const chart = await aChartPush("app", `1.0.${pushed}`);
      const token = await aToken(of);
      const { status } = await helmPush(registry, name, chart, { token });
      if (status !== 201) throw new Error(`A push was answered with ${status}.`);
      return { at: `org-repositories/${name.replaceAll("/", "~")}`, chart };
    },
    anUpload: async () => ({
      body: (await aChartPush(aName(), "1.0.0")).archive,
      headers: { "content-type": "application/gzip" },
    }),
    aProject: async () => {
      const name = aName();
      await call(by, "POST", "org-projects", { json: { name } });
      return `org-projects/${name}`;
    },
    aPerson: async () => (await aMember(of, "member")).actor.id,
    aPolicy: () =>
      make("org-repository-policies", { pattern: `${aName()}/**`, immutable: true, delete: false }),
    aRegistryToken: () => make("org-registry-tokens", { name: "ci", scope: "pull", expiresIn: "90d" }),
    anInvite: () => make("org-members", { email: `${aName()}@example.test`, role: "member" }),
    aGroupRole: () => make("org-group-roles", { group: aName(), role: "member" }),
    /** For a registry that is there. */
    aLogin: async () => {
      const other = await aRegistryOfOthers();
      others.push(other);
      return make("org-oci-credentials", { host: new URL(other.url).host, ...LOGIN, ca: AUTHORITY.cert });
    },
    close: () => Promise.all([registry.close(), ...others.map((one) => one.close())]),
    aCredential: () => make("org-oci-credentials", { host: `${aName()}.example.com`, ...LOGIN }),
  };
}
export type Writer = ReturnType<typeof writer>;
