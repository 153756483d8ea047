import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/types.ts";
import { db } from "#lib/db/database.ts";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { type ArtifactRef, repositoryName } from "#lib/ids/ids.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { isProblem, type Problem } from "#lib/problems/problem.ts";
import {
  HELM_CONFIG,
  KUSTOMIZE_BASE,
  OCI_EMPTY,
  OCI_LAYER_TAR_GZIP,
  OCI_MANIFEST,
} from "#lib/repositories/media-types.ts";
import { parseManifest } from "#lib/repositories/parse-manifest.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { aDraft, anArtifact, aPush, aRef, aStranger, aViewer, filesOf, withRole } from "./fixtures.ts";
import { makePackage } from "./make-package.ts";
import { publishFromDraft } from "./publish-from-draft.ts";
import { publishPackage } from "./publish-package.ts";
import { publishPushed } from "./publish-pushed.ts";
import { readArchive } from "./read-archive.ts";

const tagOf = (tag: string) => versionTagSchema.parse(tag);
const chartYaml = (name: string, version: string, more = "") =>
  `apiVersion: v2\nname: ${name} # kept\nversion: ${version} # the version\n${more}`;
const aChart = (name: string, version = "0.1.0", more: Record<string, string> = {}) => ({
  "Chart.yaml": chartYaml(name, version),
  "values.yaml": "replicas: 1\n",
  "templates/web.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n",
  ...more,
});

async function aChartDraft(
  given: { by?: Viewer; name?: string; version?: string; files?: Record<string, string> } = {},
) {
  const by = given.by ?? (await aViewer());
  const artifact = await anArtifact({ by, ...(given.name ? { name: given.name } : {}) });
  const files = { ...aChart(artifact.ref.name, given.version), ...given.files };
  const { commit } = await aDraft(by, artifact.facts, files);
  const publish = (version: string, over: object = {}) =>
    publishFromDraft(by, artifact.ref, {
      version: tagOf(version),
      draftCommit: commit,
      acknowledge: [],
      ...over,
    });
  return { by, ...artifact, commit, publish, files };
}

