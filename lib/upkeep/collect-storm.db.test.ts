import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { aDraft, anArtifact, aViewer } from "#lib/catalog/fixtures.ts";
import { db } from "#lib/db/database.ts";
import { listenAlone } from "#lib/db/fixtures.ts";
import { storeFile } from "#lib/git/store-file.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import {
  aName,
  anImage,
  aRegistry,
  digestOf,
  IMAGE,
  json,
  type RegistryFixture,
  someBytes,
} from "#lib/oci/fixtures.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { ensureRepository, linkBlobs } from "#lib/repositories/store-manifest.ts";
import type { BlobStore } from "#lib/storage/types.ts";
import { collectUnused } from "./collect.ts";
import { anOwnStore } from "./fixtures.ts";
import { listCollections, readLastCollection } from "./last-collection.ts";
import { askForCollection, collectHandler, runCollection } from "./run-collection.ts";
import { verifyEverything } from "./verify.ts";

let registry: RegistryFixture;
let store: BlobStore;
let root: string;
beforeAll(async () => {
  ({ root, store } = await anOwnStore());
  listenAlone();
  registry = await aRegistry();
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await registry.close();
  await rm(root, { recursive: true, force: true });
});

/** No grace at all: whatever can go wrong between a collection and those who write, goes wrong soon. */
const now = { graceMs: 0, namingMs: -60_000, isDryRun: false };
const collect = () => collectUnused(now);
const faultsNow = async () => (await verifyEverything()).faults;
const ask: RegistryFixture["ask"] = (...given) => registry.ask(...given);
const PUSHES = 20;

/** What a client does when it is told that something has gone: it sends it again. */
const AGAIN = new Set([404, 503]);

async function pushImage(name: string, tag: string, layers: Buffer[]): Promise<void> {
  const body = anImage(layers);
  for (let tries = 0; tries < 200; tries += 1) {
    for (const bytes of [Buffer.from("{}"), ...layers]) await registry.push(name, bytes);
    const put = await ask("PUT", `/v2/${name}/manifests/${tag}`, {
      body,
      headers: { "content-type": IMAGE },
    });
    if (put.status === 201) return;
    expect(AGAIN, put.body.toString()).toContain(put.status);
  }
  throw new Error(`${name}:${tag} could not be pushed.`);
}

async function pullImage(name: string, tag: string): Promise<void> {
  const manifest = await ask("GET", `/v2/${name}/manifests/${tag}`);
  expect(manifest.status, `${name}:${tag}`).toBe(200);
  // As anImage makes it.
  const { config, layers } = json(manifest) as { config: { digest: string }; layers: { digest: string }[] };
  for (const { digest } of [config, ...layers]) {
    const blob = await ask("GET", `/v2/${name}/blobs/${digest}`);
    expect(blob.status, `${name}:${tag} ${digest}`).toBe(200);
    expect(digestOf(blob.body)).toBe(digest);
  }
}

// A machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 120_000 });

