import { on } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { turnsWhile } from "./fixtures.ts";
import { OCI_INDEX, OCI_MANIFEST } from "./media-types.ts";
import { parseManifest } from "./parse-manifest.ts";
import { readManifest } from "./read-manifest.ts";

const descriptor = (at: number) => ({
  mediaType: "application/octet-stream",
  digest: `sha256:${at.toString(16).padStart(64, "0")}`,
  size: at,
});
const many = Array.from({ length: 30_000 }, (_, at) => descriptor(at));
const image = (over: object) =>
  Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: OCI_MANIFEST, config: descriptor(0), layers: [], ...over }),
  );
const annotations = Object.fromEntries(
  Array.from({ length: 4000 }, (_, at) => [`key-${at}`, "v".repeat(900)]),
);

/** What the thread hands over for each time that it is asked: its lists' lengths. */
async function pieceLengths(body: Buffer): Promise<number[]> {
  const worker = new Worker(`${import.meta.dirname}/workers/manifest-worker.ts`, {
    workerData: { body, contentType: null },
  });
  try {
    const messages = on(worker, "message");
    await messages.next();
    const lengths: number[] = [];
    for (;;) {
      worker.postMessage("next");
      const [piece] = (await messages.next()).value ?? [];
      if (piece === null) return lengths;
      lengths.push(Object.values(piece).flat().length);
    }
  } finally {
    await worker.terminate();
  }
}

describe("a large manifest", () => {
  it.each([
    ["layers", image({ layers: many }), many.length],
    ["annotations", image({ annotations: { ...annotations, ["__proto__"]: "a" } }), 4000],
    ["one annotation", image({ annotations: { a: "x".repeat(4_000_000) } }), 1],
    [
      "children",
      Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: many })),
      many.length,
    ],
    ["other fields", image({ other: Array.from({ length: 500_000 }, () => [1]) }), 0],
  ])(
    "X15: 4 MiB of %s are read as they would be here, by a thread that hands over little at a time",
    async (_what, body, entries) => {
      expect(await turnsWhile(() => readManifest(body, null))).toBeGreaterThan(entries / 500);
      expect(await readManifest(body, null)).toEqual(parseManifest(body, null));
      const lengths = await pieceLengths(body);
      expect(Math.max(0, ...lengths)).toBeLessThanOrEqual(500);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(entries);
    },
  );

  it("X15 OCI-90: is refused as a small one is", async () => {
    const twice = Buffer.from(`{"schemaVersion":2,"schemaVersion":2,"x":"${"x".repeat(100_000)}"}`);
    await expect(readManifest(twice, null)).rejects.toThrow(
      expect.objectContaining({ code: "manifest_invalid" }),
    );
    await expect(readManifest(Buffer.alloc(100_000, "["), null)).rejects.toMatchObject({
      code: "manifest_invalid",
    });
  });
});