async function refusalOf(deed: Promise<unknown>): Promise<Problem> {
  try {
    await deed;
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}

async function storedFiles(digest: string, topFolder: "required" | "none" = "required") {
  const files = await readArchive(await blobStore().read(digestSchema.parse(digest)), { topFolder });
  return Object.fromEntries(files.map(({ path, bytes }) => [path, bytes.toString()]));
}

const countOf = async (facts: { id: string }) => db().version.count({ where: { artifactId: facts.id } });

describe("publishing a draft", () => {
  it("CAT-22: sets the tag in Chart.yaml as the release commit, keeps every other byte, and refers to that commit", async () => {
    const { facts, commit, publish, files } = await aChartDraft();
    const { kind, version } = await publish("1.0.0", { notes: "First" });
    expect(kind).toBe("published");
    expect(version).toMatchObject({
      version: "1.0.0",
      notes: "First",
      latest: true,
      via: "portal",
      author: { kind: "user" },
    });
    expect(version.commit).not.toBe(commit);
    const release = await db().gitCommit.findFirstOrThrow({
      where: { historyId: facts.id, id: version.commit ?? "" },
    });
    expect(release).toMatchObject({ parentId: commit, message: expect.stringContaining("Release 1.0.0") });
    const draft = await db().draft.findUniqueOrThrow({ where: { artifactId: facts.id } });
    expect(draft.headId).toBe(version.commit);
    expect(await storedFiles(version.packageDigest)).toEqual({
      ...files,
      "Chart.yaml": files["Chart.yaml"]?.replace("0.1.0", "1.0.0"),
    });
  });

  it("CAT-22: writes no commit where Chart.yaml already says so, and leaves out what .helmignore names", async () => {
    const { commit, publish } = await aChartDraft({
      version: "1.0.0",
      files: { ".helmignore": "*.md\n", "README.md": "x" },
    });
    const { version } = await publish("1.0.0");
    expect(version.commit).toBe(commit);
    expect(Object.keys(await storedFiles(version.packageDigest))).not.toContain("README.md");
  });

  it("GOH-38, GOH-42: publishes bases and bundles from the draft's own commit", async () => {
    const by = await aViewer();
    for (const [kind, files] of [
      [
        "kustomize-base",
        {
          "kustomization.yaml": "resources: [a.yaml]\n",
          "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n",
        },
      ],
      ["manifest-bundle", { "a.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n" }],
    ] as const) {
      const { ref, facts } = await anArtifact({ by, kind });
      const { commit } = await aDraft(by, facts, files);
      const { version } = await publishFromDraft(by, ref, {
        version: tagOf("first"),
        draftCommit: commit,
        acknowledge: [],
      });
      expect(version).toMatchObject({ commit, semver: null, findings: [], metadata: {} });
      expect(await storedFiles(version.packageDigest, "none")).toEqual(files);
    }
  });

  it("CAT-23: refuses when the draft moved since the review", async () => {
    const { by, facts, publish, files } = await aChartDraft();
    const moved = await aDraft(by, facts, { ...files, "values.yaml": "replicas: 2\n" });
    const refusal = await refusalOf(publish("1.0.0"));
    expect(refusal).toMatchObject({ code: "draft_moved", details: { facts: { commit: moved.commit } } });
    expect(await countOf(facts)).toBe(0);
  });

  it("PUB-10: is unchanged for the same content again, also when the release commit has moved the draft", async () => {
    const { facts, publish } = await aChartDraft();
    const first = await publish("1.0.0");
    const events = await db().auditEvent.count({ where: { subjectId: facts.id } });
    const again = await publish("1.0.0");
    expect(again).toEqual({ kind: "unchanged", version: first.version });
    expect(await db().auditEvent.count({ where: { subjectId: facts.id } })).toBe(events);
  });

  it("PUB-3, GOH-28, GOH-66: refuses other content under a used tag, and names the next one that is free", async () => {
    const { by, ref, facts, publish, files } = await aChartDraft({ version: "1.0.0" });
    const { version } = await publish("1.0.0");
    const next = await aDraft(by, facts, { ...files, "values.yaml": "replicas: 2\n" });
    const refusal = await refusalOf(
      publishFromDraft(by, ref, { version: tagOf("1.0.0"), draftCommit: next.commit, acknowledge: [] }),
    );
    expect(refusal).toMatchObject({
      code: "version_exists",
      details: { facts: { tag: "1.0.0", digest: version.manifestDigest, next: "1.0.1" } },
    });
    expect(refusal.details.hint).toContain("1.0.1");
    expect(await countOf(facts)).toBe(1);
  });

  it("PUB-3, OCI-99: refuses 1.0.0_a when 1.0.0+a is there", async () => {
    const { by, ref, publish, commit } = await aChartDraft({ version: "1.0.0+a" });
    await publish("1.0.0+a");
    const refusal = await refusalOf(
      publishFromDraft(by, ref, {
        version: tagOf("1.0.0_a"),
        draftCommit: commit,
        acknowledge: ["non-semver", "warnings"],
      }),
    );
    expect(refusal).toMatchObject({ code: "version_exists", details: { facts: { tag: "1.0.0+a" } } });
  });

  it("PUB-6: refuses a tag that Helm cannot select, unless told to publish anyway; then the version says so", async () => {
    const { publish } = await aChartDraft();
    expect(await refusalOf(publish("winter"))).toMatchObject({ code: "not_semver" });
    const { version } = await publish("winter", { acknowledge: ["non-semver"] });
    expect(version.semver).toBeNull();
    // Nothing else than what was said on purpose: Helm itself would not even load it, and find no more.
    expect(version.findings.filter(({ severity }) => severity !== "info")).toMatchObject([
      { code: "non-semver" },
    ]);
  });

  it("S17, PUB-3: never gives one file name of a Helm repository to two charts", async () => {
    const by = await aViewer();
    const first = await aChartDraft({ by, name: "a", version: "1.0.0-2.0.0" });
    await first.publish("1.0.0-2.0.0");
    const other = await aChartDraft({ by, name: "a-1.0.0", version: "2.0.0" });
    const refusal = await refusalOf(other.publish("2.0.0"));
    expect(refusal).toMatchObject({
      code: "file_name_taken",
      details: { facts: { fileName: "a-1.0.0-2.0.0.tgz" } },
    });
    const elsewhere = await aChartDraft({ by, name: "payments/a-1.0.0", version: "2.0.0" });
    expect((await elsewhere.publish("2.0.0")).kind).toBe("published");
  });

  it("OCI-133: says title, version, description, time, commit, source and author in the manifest, and the notes", async () => {
    const { facts, publish } = await aChartDraft();
    const { version } = await publish("1.0.0", { notes: "# New" });
    const row = await db().ociManifest.findFirstOrThrow({ where: { digest: version.manifestDigest } });
    expect(row.annotations).toMatchObject({
      "org.opencontainers.image.title": facts.name,
      "org.opencontainers.image.version": "1.0.0",
      "org.opencontainers.image.created": version.publishedAt,
      "org.opencontainers.image.revision": version.commit,
      "org.opencontainers.image.authors": version.author.name,
      "org.opencontainers.image.source": expect.stringContaining("http"),
      "vnd.chartroom.release-notes": "# New",
    });
    expect(createHash("sha256").update(row.body).digest("hex")).toBe(version.manifestDigest.slice(7));
  });

  it("OCI-134, NB-8: gives two artifacts of equal files packages of equal digest", async () => {
    const one = await aChartDraft({ name: "same", version: "1.0.0" });
    const two = await aChartDraft({ name: "same", version: "1.0.0" });
    const digests = [
      (await one.publish("1.0.0")).version.packageDigest,
      (await two.publish("1.0.0")).version.packageDigest,
    ];
    expect(digests[0]).toBe(digests[1]);
  });

  it("latest is the highest stable version, and the newest while there is none", async () => {
    const { by, ref, facts } = await aChartDraft();
    const latest: (string | null)[] = [];
    for (const tag of ["1.0.0-rc.1", "1.0.0-rc.0", "1.2.0", "1.10.0", "1.9.0", "2.0.0-beta"]) {
      const { commit } = await aDraft(by, facts, aChart(ref.name, tag));
      await publishFromDraft(by, ref, { version: tagOf(tag), draftCommit: commit, acknowledge: [] });
      latest.push((await db().artifact.findUniqueOrThrow({ where: { id: facts.id } })).latestTag);
    }
    expect(latest).toEqual(["1.0.0-rc.1", "1.0.0-rc.0", "1.2.0", "1.10.0", "1.10.0", "1.10.0"]);
  });

  it("ROLE-2, CAT-14: needs a member, and an artifact that is not archived", async () => {
    const { by, ref, facts, commit } = await aChartDraft();
    const input = { version: tagOf("1.0.0"), draftCommit: commit, acknowledge: [] as [] };
    expect((await refusalOf(publishFromDraft(withRole(by, "viewer"), ref, input))).code).toBe("role_missing");
    expect((await refusalOf(publishFromDraft(aStranger(by), ref, input))).code).toBe("artifact_unknown");
    expect((await refusalOf(publishFromDraft(await aViewer(), ref, input))).code).toBe("artifact_unknown");
    await db().artifact.update({ where: { id: facts.id }, data: { archivedAt: new Date() } });
    expect((await refusalOf(publishFromDraft(by, ref, input))).code).toBe("archived");
  });
});

describe("a race", () => {
  it("OCI-100: 40 at once under one tag, all with other content, make one version; the others are told that it exists", async () => {
    const by = await aViewer();
    const { ref, facts } = await anArtifact({ by });
    const packages = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        makePackage(filesOf(aChart(ref.name, "1.0.0", { n: String(at) })), ref.name),
      ),
    );
    const outcomes = await Promise.allSettled(
      packages.map((bytes) => publishPackage(by, ref, { tag: tagOf("1.0.0"), bytes, acknowledge: [] })),
    );
    const won = outcomes.filter(({ status }) => status === "fulfilled");
    const lost = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(won).toHaveLength(1);
    expect(new Set(lost.map((error) => (isProblem(error) ? error.code : String(error))))).toEqual(
      new Set(["version_exists"]),
    );
    expect(await countOf(facts)).toBe(1);
    expect(
      await db().ociTag.count({ where: { repository: { name: repositoryName(ref), orgId: by.orgId } } }),
    ).toBe(1);
  });

  it("PUB-10: 40 at once with the same draft make one version, one release commit and one audit row; all succeed", async () => {
    const { by, facts, publish } = await aChartDraft();
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => publish("1.0.0")));
    expect(outcomes.filter(({ kind }) => kind === "published")).toHaveLength(1);
    expect(await countOf(facts)).toBe(1);
    expect(await db().gitCommit.count({ where: { historyId: facts.id } })).toBe(2);
    expect(await db().auditEvent.count({ where: { orgId: by.orgId, action: "version.published" } })).toBe(1);
  });

  it("20 first pushes of one new artifact make one artifact and one version", async () => {
    const by = await aViewer({ door: "oci" });
    const ref = aRef("chart");
    const pushes = await Promise.all(
      Array.from({ length: 20 }, (_, at) => aPush(by, ref, aChart(ref.name, "1.0.0", { n: String(at % 2) }))),
    );
    const outcomes = await Promise.allSettled(
      pushes.map((push) => publishPushed(by, ref, { ociTag: "1.0.0", ...push })),
    );
    const artifacts = await db().artifact.findMany({ where: { orgId: by.orgId } });
    expect(artifacts).toHaveLength(1);
    expect(artifacts[0]?.versionCount).toBe(1);
    const kinds = outcomes.map((one) => (one.status === "fulfilled" ? one.value.kind : one.reason.code));
    expect(kinds.filter((kind) => kind === "published")).toHaveLength(1);
    expect(new Set(kinds)).toEqual(new Set(["published", "unchanged", "version_exists"]));
  });
});

