import { describe, expect, it } from "vitest";
import { tokenWarningOf, warningOf } from "./warning.ts";

/** As a client reads it: the bytes of the header as UTF-8, the quoted string undone (RFC 9110, 5.6.4). */
function readBack(header: string): string {
  const text = Buffer.from(header, "latin1").toString("utf8");
  const quoted = /^299 - "((?:[\t !#-[\]-~\u0080-\u{10ffff}]|\\[\t -~])*)"$/u.exec(text)?.[1];
  if (quoted === undefined) throw new Error(`${text} is no warning.`);
  return quoted.replace(/\\(.)/g, "$1");
}

describe("OCI-23: a warning", () => {
  it.each([
    "charts/web 1.2.0 is yanked: it deletes the volume.",
    'says "never" and \\ too',
    "löscht das Volume – 永遠に 🧨",
    '\\"',
    "",
  ])("is code 299 without agent and date, and read as it was written: %s", (text) => {
    expect(readBack(warningOf(text))).toBe(text);
  });

  it("has no character that ends a line, steers a terminal or turns the direction of a text", () => {
    const nasty = "a\r\nSet-Cookie: b\u0000c\u001b[31md\u009be\u2028f\u202eg\u007fh";
    expect(readBack(warningOf(nasty))).toBe("a Set-Cookie: b c [31md e f g h");
  });

  it.each(['"', "\\", "x", "ü", "🧨"])(
    "of any length stays within 4096 bytes, with one about the token: %s",
    (one) => {
      const text = one.repeat(5000);
      const [version, token] = [warningOf(text), tokenWarningOf(text)];
      expect(version.length + token.length).toBeLessThanOrEqual(4096);
      expect(version.length).toBeGreaterThan(3300);
      // What is cut is cut between characters, and says so.
      expect(readBack(version)).toMatch(new RegExp(`^(${one === "\\" ? "\\\\" : one})+…$`, "u"));
    },
  );
});
