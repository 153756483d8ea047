/** OCI-23: what all warnings of an answer have together. */
const MAX_BYTES = 4096;
/** Left for the one about the token, which is short: a token's name has 100 characters at most. */
const FOR_TOKEN = 640;
const AROUND = Buffer.byteLength('299 - ""');
const CUT = "…";

/** What ends a line, steers a terminal or turns the direction of a text is a space to whoever reads it in one. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

function quotedWithin(text: string, maxBytes: number): string {
  let quoted = "";
  let bytes = 0;
  for (const character of text) {
    const piece = character === '"' || character === "\\" ? `\\${character}` : character;
    bytes += Buffer.byteLength(piece);
    if (bytes + CUT.length * 3 > maxBytes) return quoted + CUT;
    quoted += piece;
  }
  return quoted;
}

/**
 * A `Warning` header as distribution-spec 1.1 ("Warnings") has it: code 299, no agent, no date, the text as a quoted string.
 * Node writes a header's characters as single bytes, so the bytes of the UTF-8 are handed to it one by one; clients on oras-go
 * read them as UTF-8.
 */
export function warningOf(text: string, maxBytes = MAX_BYTES - FOR_TOKEN): string {
  const clean = text.replace(UNPRINTABLE, " ").trim();
  return Buffer.from(`299 - "${quotedWithin(clean, maxBytes - AROUND)}"`, "utf8").toString("latin1");
}

/** @returns the warning about a token, in what is left beside one about a version */
export const tokenWarningOf = (text: string): string => warningOf(text, FOR_TOKEN);
