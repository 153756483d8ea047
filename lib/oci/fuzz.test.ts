import type { IncomingMessage } from "node:http";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDigest } from "#lib/ids/digest.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { parseManifest } from "#lib/repositories/parse-manifest.ts";
import { anImage, descriptor, digestOf, IMAGE, INDEX } from "./fixtures.ts";
import { parseReference } from "./get-manifest.ts";
import { nextLink, readPage } from "./page-query.ts";
import { parsePath } from "./parse-path.ts";
import { parseRange } from "./parse-range.ts";
import { parseRepository } from "./parse-repository.ts";
import { readChunk, requireDigest } from "./upload-chunk.ts";

// X14: whatever is sent, these answer or refuse. FUZZ_RUNS makes it longer than the 100 runs of each; a failure prints its seed, and the input it
// shrinks to is kept below as a case of its own.
const MOST_MS = 50;

/** Runs it; a refusal is an answer. Measured in time of this thread, so that a busy machine says nothing. */
function answered<T>(work: () => T): T | null {
  const before = process.threadCpuUsage();
  try {
    return work();
  } catch (error) {
    if (!isProblem(error)) throw error;
    return null;
  } finally {
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(MOST_MS);
  }
}

const NASTY = [
  "\0",
  "\ud800",
  "..",
  "%2e",
  "%",
  "/",
  "\\",
  "{",
  "[",
  '"',
  "\\u0000",
  "9".repeat(30),
  "-",
  "a".repeat(300),
  "\n",
];
type Edit = { at: number; removed: number; put: string };
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  removed: fc.nat(12),
  put: fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 20 })),
});
const apply = (text: string, { at, removed, put }: Edit) => {
  const from = at % (text.length + 1);
  return text.slice(0, from) + put + text.slice(from + removed);
};
/** Something that would be taken, with up to six edits. */
const near = (...samples: [string, ...string[]]) =>
  fc
    .tuple(fc.constantFrom(...samples), fc.array(edit, { maxLength: 6 }))
    .map(([text, edits]) => edits.reduce(apply, text));

const DIGEST = digestOf("x");
const LONG = digestOf("x", "sha512");

describe("X14: names, tags, digests, queries and headers", () => {
  it("X14: a request's path is one of ours or a refusal, and names keep their rule", () => {
    const targets = near(
      "/v2/a/b/manifests/1.0.0_b5",
      `/v2/a/blobs/${DIGEST}`,
      "/v2/a/blobs/uploads/upl_0?digest=x&n=1",
      "/v2/_catalog?n=5&last=x",
      `/v2/charts/web/referrers/${DIGEST}?artifactType=a%2Fb`,
    );
    fc.assert(
      fc.property(targets, (target) => {
        const read = answered(() => parsePath(target, 9));
        if (read && "name" in read.path) {
          expect(read.path.name).toMatch(
            /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/,
          );
          expect(read.path.name.length).toBeLessThanOrEqual(245);
        }
      }),
    );
  });

  it("X14: repositories, references and digests", () => {
    const texts = near(
      "charts/a/b",
      "acme/charts/web",
      "lib/x",
      "1.0.0_b5",
      DIGEST,
      LONG,
      `sha256-${"0".repeat(64)}.sig`,
    );
    fc.assert(
      fc.property(texts, (text) => {
        answered(() => parseRepository(text));
        answered(() => requireDigest(new URLSearchParams({ digest: text })));
        const reference = answered(() => parseReference(text));
        if (reference && "tag" in reference) expect(text).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
        if (parseDigest(text) !== null) expect(text).toMatch(/^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/);
      }),
    );
  });

  it("X14 OCI-52…54: a range lies within the blob, is the whole, or cannot be satisfied", () => {
    fc.assert(
      fc.property(near("bytes=0-499", "bytes=-500", "bytes=5-"), fc.nat(), (header, size) => {
        const range = answered(() => parseRange(header, size));
        if (range === null || typeof range === "string") return;
        expect(range.start >= 0 && range.start <= range.end && range.end < size).toBe(true);
      }),
    );
  });

  it("X14 OCI-60…63: a chunk has a beginning and a length that agree", () => {
    const headers = fc.record({
      "content-range": near("0-1023", "1024-2047"),
      "content-length": near("1024", "0"),
    });
    fc.assert(
      fc.property(headers, (given) => {
        const incoming = { headers: given } as Partial<IncomingMessage> as IncomingMessage; // It reads the headers only.
        const chunk = answered(() => readChunk(incoming));
        if (chunk)
          expect(Number.isSafeInteger(chunk.atBytes) && Number.isSafeInteger(chunk.lengthBytes)).toBe(true);
      }),
    );
  });

  it("X14 OCI-111: pages are bounded, and a link is one header line that leads back to where it was made", () => {
    fc.assert(
      fc.property(near("100"), fc.string({ unit: "binary" }), (n, last) => {
        const page = answered(() => readPage(new URLSearchParams({ n, last }), 1000));
        if (page) expect(page.limit >= 0 && page.limit <= 10_000).toBe(true);
        const { Link } = nextLink("/v2/a/tags/list", { n, last });
        expect(Link).toMatch(/^<\/v2\/a\/tags\/list\?[\x21-\x7e]*>; rel="next"$/);
        expect(Link.slice(1, -13)).not.toMatch(/[<>"]/);
      }),
    );
  });
});

describe("X14: manifests", () => {
  const index = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [descriptor("x", IMAGE)] });
  const samples = [
    anImage(["a", "b"], { annotations: { a: "b" }, artifactType: "application/x" }),
    anImage([], { subject: descriptor("s", IMAGE) }),
    index,
  ] as const;
  const types = fc.option(near(IMAGE, INDEX), { nil: null });

  it("X14 OCI-90: a manifest that was changed anywhere is read or refused", () => {
    fc.assert(
      fc.property(near(...samples), types, (text, type) => {
        const parsed = answered(() => parseManifest(Buffer.from(text), type));
        if (parsed) expect(parsed.isIndex ? parsed.layers.length : parsed.manifests.length).toBe(0);
      }),
    );
  });

  it("X14 S22: any JSON, and any bytes, leave every prototype as it was", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.uint8Array({ maxLength: 400 })), (input) => {
        answered(() => parseManifest(Buffer.from(input), IMAGE));
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });

  it.each([
    ["brackets", "[".repeat(400_000)],
    ["open objects", '{"a":'.repeat(80_000)],
    ["quotes", '"'.repeat(400_000)],
    ["backslashes", `"${"\\".repeat(400_000)}`],
    ["backslashes before quotes", '"\\"'.repeat(130_000)],
    ["one long number", "9".repeat(400_000)],
    ["spaces after a text", `"a"${" ".repeat(400_000)}`],
    ["texts with long gaps", `"a"${" ".repeat(2000)}`.repeat(200)],
  ])("X14 OCI-90: 400 KB of %s are refused in linear time", (_what, text) => {
    expect(answered(() => parseManifest(Buffer.from(text), IMAGE))).toBeNull();
  });
});
