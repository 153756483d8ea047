import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { expect, it } from "vitest";
import { makeSecret } from "./secret.ts";

const documented = readFileSync("docs/tokens.md", "utf8");

/** What docs/tokens.md tells who writes a scanner, followed word for word. */
function checksumAsDocumented(text: string): string {
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  let rest = crc32(text.slice(0, -6));
  let said = "";
  for (; rest > 0; rest = Math.floor(rest / 62)) said = `${digits[rest % 62]}${said}`;
  return said.padStart(6, "0");
}

it("OCI-32: a scanner finds both kinds of secrets by the documented expression and checksum", () => {
  const [, source = ""] = /```regex\n(.*)\n```/.exec(documented) ?? [];
  const secrets = (["crt", "cra"] as const).flatMap((prefix) =>
    Array.from({ length: 200 }, () => makeSecret(prefix)),
  );
  const leaked = secrets.map((secret) => `PASSWORD="${secret}" # ours`).join("\n");
  expect(leaked.match(new RegExp(source, "g"))).toEqual(secrets);
  for (const secret of secrets) expect(secret.slice(-6)).toBe(checksumAsDocumented(secret));
});
