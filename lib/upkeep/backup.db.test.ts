import { copyFile, readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { extract, pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { aDraft, anArtifact, aViewer } from "#lib/catalog/fixtures.ts";
import { publishFromDraft } from "#lib/catalog/publish-from-draft.ts";
import { db } from "#lib/db/database.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import {
  aChartPush,
  aName,
  aRegistry,
  digestOf,
  helmPush,
  type RegistryFixture,
  someBytes,
} from "#lib/oci/fixtures.ts";
import type { BlobStore } from "#lib/storage/types.ts";
import { makeBackup } from "./backup.ts";
import { blobName, kindOfEntry } from "./backup-format.ts";
import { collectUnused } from "./collect.ts";
import { anOwnStore } from "./fixtures.ts";
import { restoreBackup } from "./restore.ts";
import { verifyEverything } from "./verify.ts";

let registry: RegistryFixture;
let root: string;
let store: BlobStore;
beforeAll(async () => {
  ({ root, store } = await anOwnStore());
  registry = await aRegistry();
});
afterAll(async () => {
  await registry.close();
  await rm(root, { recursive: true, force: true });
});

const file = (name = "backup.tar") => path.join(root, name);
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => "",
    (error: Error) => error.message,
  );

async function aVersion() {
  const by = await aViewer({ role: "admin" });
  const { ref, facts } = await anArtifact({ by });
  const { commit } = await aDraft(by, facts, {
    "Chart.yaml": `apiVersion: v2\nname: ${ref.name}\nversion: 1.0.0\n`,
    "values.yaml": `only: "${ref.name} \\u00e9 \\\\ \\""\n`,
  });
  const tag = versionTagSchema.parse("1.0.0");
  await publishFromDraft(by, ref, { version: tag, draftCommit: commit, acknowledge: ["warnings"] });
}

/** The same backup with a blob of somebody else's in the place of its first: as many, each whole. */
async function foreignBlob(whole: Buffer): Promise<Buffer> {
  const [from, to] = [extract(), pack()];
  from.end(whole);
  let isReplaced = false;
  for await (const entry of from) {
    const { name } = entry.header;
    const bytes = await buffer(entry);
    const isFirst: boolean = !isReplaced && kindOfEntry(name).kind === "blob";
    isReplaced ||= isFirst;
    if (isFirst) to.entry({ name: blobName(digestOf("foreign")) }, "foreign");
    else to.entry({ name }, bytes);
  }
  to.finalize();
  return buffer(to);
}

/** Every row there is, as text: what comes back has to be equal. */
async function everyRow(): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const table of [
    "AuditEvent",
    "Version",
    "OciManifest",
    "OciTag",
    "GitCommit",
    "GitTree",
    "Blob",
    "Org",
  ])
    all[table] = await db().$queryRawUnsafe(
      `SELECT md5(string_agg(row_to_json(t)::text, ',' ORDER BY row_to_json(t)::text)) AS md5, count(*)::int AS count FROM "${table}" t`,
    );
  return all;
}

/** The database and the store of this file as a new server has them. */
async function emptyEverything(): Promise<void> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'`;
  await db().$transaction([
    db().$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
    ...tables.map(({ name }) => db().$executeRawUnsafe(`DELETE FROM "${name}"`)),
  ]);
  for await (const digest of store.digests()) await store.delete(digest);
}

// A machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 120_000 });

