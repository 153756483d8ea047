import { expect, it } from "vitest";
import {
  cleanRegistry,
  cleanRepository,
  endpointOf,
  registryName,
  splitReference,
} from "./registry-place.ts";

it.each([
  ["https://ghcr.io/v2/org", "ghcr.io"],
  ["https://ghcr.io/", "ghcr.io"],
  ["oci://r.example.com:5000/x", "r.example.com:5000"],
  ["docker://r.example.com/x", "r.example.com"],
  [" GHCR.IO ", "ghcr.io"],
  ["ghcr.io", "ghcr.io"],
  ["ghcr.io/", "ghcr.io"],
  ["ghcr.io/v2/", "ghcr.io"],
  ["ghcr.io:443", "ghcr.io"],
  ["ghcr.io.", "ghcr.io"],
  ["ghcr.io/acme", "ghcr.io/acme"],
  ["ghcr.io/Acme/Team/", "ghcr.io/acme/team"],
  ["docker.io", "docker.io"],
  ["registry-1.docker.io", "docker.io"],
  ["https://index.docker.io/v1/", "docker.io"],
  ["docker.io/acme", "docker.io/acme"],
  ["localhost:5000", "localhost:5000"],
  ["10.0.0.7:5000", "10.0.0.7:5000"],
  ["[2001:db8::1]:5000", "[2001:db8::1]:5000"],
  ["https://r.example.com/?a=b#c", "r.example.com"],
  ["bücher.example", "xn--bcher-kva.example"],
])("GOH-62: %j is kept as %s", (pasted, kept) => {
  const place = cleanRegistry(pasted);
  expect(typeof place === "string" ? place : registryName(place)).toBe(kept);
});

it.each([
  "",
  " ",
  "https://",
  "ftp://ghcr.io",
  "user:secret@ghcr.io",
  "https://user@ghcr.io",
  "ghcr.io:0",
  "ghcr.io:99999",
  "ghcr..io",
  "-a.io",
  "ghcr io",
  "ghcr.io/a b",
  "ghcr.io/acme:1.0",
  "ghcr.io/acme@sha256:00",
  "ghcr.io/../x",
  "2130706433",
  "0x7f.1",
  "127.1",
  "/acme",
  "ghcr.io\u0000",
  "javascript:alert(1)",
  `${"a".repeat(64)}.io`,
  "ghcr.io/ü",
])("GOH-62: %j names no registry", (pasted) => {
  expect(typeof cleanRegistry(pasted)).toBe("string");
});

it("GOH-62: docker.io is asked at registry-1.docker.io, every other host at itself", () => {
  expect(endpointOf("docker.io")).toBe("registry-1.docker.io");
  expect(endpointOf("ghcr.io")).toBe("ghcr.io");
});

it("reads repositories and references as people write them", () => {
  expect(cleanRepository("acme/web")).toBe("acme/web");
  expect(cleanRepository("oci://ghcr.io/acme/web/")).toBe("acme/web");
  expect(cleanRepository("nginx")).toBe("nginx");
  for (const wrong of ["", "acme/web:1.0", "a b", "../x", "acme//web"])
    expect(cleanRepository(wrong)).toBeNull();
  expect(splitReference("oci://GHCR.io/acme/web:1.0")).toEqual({ host: "ghcr.io", path: "acme/web" });
  expect(splitReference("r.example.com:5000/a/b@sha256:0123")).toEqual({
    host: "r.example.com:5000",
    path: "a/b",
  });
  expect(splitReference("registry-1.docker.io/library/nginx")).toEqual({
    host: "docker.io",
    path: "library/nginx",
  });
  for (const wrong of ["nginx", "", "ghcr.io/", "ghcr.io/a b"]) expect(splitReference(wrong)).toBeNull();
});
