import fc from "fast-check";
import { compare } from "semver";
import { describe, expect, it } from "vitest";
import { semverKey, semverOf, toOciTag, versionTagSchema } from "./version-tag.ts";

// Distribution specification 1.1: what a tag may be.
const OCI_TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

describe("PUB-2 NB-17: version tags", () => {
  it.each(["1.0.0", "1.0.0+build.5", "v1.2", "nightly", "_x", "2026-01-02", "a".repeat(128)])(
    "PUB-2: takes %s",
    (tag) => {
      expect(versionTagSchema.safeParse(tag).success).toBe(true);
      expect(toOciTag(tag)).toMatch(OCI_TAG);
    },
  );

  it.each(["", ".1", "-1", "+1", "1 0", "a/b", "..", "a\n", "é", "a:b", "a".repeat(129)])(
    "PUB-2 S16: refuses %j",
    (tag) => {
      expect(versionTagSchema.safeParse(tag).success).toBe(false);
    },
  );

  it("PUB-3 OCI-99: writes each plus sign as an underscore", () => {
    expect(toOciTag("1.0.0+a+b")).toBe("1.0.0_a_b");
  });

  it.each([
    ["1.2.3", "1.2.3"],
    ["v1.2.3", "1.2.3"],
    ["1.2", "1.2.0"],
    ["v1", "1.0.0"],
    ["1.2.3-rc.1+build", "1.2.3-rc.1"],
    ["1.02.3", null],
    ["1.2.3-01", null],
    ["1.2.3.4", null],
    ["latest", null],
    ["1.2.3-", null],
    ["99999999999999999999.0.0", null],
  ])("PUB-6: reads %s as Helm does: %s", (tag, version) => {
    expect(semverOf(tag)?.version ?? null).toBe(version);
  });

  it("GOH-31: the key sorts by bytes as SemVer's precedence does (semver.org, section 11)", () => {
    const number = fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: Number.MAX_SAFE_INTEGER }));
    const identifier = fc.oneof(
      number.map(String),
      fc.stringMatching(/^[0-9]{0,3}[a-zA-Z-][a-zA-Z0-9-]{0,4}$/),
    );
    const version = fc
      .tuple(number, number, number, fc.array(identifier, { maxLength: 4 }))
      .map(
        ([major, minor, patch, pre]) =>
          `${major}.${minor}.${patch}${pre.length > 0 ? `-${pre.join(".")}` : ""}`,
      );
    const key = (text: string) => {
      const parsed = semverOf(text);
      if (!parsed) throw new Error(`${text} is no SemVer.`);
      return Buffer.from(semverKey(parsed));
    };
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(Buffer.compare(key(a), key(b))), `${a} ${b}`).toBe(compare(a, b));
      }),
      { numRuns: 2000 },
    );
    const ordered = [
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-alpha.beta",
      "1.0.0-beta",
      "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1",
      "1.0.0",
    ];
    expect([...ordered].sort((a, b) => Buffer.compare(key(a), key(b)))).toEqual(ordered);
  });
});
