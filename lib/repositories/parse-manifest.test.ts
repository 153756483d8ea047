import { expect, it } from "vitest";
import { isProblem } from "#lib/problems/problem.ts";
import { OCI_INDEX, OCI_MANIFEST } from "./media-types.ts";
import { parseManifest, partsOf } from "./parse-manifest.ts";
import { subjectOfTag } from "./policy.ts";
import { refuseAmbiguousJson } from "./scan-json.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const of = (letter: string, mediaType = "a/b", more = {}) => ({
  mediaType,
  digest: digest(letter),
  size: 1,
  ...more,
});
const image = (over = {}) =>
  Buffer.from(JSON.stringify({ schemaVersion: 2, config: of("c"), layers: [of("1"), of("2")], ...over }));
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isProblem(error)) return `${error.code}: ${error.details.detail}`;
    throw error;
  }
  return "none";
}

it("OCI-84: header, then body, then what it looks like", () => {
  expect(parseManifest(image(), null).mediaType).toBe(OCI_MANIFEST);
  expect(parseManifest(image(), `${OCI_MANIFEST};charset=utf-8`).mediaType).toBe(OCI_MANIFEST);
  expect(parseManifest(Buffer.from('{"schemaVersion":2,"manifests":[]}'), null).mediaType).toBe(OCI_INDEX);
});

it("OCI-88: config, layers and children are parts; the subject and foreign layers with addresses are not", () => {
  const parsed = parseManifest(
    image({
      subject: of("e"),
      layers: [
        of("1"),
        of("3", "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", { urls: ["https://x"] }),
        of("4", "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"),
        of("5", "application/vnd.oci.image.layer.v1.tar", { urls: ["https://x"] }),
      ],
    }),
    null,
  );
  expect(partsOf(parsed).map((part) => part.digest)).toEqual(["c", "1", "4", "5"].map(digest));
});

it.each([
  '{"a":{"b":[1,{"c":"\\"}"}]},"d":"{[\\\\"}',
  '{"annotations":{"a":"1","A":"2"},"layers":[{"digest":1},{"digest":2}]}',
  "[[[]]]",
  '"text"',
  "",
])("OCI-90: leaves %s to the parser", (text) => {
  expect(refusal(() => refuseAmbiguousJson(text))).toBe("none");
});

it.each([
  ['{"layers":[],"layers":[]}', "layers"],
  ['{"layers":[],"Layers":[]}', "layers"],
  ['{"layers":[],"l\\u0061yers":[]}', "layers"],
  ['{"config":{"digest":"a","size":1,"digest":"b"}}', "digest"],
  ['{"layers":[{"digest" : "a","digest"\n:"b"}]}', "digest"],
])("OCI-90: refuses a key that is there twice: %s", (text, key) => {
  expect(refusal(() => refuseAmbiguousJson(text))).toBe(`manifest_invalid: ${key}: the key is there twice`);
});

it("OCI-90: 64 levels are read, 65 are not", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  expect(refusal(() => refuseAmbiguousJson(nested(64)))).toBe("none");
  expect(refusal(() => refuseAmbiguousJson(nested(65)))).toMatch(/nested deeper than 64/);
});

it("OCI-87 OCI-90: 4 MiB made to be slow are refused in linear time", () => {
  const half = 2 * 1024 * 1024;
  for (const text of [
    `"${'\\"'.repeat(half)}`,
    '"'.repeat(2 * half),
    "[".repeat(2 * half),
    `{${'"a" '.repeat(half / 2)}`,
  ]) {
    const started = performance.now();
    expect(refusal(() => parseManifest(Buffer.from(text), null))).toMatch(/^manifest_invalid/);
    expect(performance.now() - started).toBeLessThan(2000);
  }
});

it("S22: a document with __proto__ changes no prototype", () => {
  const body = Buffer.from(
    `{"schemaVersion":2,"config":${JSON.stringify(of("c"))},"layers":[],"__proto__":{"polluted":1},"annotations":{"__proto__":"x"}}`,
  );
  parseManifest(body, null);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it("OCI-101: names of signatures, attestations, bills of materials and referrers name a digest of matching length", () => {
  const short = "a".repeat(64);
  const long = "b".repeat(128);
  for (const end of ["", ".sig", ".att", ".sbom"]) {
    expect(subjectOfTag(`sha256-${short}${end}`)).toBe(`sha256:${short}`);
    expect(subjectOfTag(`sha512-${long}${end}`)).toBe(`sha512:${long}`);
  }
  for (const tag of [
    `sha256-${long}`,
    `sha512-${short}`,
    `sha256-${short}.sigx`,
    `sha256-${short.toUpperCase()}`,
    `x-sha256-${short}`,
    `sha384-${short}`,
    `sha256-${short}a`,
    "1.0.0",
  ])
    expect(subjectOfTag(tag)).toBeNull();
});
