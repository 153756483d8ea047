import { describe, expect, it } from "vitest";
import { parseEnv, SettingsError } from "./env.ts";
import { parseS3Address } from "./s3-address.ts";

describe("the address of a bucket", () => {
  it("is read with prefix, endpoint and region, and each of them may be missing", () => {
    expect(parseS3Address("s3://blobs")).toEqual({
      bucket: "blobs",
      prefix: "",
      endpoint: null,
      region: null,
    });
    expect(
      parseS3Address("s3://my.blobs/charts/live/?endpoint=https://minio.example.com:9000/&region=eu-west-1"),
    ).toEqual({
      bucket: "my.blobs",
      prefix: "charts/live/",
      endpoint: "https://minio.example.com:9000",
      region: "eu-west-1",
    });
    expect(parseS3Address("./data/blobs")).toBeNull();
  });

  it.each([
    ["s3://", "must name a bucket"],
    ["s3://Upper/x", "must name a bucket"],
    ["s3://blobs/../other", "prefix"],
    ["s3://blobs/a b", "prefix"],
    ["s3://blobs?endpoint=ftp://x", "http or https"],
    ["s3://blobs?endpoint=https://me:hush-hush@x", "without a password"],
    ["s3://blobs?secret=hush-hush", "takes only endpoint"],
  ])("stops the start in words: %s", (text, words) => {
    const parse = () => parseEnv({ NODE_ENV: "test", BLOB_STORE: text });
    expect(parse).toThrow(SettingsError);
    expect(parse).toThrow(words);
    expect(parse).not.toThrow("hush-hush");
  });
});
