import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbedded } from "#lib/db/embedded.ts";
import { aBucket, SOME_KEYS } from "#lib/storage/fixtures.ts";
import { startServer } from "../server.ts";
import { aRoundRobin } from "./round-robin.ts";

export type Pair = Awaited<ReturnType<typeof startPair>>;

/**
 * Two servers that share nothing but a PostgreSQL and a bucket, started at the same moment on an empty database, behind a
 * proxy that takes turns. All of it in temporary folders; the bucket lives in this process.
 */
export async function startPair() {
  const folder = mkdtempSync(path.join(tmpdir(), "chartroom-pair-"));
  const postgres = await startEmbedded(folder);
  const bucket = await aBucket();
  const proxy = await aRoundRobin();
  const env = {
    DATABASE_URL: postgres.url,
    BLOB_STORE: bucket.url,
    AWS_ACCESS_KEY_ID: SOME_KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SOME_KEYS.secretAccessKey,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    CHARTROOM_PUBLIC_URL: proxy.url,
    CHARTROOM_ENGINE_WORKERS: "1",
  };
  const started = await Promise.allSettled([startServer({ env }), startServer({ env })]);
  const servers = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const remove = async () => {
    await Promise.all(servers.map((server) => server.remove()));
    await proxy.close();
    await bucket.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const [a, b] = servers;
  if (!a || !b) {
    await remove();
    throw new Error("Not both servers started.", {
      cause: started.find((one) => one.status === "rejected")?.reason,
    });
  }
  proxy.sendTo([a.url, b.url]);
  return { a, b, proxy, bucket, remove };
}
