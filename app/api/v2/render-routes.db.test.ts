import { beforeAll, describe, expect, it } from "vitest";
import { aDraft, anArtifact } from "#lib/catalog/fixtures.ts";
import { versionViewSchema } from "#lib/catalog/schema.ts";
import { renderedSchema, renderJobSchema } from "#lib/engine/schema.ts";
import { aCaller, type Caller, withoutRequestId } from "#lib/http/fixtures.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { problemJsonSchema } from "#lib/problems/problem-json.ts";
import { call } from "./fixtures.ts";

const FILES = (name: string) => ({
  "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
  "templates/a.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  a: {{ .Values.a | default 1 | quote }}\n",
});

async function aChart(by: Caller, visibility: "public" | "private" = "private") {
  const { ref, facts } = await anArtifact({ by: by.viewer, visibility });
  const { commit } = await aDraft(by.viewer, facts, FILES(ref.name));
  const address = `org-charts/${ref.name}`;
  return { address, commit };
}

let who: { viewer: Caller; member: Caller; foreigner: Caller };
beforeAll(async () => {
  const of = await anOrganization();
  const [viewer, member, foreigner] = await Promise.all([
    aCaller({ role: "viewer", scope: "read", of }),
    aCaller({ role: "member", scope: "publish", of }),
    aCaller({ role: "owner", scope: "admin" }),
  ]);
  who = { viewer, member, foreigner };
});

describe("API-10: POST draft/render", () => {
  it("renders for whoever may read the draft, with a token of scope read", async () => {
    const { address } = await aChart(who.member);
    const json = { release: "shop", values: "a: 2\n", files: { "NOTES.md": "x" } };
    const answer = await call(who.viewer, "POST", `${address}/draft/render`, { json });
    expect(answer.status).toBe(200);
    expect(renderedSchema.parse(answer.body).output).toContain('name: shop\ndata:\n  a: "2"\n');
  });

  it("refuses what it does not know, and says which field", async () => {
    const { address } = await aChart(who.member);
    for (const json of [{ releaze: "a" }, { set: "a=b" }, { files: { "a.yaml": 1 } }, { values: "\0" }]) {
      const answer = await call(who.member, "POST", `${address}/draft/render`, { json });
      expect(answer.status).toBe(400);
      expect(problemJsonSchema.parse(answer.body).fields?.[0]?.path.split(".")[0]).toBe(Object.keys(json)[0]);
    }
  });

  it("gives another tenant one answer for what it may not see and what is not there", async () => {
    const { address } = await aChart(who.member, "public");
    const hidden = await call(who.foreigner, "POST", `${address}/draft/render`, { json: {} });
    const missing = await call(who.foreigner, "POST", "org-charts/nothing-here/draft/render", { json: {} });
    expect(hidden.status).toBe(404);
    expect(withoutRequestId(hidden.text)).toBe(withoutRequestId(missing.text));
    expect((await call(null, "POST", `${address}/draft/render`, { json: {} })).status).toBe(401);
  });

  it("is 422 with the limit, and one render in flight for a person", async () => {
    const { address } = await aChart(who.member);
    const json = { files: { "templates/a.yaml": '{{ repeat 1000000000 "a" }}' } };
    const answers = await Promise.all(
      [json, json].map((body) => call(who.member, "POST", `${address}/draft/render`, { json: body })),
    );
    const codes = answers.map(({ body }) => problemJsonSchema.parse(body).code).sort();
    expect(codes).toEqual(["engine_busy", "render_limit"]);
    expect(answers.find(({ status }) => status === 429)?.headers.get("retry-after")).not.toBeNull();
  });
});

describe("ENG-34: render jobs", () => {
  it("are asked for with 202 and an address, which says how far they are", async () => {
    const { address } = await aChart(who.member);
    const made = await call(who.member, "POST", `${address}/draft/render-jobs`, { json: { release: "x" } });
    const job = renderJobSchema.parse(made.body);
    expect([made.status, made.headers.get("location")]).toEqual([
      202,
      `/api/v2/${address}/render-jobs/${job.id}`,
    ]);
    const read = await call(who.viewer, "GET", `${address}/render-jobs/${job.id}`);
    expect(renderJobSchema.parse(read.body)).toEqual(job);
    expect((await call(who.viewer, "GET", `${address}/render-jobs/rnd_none`)).status).toBe(404);
    expect((await call(who.foreigner, "GET", `${address}/render-jobs/${job.id}`)).status).toBe(404);
    expect((await call(null, "GET", `${address}/render-jobs/${job.id}`)).status).toBe(401);
  });
});

describe("manifests and findings of a version", () => {
  async function aVersion(visibility: "public" | "private") {
    const chart = await aChart(who.member, visibility);
    const json = { version: "1.0.0", draftCommit: chart.commit, acknowledge: ["warnings"] };
    expect((await call(who.member, "POST", `${chart.address}/versions`, { json })).status).toBe(201);
    return `${chart.address}/versions/1.0.0`;
  }

  it("API-14: are public where the chart is, and hidden with it", async () => {
    const open = await aVersion("public");
    const hidden = await aVersion("private");
    const answer = await call(who.viewer, "GET", `${open}/rendered`);
    expect(renderedSchema.parse(answer.body)).toMatchObject({ ok: true, failure: null });
    expect((await call(who.foreigner, "GET", `${hidden}/rendered`)).status).toBe(404);
    expect((await call(null, "GET", `${hidden}/rendered`)).status).toBe(401);
    expect((await call(who.viewer, "GET", `${hidden}/rendered?values=none.yaml`)).status).toBe(404);
    expect((await call(who.viewer, "GET", `${hidden}/rendered`)).status).toBe(200);
  });

  it("CAT-16: are looked for again by whoever may write", async () => {
    const version = await aVersion("private");
    const asked = await call(who.member, "POST", `${version}/check`, { json: {} });
    expect(asked.status).toBe(202);
    expect(versionViewSchema.parse(asked.body).check.state).toBe("pending");
    const refused = await call(who.viewer, "POST", `${version}/check`, { json: {} });
    expect(refused.status).toBe(403);
    expect((await call(who.foreigner, "POST", `${version}/check`, { json: {} })).status).toBe(404);
  });

  it("GOH-52: a publication without acknowledgement is 422 with all findings", async () => {
    const { address, commit } = await aChart(who.member);
    const files = { version: "1.0.0", draftCommit: commit };
    const bad = { op: "put", path: "templates/b.yaml", content: "{{ fail `on purpose` }}" };
    const saved = await call(who.member, "POST", `${address}/draft/commits`, {
      json: { parent: commit, message: "Break it", changes: [bad] },
    });
    const draftCommit = String(Object(saved.body).commit);
    const answer = await call(who.member, "POST", `${address}/versions`, { json: { ...files, draftCommit } });
    expect(answer.status).toBe(422);
    expect(problemJsonSchema.parse(answer.body)).toMatchObject({
      code: "publish_blocked",
      facts: {
        findings: expect.arrayContaining([
          expect.objectContaining({ code: "render-failed", path: "templates/b.yaml", line: 1 }),
        ]),
      },
    });
  });
});
