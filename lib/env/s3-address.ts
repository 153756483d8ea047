/** A bucket, as `BLOB_STORE` names it. */
export type S3Address = {
  bucket: string;
  /** What every key begins with: empty, or ending in `/`. */
  prefix: string;
  /** Null: Amazon's own, of the region. */
  endpoint: string | null;
  /** Null: what the surroundings say (AWS_REGION, a profile). */
  region: string | null;
};

/** What is wrong with an address, as the sentence that follows the setting's name. */
export class S3AddressError extends Error {
  override name = "S3AddressError";
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^([A-Za-z0-9._-]+\/)*$/;
const KNOWN = new Set(["endpoint", "region"]);

function endpointOf(text: string | null): string | null {
  if (text === null) return null;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new S3AddressError("its endpoint must be an http or https address, without a password in it");
  return url.href.replace(/\/$/, "");
}

/**
 * Reads `s3://bucket/prefix?endpoint=https://…&region=…`.
 * @returns null for what does not begin with `s3://`: that is a folder
 * @throws S3AddressError
 */
export function parseS3Address(text: string): S3Address | null {
  if (!text.startsWith("s3://")) return null;
  const [place = "", query = ""] = text.slice("s3://".length).split("?", 2);
  const [bucket = "", ...folders] = place.split("/");
  if (!BUCKET.test(bucket))
    throw new S3AddressError("must name a bucket: s3://bucket/prefix?endpoint=https://…&region=…");
  const words = folders.filter((word) => word !== "");
  const prefix = words.map((word) => `${word}/`).join("");
  if (!PREFIX.test(prefix) || words.some((word) => /^\.+$/.test(word)))
    throw new S3AddressError("its prefix may have letters, digits, dots, dashes and underscores");
  const parameters = new URLSearchParams(query);
  const strange = [...parameters.keys()].find((name) => !KNOWN.has(name));
  if (strange !== undefined)
    throw new S3AddressError("takes only endpoint=… and region=… behind the question mark");
  return {
    bucket,
    prefix,
    endpoint: endpointOf(parameters.get("endpoint")),
    region: parameters.get("region"),
  };
}
