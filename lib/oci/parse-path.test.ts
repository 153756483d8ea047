import { describe, expect, it } from "vitest";
import { isProblem } from "#lib/problems/problem.ts";
import { parsePath } from "./parse-path.ts";

const HOST = "charts.example.com".length;
const DIGEST = `sha256:${"a".repeat(64)}`;
const read = (target: string) => parsePath(target, HOST).path;
function refusal(target: string): string {
  try {
    read(target);
  } catch (error) {
    if (isProblem(error)) return error.code;
    throw error;
  }
  return "none";
}

describe("parsePath", () => {
  it("OCI-18: reads /v2 and /v2/ as the base", () => {
    expect(read("/v2")).toEqual({ route: "base" });
    expect(read("/v2/")).toEqual({ route: "base" });
    expect(read("/v2/?ns=x")).toEqual({ route: "base" });
  });

  it.each([
    ["/v2/_catalog", { route: "catalog" }],
    ["/v2/app/manifests/latest", { route: "manifest", name: "app", reference: "latest" }],
    ["/v2/a/b/c/manifests/1.0.0_b5", { route: "manifest", name: "a/b/c", reference: "1.0.0_b5" }],
    [`/v2/a/blobs/${DIGEST}`, { route: "blob", name: "a", digest: DIGEST }],
    ["/v2/a/blobs/uploads/", { route: "uploads", name: "a" }],
    ["/v2/a/blobs/uploads", { route: "uploads", name: "a" }],
    ["/v2/a/blobs/uploads/upl_1", { route: "upload", name: "a", id: "upl_1" }],
    ["/v2/a/tags/list", { route: "tags", name: "a" }],
    [`/v2/a/referrers/${DIGEST}`, { route: "referrers", name: "a", digest: DIGEST }],
  ])("reads %s", (target, path) => {
    expect(read(target)).toEqual(path);
  });

  it.each([
    ["/v2/manifests/manifests/manifests", { route: "manifest", name: "manifests", reference: "manifests" }],
    ["/v2/blobs/uploads/manifests/v1", { route: "manifest", name: "blobs/uploads", reference: "v1" }],
    ["/v2/a/manifests/tags/list", { route: "tags", name: "a/manifests" }],
    ["/v2/tags/list/tags/list", { route: "tags", name: "tags/list" }],
    [`/v2/referrers/referrers/${DIGEST}`, { route: "referrers", name: "referrers", digest: DIGEST }],
    ["/v2/a/blobs/uploads/blobs/uploads/", { route: "uploads", name: "a/blobs/uploads" }],
    ["/v2/uploads/blobs/uploads/x", { route: "upload", name: "uploads", id: "x" }],
    ["/v2/a/tags/manifests/list", { route: "manifest", name: "a/tags", reference: "list" }],
    ["/v2/blobs/blobs/sha256:0", { route: "blob", name: "blobs", digest: "sha256:0" }],
  ])("OCI-2: reads %s from the right", (target, path) => {
    expect(read(target)).toEqual(path);
  });

  it("OCI-17: decodes a digest once", () => {
    expect(read(`/v2/a/blobs/${DIGEST.replace(":", "%3A")}`)).toEqual({
      route: "blob",
      name: "a",
      digest: DIGEST,
    });
    expect(read("/v2/a/manifests/x%253Ay")).toEqual({ route: "manifest", name: "a", reference: "x%3Ay" });
  });

  it.each([
    "/v2/a%2Fb/manifests/x",
    "/v2/a/manifests/..",
    "/v2/a/manifests/%2e%2e",
    "/v2/../v2/a/manifests/x",
    "/v2/%2e%2e/a/manifests/x",
    "/v2/a\\b/manifests/x",
    "/v2/a/manifests/%5c",
    "/v2/a/manifests/%00",
    "/v2/a/manifests/a%2fb",
    "/v2/a/manifests/%zz",
    "/v2/a/manifests/%ff",
    "/v2/a/manifests/x/",
    "/v2/a/tags/list/",
    "/v2/a/tags",
    "/v2/a",
    "/v2/manifests/x",
    "/v2//",
    "/v2x",
    "/v2/_catalog/",
    "/v2/a/blobs/",
  ])("OCI-17, S16: %s leads nowhere", (target) => {
    expect(refusal(target)).toMatch(/address_unknown|invalid_name/);
  });

  it.each([
    "/v2//a/manifests/x",
    "/v2/a//b/manifests/x",
    "/v2/A/manifests/x",
    "/v2/-a/manifests/x",
    "/v2/a-/manifests/x",
    "/v2/a___b/manifests/x",
    "/v2/a..b/manifests/x",
    "/v2/a._b/manifests/x",
    "/v2/%20a/manifests/x",
    "/v2/ä/manifests/x",
  ])("OCI-1: refuses the name in %s", (target) => {
    expect(refusal(target)).toBe("invalid_name");
  });

  it.each(["a", "a__b", "a--b", "a.b", "a-b_c.d/e0", "0"])("OCI-1: takes the name %s", (name) => {
    expect(read(`/v2/${name}/tags/list`)).toEqual({ route: "tags", name });
  });

  it("OCI-1: counts host, slash and name together up to 255 characters", () => {
    const longest = "a".repeat(255 - HOST - 1);
    expect(read(`/v2/${longest}/tags/list`)).toEqual({ route: "tags", name: longest });
    expect(refusal(`/v2/${longest}a/tags/list`)).toBe("invalid_name");
    expect(refusal(`/v2/${"a".repeat(256)}/tags/list`)).toBe("invalid_name");
  });

  it("OCI-3: refuses 64 KiB of a- in under a millisecond of the processor each", () => {
    const target = `/v2/${"a-".repeat(32 * 1024)}/tags/list`;
    const before = process.cpuUsage(); // A clock would count what else the machine has to do.
    for (let run = 0; run < 20; run += 1) expect(refusal(target)).toBe("invalid_name");
    expect(process.cpuUsage(before).user / 20).toBeLessThan(1_000);
  });

  it("OCI-24: keeps the query for the route, whatever is in it", () => {
    const { query } = parsePath("/v2/a/tags/list?n=5&ns=docker.io&last=x%2By", HOST);
    expect([query.get("n"), query.get("last"), query.get("ns")]).toEqual(["5", "x+y", "docker.io"]);
  });
});
