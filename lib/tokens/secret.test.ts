import { expect, it } from "vitest";
import { hashSecret, isSecretForm, makeSecret, shownPrefix, withoutSecrets } from "./secret.ts";

it("OCI-32 S32: makes secrets of a known prefix, 178 random bits and a checksum, never the same twice", () => {
  const secrets = Array.from({ length: 1000 }, () => makeSecret("crt"));
  expect(new Set(secrets).size).toBe(1000);
  for (const secret of secrets) {
    expect(secret).toMatch(/^crt_[0-9A-Za-z]{36}$/);
    expect(isSecretForm("crt", secret)).toBe(true);
  }
});

it("OCI-32: finds each single wrong character by the checksum", () => {
  const secret = makeSecret("cra");
  for (let at = 4; at < secret.length; at += 1) {
    const other = secret[at] === "x" ? "y" : "x";
    expect(isSecretForm("cra", secret.slice(0, at) + other + secret.slice(at + 1))).toBe(false);
  }
});

it("S32: tells registry secrets and API secrets apart", () => {
  expect(isSecretForm("cra", makeSecret("crt"))).toBe(false);
  expect(isSecretForm("crt", makeSecret("cra"))).toBe(false);
});

it("S32: keeps SHA-256 of the secret, and shows four characters after the prefix", () => {
  const secret = makeSecret("crt");
  expect(hashSecret(secret)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashSecret(secret)).not.toContain(secret.slice(4));
  expect(shownPrefix(secret)).toBe(secret.slice(0, 8));
});

it("S14: takes secrets out of what a client calls itself, true ones and mistyped ones, and leaves the rest", () => {
  const [secret, other] = [makeSecret("crt"), makeSecret("cra")];
  const said = withoutSecrets(`helm/3.22.0 ${secret} (${other};crt_${"Canary".repeat(6)}) ${secret}`);
  expect(said).toBe("helm/3.22.0 crt_[secret] (cra_[secret];crt_[secret]) crt_[secret]");
  expect(withoutSecrets("crane/v0.20.6 crt_short")).toBe("crane/v0.20.6 crt_short");
});