describe("a push", () => {
  it("OCI-131, GOH-73: makes the artifact, private, and keeps the bytes as they came", async () => {
    const by = await aViewer({
      door: "oci",
      actor: { kind: "registry-token", id: "crt_x", name: "ci", email: null },
    });
    const ref = aRef("chart", "payments/web");
    const push = await aPush(by, ref, {
      ...aChart("web", "1.0.0"),
      "Chart.yaml": chartYaml("web", "1.0.0", "description: Web\nicon: https://example.com/i.png\n"),
    });
    const { kind, version } = await publishPushed(by, ref, { ociTag: "1.0.0", ...push });
    expect(kind).toBe("published");
    expect(version).toMatchObject({
      commit: null,
      via: "oci",
      author: { kind: "registry-token", name: "ci" },
      packageDigest: push.layer.digest,
      manifestDigest: push.digest,
    });
    const artifact = await db().artifact.findFirstOrThrow({ where: { orgId: by.orgId } });
    expect(artifact).toMatchObject({
      visibility: "private",
      description: "Web",
      icon: "https://example.com/i.png",
      createdByName: "ci",
    });
    expect(artifact.searchText).toContain("payments/web");
  });

  it("OCI-93: refuses a chart that is not what its address says, in these words, and makes nothing", async () => {
    const by = await aViewer();
    const ref = aRef("chart", "app");
    const wrongVersion = await aPush(by, ref, aChart("app", "1.0.0"));
    const refusal = await refusalOf(publishPushed(by, ref, { ociTag: "1.0.1", ...wrongVersion }));
    expect(refusal).toMatchObject({ code: "chart_invalid", message: "chart is app 1.0.0, tag says 1.0.1" });
    const wrongName = await aPush(by, ref, aChart("other", "1.0.0"));
    expect((await refusalOf(publishPushed(by, ref, { ociTag: "1.0.0", ...wrongName }))).message).toContain(
      "chart is other 1.0.0",
    );
    expect(await db().artifact.count({ where: { orgId: by.orgId } })).toBe(0);
  });

  it("NB-17: gives the version back with its plus sign", async () => {
    const by = await aViewer();
    const ref = aRef("chart");
    const { version } = await publishPushed(by, ref, {
      ociTag: "1.0.0_b.1",
      ...(await aPush(by, ref, aChart(ref.name, "1.0.0+b.1"))),
    });
    expect(version.version).toBe("1.0.0+b.1");
    expect(version.links.oci).toMatch(/:1\.0\.0_b\.1$/);
  });

  it("OCI-96, OCI-98: succeeds for the same manifest, and for the same content in another manifest, which it keeps", async () => {
    const by = await aViewer();
    const ref = aRef("chart");
    const push = await aPush(by, ref, aChart(ref.name, "1.0.0"), { annotations: { at: "one" } });
    const first = await publishPushed(by, ref, { ociTag: "1.0.0", ...push });
    const events = await db().auditEvent.count({ where: { orgId: by.orgId } });
    expect((await publishPushed(by, ref, { ociTag: "1.0.0", ...push })).kind).toBe("unchanged");
    const later = await aPush(by, ref, aChart(ref.name, "1.0.0"), { annotations: { at: "two" } });
    expect(later.digest).not.toBe(push.digest);
    const again = await publishPushed(by, ref, { ociTag: "1.0.0", ...later });
    expect(again).toEqual({ kind: "unchanged", version: first.version });
    expect(await db().ociManifest.count({ where: { digest: later.digest } })).toBe(1);
    const tag = await db().ociTag.findFirstOrThrow({ where: { repository: { name: repositoryName(ref) } } });
    expect(tag.digest).toBe(push.digest);
    expect(await db().auditEvent.count({ where: { orgId: by.orgId } })).toBe(events);
  });

  it("OCI-97: says that the version exists before it looks at kind and gates", async () => {
    const by = await aViewer();
    const ref = aRef("chart");
    const push = await aPush(by, ref, aChart(ref.name, "1.0.0"));
    await publishPushed(by, ref, { ociTag: "1.0.0", ...push });
    for (const junk of [
      await aPush(by, ref, { "x.txt": "x" }),
      await aPush(by, ref, aChart(ref.name, "1.0.0"), {
        configType: "application/vnd.oci.image.config.v1+json",
        config: '{"os":"linux"}',
      }),
      await aPush(by, ref, aChart(ref.name, "1.0.0", { more: "x" })),
    ]) {
      const refusal = await refusalOf(publishPushed(by, ref, { ociTag: "1.0.0", ...junk }));
      expect(refusal).toMatchObject({
        code: "version_exists",
        details: { facts: { tag: "1.0.0", digest: push.digest } },
      });
    }
  });

  it("OCI-95: finds the chart behind its provenance file", async () => {
    const by = await aViewer();
    const ref = aRef("chart");
    const push = await aPush(by, ref, aChart(ref.name, "1.0.0"), { prov: true });
    expect((await publishPushed(by, ref, { ociTag: "1.0.0", ...push })).version.packageDigest).toBe(
      push.layer.digest,
    );
  });

  it("OCI-9, OCI-132, OCI-135: takes what belongs under the root, from any tool, and names the kind expected otherwise", async () => {
    const by = await aViewer();
    const files = {
      "kustomization.yaml": "resources: [a.yaml]\n",
      "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n",
    };
    const refused = async (ref: ArtifactRef, over: Parameters<typeof aPush>[2]) =>
      (await refusalOf(publishPushed(by, ref, { ociTag: "1", ...(await aPush(by, ref, files, over)) })))
        .message;
    expect(await refused(aRef("chart"), { configType: OCI_EMPTY })).toContain("Helm chart is expected");
    expect(await refused(aRef("chart"), { layerType: OCI_LAYER_TAR_GZIP })).toContain(
      "Helm chart is expected",
    );
    expect(await refused(aRef("kustomize-base"), { configType: HELM_CONFIG })).toContain(
      "Kustomize base is expected",
    );
    expect(await refused(aRef("manifest-bundle"), { artifactType: KUSTOMIZE_BASE })).toContain(
      "manifest bundle is expected",
    );
    expect(await refused(aRef("kustomize-base"), { layerType: "text/plain" })).toContain(
      "Kustomize base is expected",
    );
    const flux = {
      configType: "application/vnd.cncf.flux.config.v1+json",
      layerType: "application/vnd.cncf.flux.content.v1.tar+gzip",
    };
    for (const over of [{ artifactType: KUSTOMIZE_BASE }, flux]) {
      const ref = aRef("kustomize-base");
      expect(
        (await publishPushed(by, ref, { ociTag: "1", ...(await aPush(by, ref, files, over)) })).kind,
      ).toBe("published");
    }
  });

  it("PUB-10: of a package that was published here, in the manifest helm makes of it, is the same version again", async () => {
    const { by, ref, publish } = await aChartDraft({ version: "1.0.0" });
    const { version } = await publish("1.0.0");
    const here = await db().ociManifest.findFirstOrThrow({ where: { digest: version.manifestDigest } });
    const parsed = parseManifest(Buffer.from(here.body), OCI_MANIFEST);
    const config = (await blobStore().read(parsed.config?.digest ?? ("" as Digest))).toString();
    expect(config).toBe(`{"name":"${ref.name}","version":"1.0.0","apiVersion":"v2"}`);
    const body = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        config: parsed.config,
        layers: parsed.layers,
        annotations: { helm: "yes" },
      }),
    );
    const digest = digestSchema.parse(`sha256:${createHash("sha256").update(body).digest("hex")}`);
    expect(
      (
        await publishPushed(by, ref, {
          ociTag: "1.0.0",
          digest,
          body,
          parsed: parseManifest(body, OCI_MANIFEST),
        })
      ).kind,
    ).toBe("unchanged");
  });

  it("refuses a token that may only pull, or whose pattern does not reach the name", async () => {
    const by = await aViewer();
    const ref = aRef("chart");
    const push = await aPush(by, ref, aChart(ref.name, "1.0.0"));
    const pull = { ...by, registryScope: "pull" } as const;
    expect((await refusalOf(publishPushed(pull, ref, { ociTag: "1.0.0", ...push }))).code).toBe(
      "scope_missing",
    );
    const elsewhere = { ...by, pattern: "charts/payments/*" };
    expect((await refusalOf(publishPushed(elsewhere, ref, { ociTag: "1.0.0", ...push }))).code).toBe(
      "reach_missing",
    );
  });
});

describe("promise 1", () => {
  it("GOH-28, GOH-29: the database itself refuses to change or delete a published version", async () => {
    const { facts, publish } = await aChartDraft();
    await publish("1.0.0");
    await expect(
      db().version.updateMany({ where: { artifactId: facts.id }, data: { notes: "x" } }),
    ).rejects.toThrow();
    await expect(db().version.deleteMany({ where: { artifactId: facts.id } })).rejects.toThrow();
  });
});