describe("a backup", () => {
  it("X11: made while others push and a collection without grace runs, it holds all that was acknowledged before it began", async () => {
    await aVersion();
    const kept = await aChartPush("kept", "1.0.0");
    expect((await helmPush(registry, "charts/kept", kept)).status).toBe(201);
    await registry.push(aName(), someBytes(400));
    let isOver = false;
    const pushes = (async () => {
      for (let at = 0; !isOver; at += 1)
        await helmPush(registry, "charts/beside", await aChartPush("beside", `1.${at}.0`));
    })();
    const collections = (async () => {
      while (!isOver) await collectUnused({ graceMs: 0, namingMs: -60_000, isDryRun: false });
    })();
    const report = await makeBackup(file()).finally(() => {
      isOver = true;
    });
    await Promise.all([pushes, collections]);
    expect(report.versions).toBeGreaterThanOrEqual(2);

    await emptyEverything();
    const restored = await restoreBackup(file());
    expect(restored).toMatchObject({ versions: report.versions, blobs: report.blobs });
    expect((await verifyEverything()).faults).toEqual([]);
    const pulled = await registry.ask("GET", `/v2/charts/kept/manifests/1.0.0`);
    expect([pulled.status, pulled.body.toString()]).toEqual([200, kept.body]);
  });

  it("X11: gives back each row as it was, the audit chain with it, and goes on from there", async () => {
    const before = await everyRow();
    await makeBackup(file("same.tar"));
    await emptyEverything();
    await restoreBackup(file("same.tar"));
    expect(await everyRow()).toEqual(before);
    await aVersion();
    expect((await verifyEverything()).faults).toEqual([]);
  });

  it("replaces no file, and leaves none behind when it fails", async () => {
    expect(await refusalOf(makeBackup(file("same.tar")))).toContain("is there already");
    expect(await refusalOf(makeBackup(path.join(root, "no", "x.tar")))).toContain("There is no folder");
    const { digest } = await db().blob.findFirstOrThrow({ select: { digest: true } });
    const bytes = await store.read(digestSchema.parse(digest));
    await store.delete(digestSchema.parse(digest));
    expect(await refusalOf(makeBackup(file("new.tar")))).toContain(`${digest} is missing`);
    await store.put(bytes);
    await expect(readFile(file("new.tar"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("is restored whole or not at all: refuses what is not empty, broken, cut off or of another version", async () => {
    const good = file("same.tar");
    expect(await refusalOf(restoreBackup(file("none.tar")))).toContain("There is no file");
    expect(await refusalOf(restoreBackup(good))).toContain("The database is not empty");
    await emptyEverything();
    const whole = await readFile(good);
    const refuse = async (change: (copy: string) => Promise<unknown>) => {
      await copyFile(good, file("bad.tar"));
      await change(file("bad.tar"));
      const words = await refusalOf(restoreBackup(file("bad.tar")));
      expect(await db().org.count()).toBe(0);
      for await (const digest of store.digests()) throw new Error(`${digest} was left.`);
      return words;
    };
    expect(await refuse((copy) => writeFile(copy, "not a tar file".repeat(100)))).toContain(
      "not a whole backup",
    );
    expect(await refuse((copy) => truncate(copy, Math.floor(whole.length * 0.9)))).toContain(
      "not a whole backup",
    );
    // Just before the last entry: a tar file that ends well, and is no whole backup.
    const end = whole.indexOf("end.json");
    expect(await refuse((copy) => writeFile(copy, whole.subarray(0, end)))).toContain("its end is missing");
    const changed = (from: string, to: string) => {
      const at = whole.indexOf(from);
      expect(at).toBeGreaterThan(0);
      const bytes = Buffer.from(whole);
      bytes.write(to, at);
      return bytes;
    };
    const otherRow = changed('"via":"portal"', '"via":"PORTAL"');
    expect(await refuse((copy) => writeFile(copy, otherRow))).toContain(
      "its tables are not as they were written",
    );
    const otherBytes = changed("apiVersion: v2\nname", "apiVersion: v3\nname");
    expect(await refuse((copy) => writeFile(copy, otherBytes))).toContain("has other bytes");
    const blobs = await foreignBlob(whole);
    expect(await refuse((copy) => writeFile(copy, blobs))).toMatch(/the blob sha256:[0-9a-f]{64} is missing/);
    const older = changed("_init", "_1nit");
    expect(await refuse((copy) => writeFile(copy, older))).toContain("another version of Chartroom");
    await restoreBackup(good);
    expect((await verifyEverything()).faults).toEqual([]);
  });
});
