import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { env, SettingsError } from "#lib/env/env.ts";
import { blobStore, requireBlobStore } from "./blob-store.ts";
import { aBucket, SOME_KEYS } from "./fixtures.ts";

vi.setConfig({ testTimeout: 30_000 });

let bucket: Awaited<ReturnType<typeof aBucket>>;
/** Refuses everything as Amazon refuses a key that it does not know. */
const guard = createServer((_incoming, outgoing) => {
  const xml = "<Error><Code>InvalidAccessKeyId</Code><Message>canary</Message></Error>";
  outgoing.writeHead(403, { "content-type": "application/xml" }).end(xml);
});
let guardPort = 0;
beforeAll(async () => {
  bucket = await aBucket();
  await new Promise<void>((done) => guard.listen(0, "127.0.0.1", done));
  guardPort = (guard.address() as AddressInfo).port; // It listens on a port, not on a pipe.
});
afterAll(async () => {
  guard.closeAllConnections();
  guard.close();
  await bucket.close();
});

/** As a process that is started with these settings. */
function startWith(store: string): Promise<void> {
  const shelf = globalThis as { [key: symbol]: unknown }; // Where processWide keeps what a process has once.
  delete shelf[Symbol.for("chartroom.blob-store")];
  shelf[Symbol.for("chartroom.env")] = {
    ...env(),
    BLOB_STORE: store,
    AWS_ACCESS_KEY_ID: SOME_KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SOME_KEYS.secretAccessKey,
  };
  return requireBlobStore();
}

describe("the store at the start of the server", () => {
  it("is taken when it works, in a bucket under its prefix and in a folder", async () => {
    await startWith(bucket.url);
    const { digest } = await blobStore().put(Buffer.from("kept"));
    expect((await blobStore().read(digest)).toString()).toBe("kept");
  });

  it.each([
    ["a bucket that is not there", () => bucket.url.replace("s3://blobs", "s3://nothing"), "no such bucket"],
    ["a server that is not there", () => "s3://blobs?endpoint=http://127.0.0.1:9", "nobody answers there"],
    [
      "a key that is not known",
      () => `s3://blobs?endpoint=http://127.0.0.1:${guardPort}`,
      "key is not known",
    ],
    ["a folder that cannot be made", () => "/dev/null/blobs", "ENOTDIR"],
  ])("is refused in words: %s", async (_what, store, words) => {
    const started = startWith(store());
    await expect(started).rejects.toThrow(SettingsError);
    await expect(started).rejects.toThrow(words);
    await expect(started).rejects.not.toThrow("canary");
    await expect(started).rejects.not.toThrow(SOME_KEYS.secretAccessKey);
  });
});