describe("a collection without grace beside those who write and read", () => {
  it("X7: no pull of a tagged version fails, no row is left without its bytes", async () => {
    const names = [aName(), aName()];
    const shared = someBytes(3000);
    const pushed: [string, string][] = [];
    let at = 0;
    let freed = 0;
    // On a busy machine a collection may last as long as all the pushes: then there are more of them.
    const isEnough = () => at >= PUSHES && (freed > 0 || at >= 20 * PUSHES);
    const push = async () => {
      while (!isEnough()) {
        at += 1;
        const name = names[at % 2] ?? "";
        const tag = `v${at}`;
        await pushImage(name, tag, [shared, someBytes(200)]);
        pushed.push([name, tag]);
        // A tag that moves leaves an untagged manifest.
        await pushImage(name, "latest", [someBytes(200)]);
      }
    };
    let isOver = false;
    const untilOver = async (work: () => Promise<void>) => {
      while (!isOver) await work();
    };
    const pull = async () => {
      const one = pushed[Math.floor(Math.random() * pushed.length)];
      if (one) await pullImage(...one);
      else await new Promise((done) => setImmediate(done));
    };
    const by = await aViewer();
    const { facts } = await anArtifact({ by });
    const save = async () => {
      const texts = { "a.txt": "always the same\n", "b.txt": String(Math.random()) };
      await aDraft(by, facts, texts).catch((error: unknown) => {
        if (!isProblem(error) || error.code !== "content_collected") throw error;
      });
    };
    const sweep = async () => {
      freed += (await collect()).counts.blobs;
    };
    const beside = [pull, pull, save, sweep, sweep].map(untilOver);
    await Promise.all([push(), push(), push()]).finally(() => {
      isOver = true;
    });
    await Promise.all(beside);
    expect(freed).toBeGreaterThan(0);
    for (const one of pushed) await pullImage(...one);
    expect(await faultsNow()).toEqual([]);
  });

  it("X6: a mount while the source is collected answers 201 and is pullable, or 202", async () => {
    const source = aName();
    const target = aName();
    const outcomes = new Set<number>();
    for (let round = 0; round < 40; round += 1) {
      const bytes = someBytes(100);
      const { digest } = await registry.push(source, bytes);
      await db().$executeRaw`UPDATE "OciBlobLink" SET "createdAt" = now() - interval '2 hours'`;
      await db().$executeRaw`UPDATE "Blob" SET "createdAt" = now() - interval '2 hours'`;
      // The source is past its grace, the mount is not.
      const hour = { ...now, graceMs: 3_600_000 };
      const mount = () => ask("POST", `/v2/${target}/blobs/uploads/?mount=${digest}&from=${source}`);
      const [mounted] = await Promise.all(
        round % 2 === 0 ? [mount(), collectUnused(hour)] : [collectUnused(hour).then(mount), null],
      );
      outcomes.add(mounted.status);
      if (mounted.status === 201) {
        await collectUnused(hour);
        expect((await ask("GET", `/v2/${target}/blobs/${digest}`)).status).toBe(200);
      } else expect(mounted.status).toBe(202);
    }
    expect(outcomes).toContain(202);
    expect(await faultsNow()).toEqual([]);
  });

  it("X6: bytes that go between being stored and being named are missed, and no row comes to be", async () => {
    const bytes = someBytes(400);
    const file = await storeFile("a.txt", bytes, false);
    const digest = digestSchema.parse(file.digest);
    await collect();
    expect(await store.has(digest)).toBe(false);
    const name = aName();
    const naming = db().$transaction(async (tx) => {
      const repositoryId = await ensureRepository(tx, registry.org.id, name);
      await linkBlobs(tx, repositoryId, [{ digest, sizeBytes: bytes.length }]);
    });
    await expect(naming).rejects.toMatchObject({ code: "content_collected" });
    expect(await db().blob.count({ where: { digest } })).toBe(0);
  });

  it("X6: bytes that somebody is naming just now are not deleted", async () => {
    const bytes = someBytes(400);
    const { digest } = await store.put(bytes);
    await db().$transaction(async (tx) => {
      const repositoryId = await ensureRepository(tx, registry.org.id, aName());
      await linkBlobs(tx, repositoryId, [{ digest, sizeBytes: bytes.length }]);
      await collect();
      expect(await store.has(digest)).toBe(true);
    });
    expect((await store.read(digest)).equals(bytes)).toBe(true);
  });

  it("open uploads stay", async () => {
    const name = aName();
    const opened = await ask("POST", `/v2/${name}/blobs/uploads/`);
    const location = opened.headers.location ?? "";
    const half = someBytes(100);
    expect((await ask("PATCH", location, { body: half })).status).toBe(202);
    await collect();
    const digest = digestOf(half);
    expect((await ask("PUT", `${location}?digest=${digest}`)).status).toBe(201);
    expect((await ask("GET", `/v2/${name}/blobs/${digest}`)).status).toBe(200);
  });
});

describe("runs", () => {
  it("a collection that ends halfway leaves nothing broken, says why, and the next one frees the rest", async () => {
    const admin = await aViewer({ role: "admin" });
    const name = aName();
    const digests = [];
    for (let at = 0; at < 6; at += 1)
      digests.push(digestSchema.parse((await registry.push(name, someBytes(50))).digest));
    const { delete: remove } = store;
    let deletions = 0;
    vi.spyOn(store, "delete").mockImplementation(async (digest) => {
      deletions += 1;
      if (deletions > 2) throw new Error("the disk is gone: password hunter2");
      return remove.call(store, digest);
    });
    await expect(runCollection(now)).rejects.toThrow();
    vi.restoreAllMocks();
    expect(await faultsNow()).toEqual([]);
    const [failed] = (await listCollections(admin)).items;
    expect(failed).toMatchObject({ state: "failed", askedBy: "command" });
    expect(failed?.error).not.toContain("hunter2");
    await runCollection(now);
    for (const digest of digests) expect(await store.has(digest)).toBe(false);
  });

  it("GL-17: the daily one is asked for once a day, leaves a row, and admins see what it freed", async () => {
    const admin = await aViewer({ role: "admin" });
    await registry.push(aName(), someBytes(5000));
    expect(await Promise.all([askForCollection(0), askForCollection(0)])).toContain(false);
    expect(await askForCollection(0)).toBe(false);
    const [queued] = (await listCollections(admin)).items;
    expect(queued).toMatchObject({ state: "queued", askedBy: "schedule" });
    await collectHandler.run({ runId: queued?.id ?? "" }, new AbortController().signal);
    const last = await readLastCollection(admin);
    expect(last).toMatchObject({ id: queued?.id });
    expect((await listCollections(admin)).items[0]).toMatchObject({ state: "done", counts: { links: 1 } });
    await expect(listCollections(await aViewer({ role: "member" }))).rejects.toMatchObject({
      code: "role_missing",
    });
  });
});
