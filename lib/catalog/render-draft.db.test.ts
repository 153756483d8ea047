import { afterEach, describe, expect, it, vi } from "vitest";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import type { ArtifactKind, ArtifactRef } from "#lib/ids/ids.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { type RunningJobs, runJobs, withHandler } from "#lib/jobs/run-jobs.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { aDraft, anArtifact, aStranger, aViewer, withRole } from "./fixtures.ts";
import { getRenderJob } from "./get-render-job.ts";
import { publishFromDraft } from "./publish-from-draft.ts";
import { renderDraft } from "./render-draft.ts";
import { forgetRenderJob, renderJob } from "./render-job.ts";
import { renderVersion } from "./render-version.ts";
import { reviewDraft } from "./review-draft.ts";
import { forgetRenderHandler, renderJobHandler } from "./run-render-job.ts";
import { startRenderJob } from "./start-render-job.ts";

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "no refusal",
    (error: unknown) => (isProblem(error) ? error.code : String(error)),
  );
const configMap = (name: string, data = "") =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${data}`;
const aChart = (name: string, version = "1.0.0") => ({
  "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: ${version}\nicon: https://example.com/i.png\n`,
  "values.yaml": "host: a.example\n",
  "ci/b-values.yaml": "host: b.example\n",
  "templates/web.yaml": configMap(
    "{{ .Release.Name }}",
    "data:\n  host: {{ .Values.host }}\n  namespace: {{ .Release.Namespace }}\n  kube: {{ .Capabilities.KubeVersion.Version }}\n",
  ),
});

async function aDraftOf(kind: ArtifactKind, filesFor: (name: string) => Record<string, string>) {
  const by = await aViewer();
  const { ref, facts } = await anArtifact({ by, kind });
  const save = async (texts: Record<string, string>) => (await aDraft(by, facts, texts)).commit;
  const commit = await save(filesFor(ref.name));
  return { by, ref, facts, commit, save };
}

describe("API-10: rendering a draft", () => {
  it("prints what helm template prints, with the options that were given", async () => {
    const { by, ref } = await aDraftOf("chart", aChart);
    const plain = await renderDraft(by, ref, {});
    expect(plain).toMatchObject({ ok: true, failure: null, engine: { name: "helm", version: "v4.2.4" } });
    expect(plain.output).toContain(
      `---\n# Source: ${ref.name}/templates/web.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: release-name\ndata:\n  host: a.example\n  namespace: default\n`,
    );
    const told = await renderDraft(by, ref, {
      release: "shop",
      namespace: "prod",
      kubeVersion: "v1.29.3",
      valueFiles: ["ci/b-values.yaml"],
      values: "host: c.example\n",
    });
    expect(told.output).toContain(
      "name: shop\ndata:\n  host: c.example\n  namespace: prod\n  kube: v1.29.3\n",
    );
    expect(
      (await renderDraft(by, ref, { valueFiles: ["ci/b-values.yaml"], set: ["host=d"] })).output,
    ).toContain("host: d\n");
  });

  it("takes files as they would be saved, over those of the draft, and stores nothing", async () => {
    const { by, ref } = await aDraftOf("chart", aChart);
    const files = { "templates/web.yaml": null, "templates/new.yaml": configMap("new") };
    const { output } = await renderDraft(by, ref, { files });
    expect(output).toContain("name: new");
    expect(output).not.toContain("release-name");
    expect((await renderDraft(by, ref, {})).output).toContain("release-name");
  });

  it("answers a failing template with file and line, and the same among the findings", async () => {
    const { by, ref } = await aDraftOf("chart", aChart);
    const files = { "templates/bad.yaml": 'a: b\nc: {{ fail "on purpose" }}\n' };
    const answer = await renderDraft(by, ref, { files });
    expect(answer).toMatchObject({
      ok: false,
      output: null,
      failure: { cause: "template", path: "templates/bad.yaml", line: 2 },
    });
    expect(answer.failure?.message).toContain("on purpose");
    expect(answer.findings).toContainEqual(
      expect.objectContaining({ code: "render-failed", path: "templates/bad.yaml", line: 2 }),
    );
  });

  it("builds bases and prints bundles", async () => {
    const base = await aDraftOf("kustomize-base", () => ({
      "kustomization.yaml": "namePrefix: x-\nresources: [a.yaml]\n",
      "a.yaml": configMap("a"),
    }));
    expect(await renderDraft(base.by, base.ref, {})).toMatchObject({
      ok: true,
      output: configMap("x-a"),
      engine: { name: "kustomize", version: "v5.8.1" },
    });
    const bundle = await aDraftOf("manifest-bundle", () => ({ "a.yaml": configMap("a") }));
    const { output, engine } = await renderDraft(bundle.by, bundle.ref, {});
    expect(output).toBe(`---\n# Source: a.yaml\n${configMap("a")}`);
    expect(engine).toBeNull();
  });

  it("NB-16: refuses at a limit with its name, and renders the next one", async () => {
    const { by, ref } = await aDraftOf("chart", aChart);
    const files = { "templates/web.yaml": '{{ repeat 1000000000 "a" }}' };
    const error: unknown = await renderDraft(by, ref, { files }).catch((reason) => reason);
    expect(error).toMatchObject({ code: "render_limit", details: { facts: { limit: "memory" } } });
    expect((await renderDraft(by, ref, {})).ok).toBe(true);
  });

  it("is for those who may read the draft, and refuses paths that no draft could have", async () => {
    const { by, ref } = await aDraftOf("chart", aChart);
    expect((await renderDraft(withRole(by, "viewer"), ref, {})).ok).toBe(true);
    expect(await codeOf(renderDraft(aStranger(by), ref, {}))).toBe("artifact_unknown");
    expect(await codeOf(renderDraft(await aViewer(), ref, {}))).toBe("artifact_unknown");
    expect(await codeOf(renderDraft(by, ref, { files: { "../out.yaml": "a: b" } }))).toBe("input_invalid");
  });
});

