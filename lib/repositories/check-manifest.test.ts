import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Digest, digestSchema } from "#lib/ids/digest.ts";
import { checkManifest } from "./check-content.ts";
import { turnsWhile } from "./fixtures.ts";

const hash = (bytes: Uint8Array, algorithm: string): Digest =>
  digestSchema.parse(`${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`);
const MIB = 1024 * 1024;

describe("checkManifest", () => {
  it("hashes in pieces what hashing at once gives, at every edge of a piece", async () => {
    for (const size of [0, 1, MIB / 4 - 1, MIB / 4, MIB / 4 + 1, 4 * MIB]) {
      const body = randomBytes(size);
      const wanted = { digest: hash(body, "sha256"), bodySha512: hash(body, "sha512") };
      for (const expected of [null, wanted.digest, wanted.bodySha512])
        expect(await checkManifest(body, expected)).toEqual(wanted);
    }
  });

  it("OCI-83: refuses another digest than the one announced, of either algorithm", async () => {
    const other = randomBytes(10);
    for (const algorithm of ["sha256", "sha512"]) {
      const expected = hash(other, algorithm);
      await expect(checkManifest(randomBytes(10), expected)).rejects.toMatchObject({
        code: "digest_invalid",
      });
    }
  });

  it("X15: others have their turn while 4 MiB are hashed", async () => {
    expect(await turnsWhile(() => checkManifest(randomBytes(4 * MIB), null))).toBeGreaterThanOrEqual(15);
  });
});
