import { createHash, randomBytes } from "node:crypto";
import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { describe, expect, it, vi } from "vitest";
import { aDraft, anArtifact, aViewer, filesOf, withRole } from "#lib/catalog/fixtures.ts";
import { makePackage } from "#lib/catalog/make-package.ts";
import { markVersion } from "#lib/catalog/mark-version.ts";
import { publishFromDraft } from "#lib/catalog/publish-from-draft.ts";
import { publishPackage } from "#lib/catalog/publish-package.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { blobPath } from "#lib/storage/paths.ts";
import { tamper } from "./fixtures.ts";
import { verifyEverything } from "./verify.ts";
import { verifyBlobs } from "./verify-blobs.ts";

const tag = versionTagSchema.parse("1.0.0");

/** A chart published from its draft, and a bundle published as a package. */
async function somePublications() {
  const by = await aViewer();
  const chart = await anArtifact({ by });
  const name = chart.ref.name;
  const texts = {
    "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: 0.0.1\n`,
    "values.yaml": `only: ${name}\n`,
    ".helmignore": "*.md\n",
    "x.md": "x",
  };
  const { commit } = await aDraft(by, chart.facts, texts);
  const published = await publishFromDraft(by, chart.ref, {
    version: tag,
    draftCommit: commit,
    acknowledge: ["warnings"],
  });
  const bundle = await anArtifact({ by, kind: "manifest-bundle" });
  const bytes = await makePackage(
    filesOf({ "a.yaml": `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n` }),
    null,
  );
  const pushed = await publishPackage(by, bundle.ref, { tag, bytes, acknowledge: ["warnings"] });
  return { by, chart, bundle, version: published.version, other: pushed.version };
}

const fileOf = (digest: string) => blobPath(env().BLOB_STORE, digestSchema.parse(digest));
const faultsNow = async () =>
  (await verifyEverything()).faults.map(({ subject, name, fault }) => `${subject} ${name}: ${fault}`);

// A machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 120_000 });

