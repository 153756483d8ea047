import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { digestOf, type Registry, registryOf } from "../oci.ts";
import { type Api, apiOf, startServer } from "../server.ts";
import { resumeUpload, uploadUntilGone } from "./uploads.ts";

// "Shows" 5: the process dies at a random moment while six publishers are at work, PostgreSQL with it every second time.
// What was acknowledged is there and whole; what was not is there whole or not at all; the same again succeeds.

const ROUNDS = Number(process.env.SOAK_ROUNDS || 100);
const PUBLISHERS = 6;
/** They send blobs in chunks: the kill finds them between POST, PATCH and PUT, and in the middle of each. */
const UPLOADERS = 3;
const LONGEST_LIFE_MS = 600;

type Attempt = {
  name: string;
  version: string;
  door: "api" | "oci";
  archive: Uint8Array;
  acknowledged: boolean;
};

async function anAttempt(name: string, version: string, door: Attempt["door"]): Promise<Attempt> {
  const files = chartFiles(name, version, Math.floor(Math.random() * 1e9));
  const archive = await packedTree(Object.entries(files), name);
  return { name, version, door, archive, acknowledged: false };
}

async function publish(attempt: Attempt, api: Api, registry: Registry): Promise<number> {
  const { name, version, door, archive } = attempt;
  if (door === "oci")
    return registry.pushChart(`charts/${name}`, version, { apiVersion: "v2", name, version }, archive);
  const { status } = await api.postPackage(`/org-charts/${name}/versions?version=${version}`, archive);
  return status;
}

/** Publishes one version after another until the server is gone. */
async function publishUntilGone(
  publisher: number,
  round: number,
  api: Api,
  registry: Registry,
  onAcknowledged: () => void,
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for (let i = 0; ; i += 1) {
    const attempt = await anAttempt(
      `soak-${publisher}`,
      `${round}.${i}.0`,
      publisher % 2 === 0 ? "api" : "oci",
    );
    attempts.push(attempt);
    const status = await publish(attempt, api, registry).catch(() => 0);
    attempt.acknowledged = status === 201;
    if (status === 0) return attempts;
    expect(status, "a publish while the server lives").toBe(201);
    onAcknowledged();
  }
}

/** What was acknowledged is there; what was not is there whole or not at all, and is published now. */
async function checkAttempt(attempt: Attempt, api: Api, registry: Registry): Promise<void> {
  const digest = await registry.pullChart(`charts/${attempt.name}`, attempt.version);
  if (attempt.acknowledged || digest !== null) expect(digest).toBe(digestOf(attempt.archive));
  if (!attempt.acknowledged) expect([200, 201]).toContain(await publish(attempt, api, registry));
}

test(`X1 X2 OCI-65: ${ROUNDS} kills while publishing and uploading lose no acknowledged version and leave nothing half-made`, async () => {
  test.setTimeout(180_000 + ROUNDS * 60_000);
  const server = await startServer();
  try {
    const api = apiOf(server, await server.apiToken("admin"));
    const registry = registryOf(server, await server.registryToken("pull+push"));
    for (let publisher = 0; publisher < PUBLISHERS; publisher += 1)
      expect((await api.post("/org-charts", { name: `soak-${publisher}` })).status).toBe(201);

    const all: Attempt[] = [];
    let cutShort = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const acknowledged = Promise.withResolvers<void>();
      const accepted = Promise.withResolvers<void>();
      const working = Array.from({ length: PUBLISHERS }, (_, publisher) =>
        publishUntilGone(publisher, round, api, registry, acknowledged.resolve),
      );
      const uploading = Array.from({ length: UPLOADERS }, () => uploadUntilGone(registry, accepted.resolve));
      // On a slow machine, too, there is a version to lose, and an upload to cut; in every third round it may die before.
      if (round % 3 === 1) await acknowledged.promise;
      if (round % 3 === 2) await Promise.all([acknowledged.promise, accepted.promise]);
      await wait(Math.random() * LONGEST_LIFE_MS);
      const withPostgres = round % 2 === 1;
      await server.kill9({ postgres: withPostgres });
      const attempts = (await Promise.all(working)).flat();
      const uploads = (await Promise.all(uploading)).flat();
      cutShort += uploads.filter((upload) => upload.id !== null && !upload.isFinished).length;
      await server.start();
      for (const upload of uploads) await resumeUpload(upload, registry, withPostgres);
      for (const attempt of attempts) await checkAttempt(attempt, api, registry);
      all.push(...attempts);
    }

    for (const attempt of all)
      expect(await registry.pullChart(`charts/${attempt.name}`, attempt.version)).toBe(
        digestOf(attempt.archive),
      );
    for (let publisher = 0; publisher < PUBLISHERS; publisher += 1) {
      const name = `soak-${publisher}`;
      const { body } = await api.get<{ versionCount: number }>(`/org-charts/${name}`);
      expect(body.versionCount).toBe(all.filter((one) => one.name === name).length);
    }
    const verified = await server.chartroom("verify");
    expect(verified, verified.stdout + verified.stderr).toMatchObject({ status: 0 });
    const acknowledged = all.filter((one) => one.acknowledged).length;
    expect(acknowledged).toBeGreaterThanOrEqual(Math.floor((ROUNDS * 2) / 3));
    expect(cutShort).toBeGreaterThanOrEqual(Math.floor(ROUNDS / 10));
    process.stdout.write(
      `${ROUNDS} kills, ${acknowledged} acknowledged of ${all.length} versions, ${cutShort} uploads cut and resumed\n`,
    );
    await server.stop();
  } finally {
    await server.remove();
  }
});
