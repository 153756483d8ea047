import { parse as parseStrict, type SemVer } from "semver";
import { z } from "zod";

/** OCI-101: tags of signatures and referrers, which may move. */
const MOVING = /^sha(256|512)-[0-9a-f]{64,128}(\.(sig|att|sbom))?$/;

/** PUB-2: what becomes a legal OCI tag once `+` is written as `_`, and is none that may be overwritten. */
export const versionTagSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9._+-]{0,127}$/,
    "A version tag has 1 to 128 letters, digits, dots, underscores, plus signs or dashes, and does not begin with a dot, plus sign or dash.",
  )
  .refine((tag) => !MOVING.test(tag), { error: "A tag of this form belongs to a signature." })
  .brand<"VersionTag">();
export type VersionTag = z.output<typeof versionTagSchema>;

/** OCI-4: Helm writes SemVer's `+` as `_`, because an OCI tag has no plus sign. */
export function toOciTag(tag: string): string {
  return tag.replaceAll("+", "_");
}

// Helm's own reading (Masterminds/semver, NewVersion): a leading v is allowed, minor and patch may be missing.
const LOOSE =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** The tag as SemVer, read as Helm reads it (`v1.2` is 1.2.0). @returns null when Helm could not select it (PUB-6) */
export function semverOf(tag: string): SemVer | null {
  const match = LOOSE.exec(tag);
  if (!match) return null;
  const [, major = "0", minor = "0", patch = "0", pre = "", build = ""] = match;
  return parseStrict(`${major}.${minor}.${patch}${pre}${build}`);
}

const numeric = (digits: string) => `${String(digits.length).padStart(2, "0")}${digits}`;

/**
 * A text whose byte order is SemVer's precedence (semver.org, section 11): numbers carry their length, a release sorts
 * after its pre-releases, and `!` is below every character of an identifier, so that a shorter list comes first.
 */
export function semverKey(version: SemVer): string {
  const core = [version.major, version.minor, version.patch].map((part) => numeric(String(part))).join(".");
  if (version.prerelease.length === 0) return `${core}~`;
  const identifiers = version.prerelease.map((one) =>
    typeof one === "number" ? `1${numeric(String(one))}` : `2${one}`,
  );
  return `${core}-${identifiers.join("!")}`;
}