describe("verify", () => {
  it("NB-8: finds nothing wrong with what was published, and makes each version from its commit again", async () => {
    await somePublications();
    const { checked, faults } = await verifyEverything();
    expect(faults).toEqual([]);
    expect(checked).toMatchObject({ manifests: 2, versions: 2, commits: 2 });
    expect(checked.blobs).toBeGreaterThan(5);
    expect(checked.auditEvents).toBe(4);
  });

  it("names each thing that is wrong, whatever it is", async () => {
    const { chart, bundle, version, other } = await somePublications();
    const name = `chart ${chart.ref.name} 1.0.0`;

    await writeFile(fileOf(version.packageDigest), "broken");
    expect(await faultsNow()).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`blob ${version.packageDigest}: has other bytes`),
        expect.stringContaining(`version ${name}: its package cannot be read`),
      ]),
    );
    await rm(fileOf(version.packageDigest));
    expect(await faultsNow()).toEqual(
      expect.arrayContaining([
        `blob ${version.packageDigest}: is missing`,
        `version ${name}: its package is missing`,
      ]),
    );
    await rm(fileOf(other.packageDigest));
    expect((await faultsNow()).join("\n")).toContain(
      `manifest-bundle ${bundle.ref.name} 1.0.0: its package is missing`,
    );

    await tamper(
      `UPDATE "OciManifest" SET "body" = "body" || 'x' WHERE "digest" = '${version.manifestDigest}'`,
    );
    expect((await faultsNow()).join("\n")).toContain(`@${version.manifestDigest}: has another digest`);

    await tamper(`UPDATE "GitCommit" SET "message" = 'other' WHERE "id" = '${version.commit}'`);
    expect((await faultsNow()).join("\n")).toContain(`commit ${version.commit}: is `);

    await tamper(`UPDATE "Version" SET "files" = '[]' WHERE "manifestDigest" = '${other.manifestDigest}'`);
    await tamper(`UPDATE "OciTag" SET "tag" = 'moved' WHERE "digest" = '${other.manifestDigest}'`);
    expect((await faultsNow()).join("\n")).toContain("its tag in the registry names nothing");

    await tamper(
      `UPDATE "Draft" SET "headId" = '${"0".repeat(40)}' WHERE "artifactId" = '${chart.facts.id}'`,
    );
    expect((await faultsNow()).join("\n")).toContain(`draft chart ${chart.ref.name}: stands at 000`);

    await tamper(`UPDATE "Artifact" SET "versionCount" = 7 WHERE "id" = '${chart.facts.id}'`);
    expect((await faultsNow()).join("\n")).toContain(
      `artifact chart ${chart.ref.name}: says that it has 7 versions`,
    );
  });

  it("NB-6: marks point at versions of their artifact, are what the audit log says, and latest is none that is yanked", async () => {
    const { by, chart, bundle, version } = await somePublications();
    const admin = withRole(by, "admin");
    const mark = (state: "yanked" | "active") =>
      markVersion(admin, chart.ref, tag, { state, reason: "It deletes the volume." });
    // The test before this one has left its own faults.
    const faultsHere = async () => (await faultsNow()).filter((fault) => fault.includes(chart.ref.name));
    await mark("yanked");
    expect(await faultsHere()).toEqual([]);
    const name = `chart ${chart.ref.name} 1.0.0`;
    await tamper(`UPDATE "VersionMark" SET "reason" = 'other' WHERE "artifactId" = '${chart.facts.id}'`);
    expect(await faultsHere()).toEqual([`version ${name}: its mark is not what the audit log says last`]);
    await mark("yanked");
    expect(await faultsHere()).toEqual([]);
    const { id } = await db().version.findFirstOrThrow({ where: { artifactId: bundle.facts.id } });
    await tamper(
      `UPDATE "VersionMark" SET "replacementId" = '${id}' WHERE "artifactId" = '${chart.facts.id}'`,
    );
    expect((await faultsHere())[0]).toBe(`version ${name}: its mark names a replacement of another artifact`);
    await tamper(`UPDATE "VersionMark" SET "replacementId" = NULL, "artifactId" = '${bundle.facts.id}'`);
    expect(await faultsHere()).toEqual([`version ${name}: its mark is that of another artifact`]);
    await tamper(`UPDATE "VersionMark" SET "artifactId" = '${chart.facts.id}'`);
    await tamper(`UPDATE "Artifact" SET "latestTag" = '${version.version}' WHERE "id" = '${chart.facts.id}'`);
    expect((await faultsHere())[0]).toContain("its latest is none of those that are not yanked");
  });

  it("finds a leftover blob that is not what its name says", async () => {
    const { version } = await somePublications();
    const digest = digestSchema.parse(`sha256:${version.packageDigest.slice(7, 11)}${"0".repeat(60)}`);
    await writeFile(fileOf(digest), "x");
    expect((await faultsNow()).join("\n")).toContain(`blob ${digest}: has other bytes`);
  });

  it("X10: names every version that needs a blob with a flipped byte, cut off or deleted, whatever the blob is to it", async () => {
    const { chart, version } = await somePublications();
    const name = `chart ${chart.ref.name} 1.0.0`;
    const manifest = await db().ociManifest.findFirstOrThrow({ where: { digest: version.manifestDigest } });
    const { config } = JSON.parse(Buffer.from(manifest.body).toString());
    const values = `sha256:${createHash("sha256").update(`only: ${chart.ref.name}\n`).digest("hex")}`;
    const damages: ((file: string) => Promise<unknown>)[] = [
      async (file) => {
        const bytes = await readFile(file);
        bytes.writeUInt8((bytes[3] ?? 0) ^ 1, 3);
        await writeFile(file, bytes);
      },
      (file) => truncate(file, 2),
      (file) => rm(file),
    ];
    // Package, config and a file of the commit.
    for (const digest of [version.packageDigest, config.digest, values]) {
      const whole = await readFile(fileOf(digest));
      for (const damage of damages) {
        await damage(fileOf(digest));
        const needing: (string[] | undefined)[] = [];
        await verifyBlobs((_subject, blob, _fault, versions) => {
          if (blob === digest) needing.push(versions);
        });
        expect(needing.length).toBeGreaterThan(0);
        for (const versions of needing) expect(versions).toContain(name);
      }
      await writeFile(fileOf(digest), whole);
    }
  });

  it("gives no false alarm about what is collected while it looks", async () => {
    await somePublications();
    const { digest } = await blobStore().put(randomBytes(40));
    await db().blob.create({ data: { digest, sizeBytes: 40n }, select: { digest: true } });
    const { has } = blobStore();
    // As a collection would, between the page of rows and the look at the store.
    const spy = vi.spyOn(blobStore(), "has").mockImplementation(async (asked) => {
      if (asked === digest) {
        await db().blob.deleteMany({ where: { digest } });
        await blobStore().delete(digest);
      }
      return has.call(blobStore(), asked);
    });
    const named: string[] = [];
    await verifyBlobs((_subject, blob) => void named.push(blob));
    spy.mockRestore();
    expect(named).not.toContain(digest);
  });
});
