import { describe, expect, it } from "vitest";
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

/** The longest that this thread works without a pause, in its own time: what other programs take does not count. */
function longestTurn() {
  let longest = 0;
  let before = process.threadCpuUsage();
  const look = () => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    before = process.threadCpuUsage();
  };
  const timer = setInterval(look, 1);
  return {
    end: () => {
      look();
      clearInterval(timer);
      return longest;
    },
  };
}

describe("a large manifest", () => {
  it.each([
    ["layers", image({ layers: many })],
    ["annotations", image({ annotations: { ...annotations, ["__proto__"]: "a" } })],
    ["one annotation", image({ annotations: { a: "x".repeat(4_000_000) } })],
    ["children", Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: many }))],
    ["other fields", image({ other: Array.from({ length: 500_000 }, () => [1]) })],
  ])("X15: 4 MiB of %s are read as they would be here, in turns of less than 20 ms", async (_what, body) => {
    const watch = longestTurn();
    const read = await readManifest(body, null);
    expect(watch.end()).toBeLessThan(20);
    expect(read).toEqual(parseManifest(body, null));
  });

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
