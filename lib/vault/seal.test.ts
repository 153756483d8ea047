import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, it } from "vitest";
import { env, parseEnv } from "#lib/env/env.ts";
import { aDataDir, setKeys } from "./fixtures.ts";
import { open, reseal, seal } from "./seal.ts";
import { addKey, forgetOldKeys } from "./secret-keys.ts";

const KEYS = ["first-key-0123456789-0123456789-01", "second-key-0123456789-0123456789-0"];
beforeEach(() => setKeys([KEYS[0] ?? ""]));

it("GOH-64: opens what it sealed, for the same owner only", () => {
  const sealed = seal("pässword", "oci-credential:org:ghcr.io");
  expect(sealed).not.toContain("ssword");
  expect(seal("pässword", "oci-credential:org:ghcr.io")).not.toBe(sealed);
  expect(open(sealed, "oci-credential:org:ghcr.io")).toBe("pässword");
  for (const other of ["oci-credential:org2:ghcr.io", "oci-credential:org:quay.io", ""])
    expect(() => open(sealed, other)).toThrow("belongs to something else");
});

it("GOH-64: opens nothing that was changed or cut", () => {
  const sealed = seal("password", "a");
  const start = sealed.lastIndexOf(".") + 1;
  for (let at = start; at < sealed.length - 1; at += 7) {
    const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
    expect(() => open(changed, "a")).toThrow();
  }
  for (const cut of ["", "v1", sealed.slice(0, start), sealed.slice(0, start + 8), `v2${sealed.slice(2)}`])
    expect(() => open(cut, "a")).toThrow();
});

it("GOH-64: a database without its key gives no secret", () => {
  const sealed = seal("password", "a");
  setKeys([KEYS[1] ?? ""]);
  expect(() => open(sealed, "a")).toThrow("is not on this server");
});

it("old keys open, the newest seals, and what is sealed anew needs no old key", () => {
  const sealed = seal("password", "a");
  expect(reseal(sealed, "a")).toBeNull();
  setKeys([KEYS[1] ?? "", KEYS[0] ?? ""]);
  expect(open(sealed, "a")).toBe("password");
  const anew = reseal(sealed, "a") ?? "";
  setKeys([KEYS[1] ?? ""]);
  expect(open(anew, "a")).toBe("password");
});

it("makes a key file at the first start, readable by its owner only, and rotates it", () => {
  const dataDir = aDataDir();
  const file = path.join(dataDir, "secret-key.key");
  const sealed = seal("password", "a");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = readFileSync(file, "utf8").trim();
  addKey();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, "utf8").split("\n")).toContain(before);
  const anew = reseal(sealed, "a") ?? "";
  forgetOldKeys();
  expect(readFileSync(file, "utf8")).not.toContain(before);
  expect(open(anew, "a")).toBe("password");
  expect(() => open(sealed, "a")).toThrow("is not on this server");
  // Another process put the key back, or added one: the file is read when a text names it.
  writeFileSync(file, `${readFileSync(file, "utf8")}${before}\n`);
  expect(open(sealed, "a")).toBe("password");
});

it("a key from the environment is long enough, or the start is refused", () => {
  expect(() => parseEnv({ NODE_ENV: "test", CHARTROOM_SECRET_KEY: "short" })).toThrow(
    "CHARTROOM_SECRET_KEY: must have at least 32 characters",
  );
  expect(parseEnv({ NODE_ENV: "test", CHARTROOM_SECRET_KEY: KEYS.join(",") }).CHARTROOM_SECRET_KEY).toEqual(
    KEYS,
  );
  expect(env().CHARTROOM_SECRET_KEY).toEqual([KEYS[0]]);
});