const running: RunningJobs[] = [];
const work = async () => {
  const works = [withHandler(renderJob, renderJobHandler), withHandler(forgetRenderJob, forgetRenderHandler)];
  running.push(await runJobs(works, { pollSeconds: 0.5 }));
};
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop(1000);
});
const ended = (by: Viewer, ref: ArtifactRef, id: string) =>
  vi.waitFor(
    async () => {
      const job = await getRenderJob(by, ref, id);
      expect(["done", "failed"]).toContain(job.state);
      return job;
    },
    { timeout: 25_000, interval: 100 },
  );

describe("ENG-34: a render in the large lane", () => {
  it("is a job that says how far it is, and has what was asked for although the draft moved on", async () => {
    const { by, ref, save } = await aDraftOf("chart", aChart);
    const made = await startRenderJob(by, ref, { release: "large" });
    expect(made).toMatchObject({ state: "queued", outcome: null, error: null, finishedAt: null });
    await save({ "Chart.yaml": "broken" });
    await work();
    const job = await ended(withRole(by, "viewer"), ref, made.id);
    expect(job).toMatchObject({ state: "done", error: null, outcome: { ok: true, failure: null } });
    expect(job.outcome?.output).toContain("name: large");
  });

  it("is done, not failed, when a template fails: that is the answer", async () => {
    const { by, ref } = await aDraftOf("chart", aChart);
    const { id } = await startRenderJob(by, ref, { files: { "templates/web.yaml": "{{ fail `no` }}" } });
    await work();
    const job = await ended(by, ref, id);
    expect(job).toMatchObject({ state: "done", outcome: { ok: false, failure: { cause: "template" } } });
  });

  it("has one in flight for a person, also when two are asked for at once", async () => {
    const { by, ref } = await aDraftOf("chart", aChart);
    const asked = await Promise.all([0, 1, 2].map(() => codeOf(startRenderJob(by, ref, {}))));
    expect(asked.sort()).toEqual(["engine_busy", "engine_busy", "no refusal"]);
    const colleague = { ...by, actor: { ...by.actor, id: "usr_other" } };
    expect((await startRenderJob(colleague, ref, {})).state).toBe("queued");
  });

  it("is unknown under another artifact, to a stranger, and once it is forgotten", async () => {
    const { by, ref, facts } = await aDraftOf("chart", aChart);
    const other = await anArtifact({ by });
    const { id } = await startRenderJob(by, ref, {});
    expect(await codeOf(getRenderJob(by, other.ref, id))).toBe("render_unknown");
    expect(await codeOf(getRenderJob(aStranger(by), ref, id))).toBe("artifact_unknown");
    // A day passes.
    await db().$executeRaw`UPDATE "jobs"."job" SET start_after = now() WHERE name = ${forgetRenderJob.name}`;
    await work();
    await vi.waitFor(async () => expect(await codeOf(getRenderJob(by, ref, id))).toBe("render_unknown"), {
      timeout: 25_000,
      interval: 100,
    });
    expect(await db().renderJob.count({ where: { artifactId: facts.id } })).toBe(0);
  });

  it("says why the job itself failed", async () => {
    const { by, ref } = await aDraftOf("chart", aChart);
    const { id } = await startRenderJob(by, ref, {});
    await renderJobHandler.giveUp({ renderId: id }, "the server process that worked at it ended");
    expect(await getRenderJob(by, ref, id)).toMatchObject({
      state: "failed",
      error: "the server process that worked at it ended",
      outcome: null,
    });
  });
});

