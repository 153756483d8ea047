import type { TreeEntry } from "#lib/engine/types.ts";

/** Functions of templates that give something else each time (Sprig, and Helm's own), unless frozen (ENG-36). */
const VOLATILE = [
  "randAlphaNum",
  "randAlpha",
  "randAscii",
  "randNumeric",
  "randBytes",
  "randInt",
  "uuidv4",
  "genPrivateKey",
  "genCA",
  "genCAWithKey",
  "genSelfSignedCert",
  "genSelfSignedCertWithKey",
  "genSignedCert",
  "genSignedCertWithKey",
  "encryptAES",
  "htpasswd",
  "bcrypt",
  "shuffle",
  "now",
  "ago",
] as const;

export type VolatileUse = { readonly name: string; readonly path: string; readonly line: number };

const NAMES = new RegExp(`(?<![\\w.$"\`])(${VOLATILE.join("|")})(?![\\w"\`])`, "g");
// What is not closed goes on to the end, so that no text is read more than once.
const ACTION = /\{\{(?!-?\s*\/\*)[\s\S]*?(?:\}\}|$)/g;
const STRINGS = /"(?:[^"\\]|\\[\s\S]?)*(?:"|$)|`[^`]*(?:`|$)/g;

/** Where a chart's templates, and those of its unpacked subcharts, ask for what differs from run to run. */
export function findVolatile(files: readonly TreeEntry[]): VolatileUse[] {
  return files.flatMap((file) =>
    "bytes" in file && /(?:^|\/)templates\//.test(file.path) ? usesIn(file.path, file.bytes) : [],
  );
}

const found = new WeakMap<Uint8Array, VolatileUse[]>();

function usesIn(path: string, bytes: Uint8Array): VolatileUse[] {
  const known = found.get(bytes);
  if (known?.every((use) => use.path === path)) return known;
  const text = new TextDecoder().decode(bytes);
  const uses = [...text.matchAll(ACTION)].flatMap((action) => {
    // Strings keep their length, so that places stay right.
    const code = action[0].replaceAll(STRINGS, (string) => string.replaceAll(/[^\n]/g, " "));
    return [...code.matchAll(NAMES)].map((match) => ({
      name: match[0],
      path,
      line: lineAt(text, action.index + match.index),
    }));
  });
  found.set(bytes, uses);
  return uses;
}

function lineAt(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf("\n"); next >= 0 && next < at; next = text.indexOf("\n", next + 1)) line += 1;
  return line;
}
