import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { aRef } from "./fixtures.ts";
import { KINDS } from "./kinds/kinds.ts";
import { makePackage } from "./make-package.ts";
import { readArchive } from "./read-archive.ts";
import { readZip } from "./read-zip.ts";
import type { FileContent } from "./types.ts";

// X14: archives and what is in them. FUZZ_RUNS makes it longer than the 100 runs of each; a failure prints its seed.

async function answered<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!isProblem(error)) throw error;
    return null;
  }
}

type Edit = { at: number; removed: number; put: Uint8Array };
const edits = (most: number): fc.Arbitrary<Edit[]> =>
  fc.array(fc.record({ at: fc.nat(), removed: fc.nat(8), put: fc.uint8Array({ maxLength: 8 }) }), {
    minLength: 1,
    maxLength: most,
  });
const apply = (bytes: Buffer, { at, removed, put }: Edit) => {
  const from = at % (bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + removed)]);
};
/** Overwrites without moving what follows, which keeps a tar's blocks where they are. */
const overwrite = (bytes: Buffer, { at, put }: Edit) => {
  const copy = Buffer.from(bytes);
  copy.set(put.subarray(0, copy.length - (at % copy.length)), at % copy.length);
  return copy;
};

const CHART_YAML = `apiVersion: v2
name: web
version: 1.0.0
description: A shop
keywords: [a, b]
maintainers: [{ name: A, email: a@example.test }]
dependencies: [{ name: lib, version: ^1.0.0, repository: "file://../lib", alias: other }]
annotations: { a: b }
`;
const file = (path: string, text: string): FileContent => ({
  path,
  bytes: Buffer.from(text),
  executable: false,
});

let chart: Buffer;
let tar: Buffer;
beforeAll(async () => {
  chart = await makePackage([file("Chart.yaml", CHART_YAML), file("values.yaml", "a: 1\n")], "web");
  tar = gunzipSync(chart);
});

describe("X14: archives", () => {
  it("X14 S18: a changed gzip is read or refused", async () => {
    await fc.assert(
      fc.asyncProperty(edits(4), async (changes) => {
        await answered(() => readArchive(changes.reduce(apply, chart), { topFolder: "required" }));
      }),
    );
  });

  it("X14 S19: a changed tar is read or refused; no file is named outside its folder", async () => {
    await fc.assert(
      fc.asyncProperty(edits(6), fc.boolean(), async (changes, moves) => {
        const bytes = gzipSync(changes.reduce(moves ? apply : overwrite, tar));
        const files = await answered(() => readArchive(bytes, { topFolder: "none" }));
        for (const { path } of files ?? []) {
          expect(path.startsWith("/") || path.includes("\\") || path.includes("\0")).toBe(false);
          expect(path.split("/")).not.toContain("..");
        }
      }),
    );
  });

  it("X14: any bytes are no gzip, tar or zip, and are refused as such", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        await answered(() => readArchive(Buffer.from(bytes), { topFolder: "optional" }));
        await answered(() => readArchive(gzipSync(bytes), { topFolder: "optional" }));
        await answered(() => readZip(Buffer.from(bytes), { topFolder: "optional" }));
        await answered(() =>
          readZip(Buffer.concat([Buffer.from("PK\x03\x04"), bytes]), { topFolder: "optional" }),
        );
      }),
    );
  });
});

const WORDS = [
  "null",
  "[]",
  "{}",
  "!!js/function x",
  "&a [*a]",
  "\u0000",
  "\u202e",
  "1e400",
  "__proto__: {a: 1}",
  "<<: *x",
  "---",
  "? ",
  "|",
  ">",
  "\t",
  ": ",
];

describe("X14: Chart.yaml, kustomization.yaml and manifests", () => {
  const cases: [ArtifactRef, string, string][] = [
    [aRef("chart", "web"), "Chart.yaml", CHART_YAML],
    [
      aRef("kustomize-base", "web"),
      "kustomization.yaml",
      "resources: [a.yaml]\nimages: [{ name: a, newTag: b }]\n",
    ],
    [
      aRef("manifest-bundle", "web"),
      "a.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---\n",
    ],
  ];

  it.each(cases)(
    "X14 S22 S23: %o: what was changed is taken or refused with reasons, and no prototype changes",
    async (ref, path, text) => {
      const change = fc.record({
        at: fc.nat(),
        removed: fc.nat(10),
        put: fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: "binary", maxLength: 8 })),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
          const written = changes.reduce((all, { at, removed, put }) => {
            const from = at % (all.length + 1);
            return all.slice(0, from) + put + all.slice(from + removed);
          }, text);
          const files = [
            file(path, written),
            ...(path === "kustomization.yaml" ? [file("a.yaml", "a: 1\n")] : []),
          ];
          const input = { ref, tag: "1.0.0", files, isOciTag: true, nonSemverAccepted: false };
          const checked = await KINDS[ref.kind].check(input);
          for (const problem of checked.refusals) expect(isProblem(problem)).toBe(true);
          expect(() => JSON.stringify(checked.metadata)).not.toThrow();
          expect(Object.keys(Object.prototype)).toEqual([]);
        }),
      );
    },
  );
});