describe("manifests of versions", () => {
  const publish = (by: Viewer, ref: ArtifactRef, tag: string, draftCommit: string) =>
    publishFromDraft(by, ref, {
      version: versionTagSchema.parse(tag),
      draftCommit,
      acknowledge: ["warnings"],
    });

  it("API-14: a version renders as it was published, with one of its values files on top", async () => {
    const { by, ref, commit } = await aDraftOf("chart", aChart);
    await publish(by, ref, "1.0.0", commit);
    expect((await renderVersion(by, ref, "1.0.0", null)).output).toContain("host: a.example\n");
    expect((await renderVersion(by, ref, "1.0.0", "ci/b-values.yaml")).output).toContain("host: b.example\n");
    expect(await codeOf(renderVersion(by, ref, "1.0.0", "ci/c-values.yaml"))).toBe("file_unknown");
    expect(await codeOf(renderVersion(by, ref, "2.0.0", null))).toBe("version_unknown");
    expect(await codeOf(renderVersion(aStranger(by), ref, "1.0.0", null))).toBe("artifact_unknown");
  });

  it("API-11, GOH-25: a review compares them object by object, and says nothing of certificates made anew", async () => {
    const made = "data:\n  once: {{ randAlphaNum 20 }}\n";
    const filesFor = (name: string) => ({
      ...aChart(name),
      "templates/random.yaml": configMap("random", made),
      "templates/old.yaml": configMap("old"),
    });
    const { by, ref, commit, save } = await aDraftOf("chart", filesFor);
    const first = await reviewDraft(by, ref, null);
    const added = first.rendered.state === "compared" ? first.rendered.files.changes : [];
    expect(added.map(({ path, change }) => `${change} ${path}`)).toEqual([
      "added _/ConfigMap/old.yaml",
      "added _/ConfigMap/random.yaml",
      "added _/ConfigMap/release-name.yaml",
    ]);
    await publish(by, ref, "1.0.0", commit);
    const { "templates/old.yaml": _, ...rest } = filesFor(ref.name);
    await save({ ...rest, "values.yaml": "host: z.example\n", "templates/new.yaml": configMap("new") });
    const review = await reviewDraft(by, ref, null);
    const changes = review.rendered.state === "compared" ? review.rendered.files.changes : [];
    expect(changes.map(({ path, change }) => `${change} ${path}`)).toEqual([
      "added _/ConfigMap/new.yaml",
      "removed _/ConfigMap/old.yaml",
      "modified _/ConfigMap/release-name.yaml",
    ]);
    expect(changes[2]?.after).toContain("host: z.example");
    expect(changes[2]?.before).toContain("host: a.example");
    expect(review.suggestedVersion).toBe("2.0.0");
  });

  it("GOH-26: what was only added asks for a minor version, what only differs for a patch", async () => {
    const { by, ref, commit, save } = await aDraftOf("chart", aChart);
    await publish(by, ref, "1.0.0", commit);
    await save({ ...aChart(ref.name), "values.yaml": "host: a.example\nport: 80\n" });
    expect((await reviewDraft(by, ref, null)).suggestedVersion).toBe("1.1.0");
    await save({ ...aChart(ref.name), "values.yaml": "host: z.example\n" });
    expect((await reviewDraft(by, ref, null)).suggestedVersion).toBe("1.0.1");
  });

  it("API-11: a side that does not render is named with its reason, and is among the findings", async () => {
    const { by, ref, commit, save } = await aDraftOf("chart", aChart);
    await publish(by, ref, "1.0.0", commit);
    await save({ ...aChart(ref.name), "templates/bad.yaml": "{{ fail `on purpose` }}" });
    const broken = await reviewDraft(by, ref, null);
    expect(broken.rendered).toMatchObject({
      state: "failed",
      side: "draft",
      failure: { path: "templates/bad.yaml", line: 1 },
    });
    expect(broken.findings.map(({ code }) => code)).toContain("render-failed");
    expect(broken.refusals).toEqual([]);
    expect(broken.suggestedVersion).toBe("1.0.1");
  });

  it("PUB-8: a review of a base that does not build says so among the refusals", async () => {
    const { by, ref } = await aDraftOf("kustomize-base", () => ({
      "kustomization.yaml": "resources: [a.yaml]\npatches:\n- path: p.yaml\n",
      "a.yaml": configMap("a"),
      "p.yaml": configMap("another"),
    }));
    const { refusals, rendered } = await reviewDraft(by, ref, null);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toContain("no matches for Id ConfigMap.v1.[noGrp]/another");
    expect(rendered).toMatchObject({ state: "failed", side: "draft" });
  });
});
