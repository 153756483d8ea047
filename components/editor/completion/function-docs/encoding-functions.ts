import { describeFunction as fn } from "./describe-function.ts";

/** From one form of text to another, and paths, addresses and versions. */
export const encodingFunctions = {
  b32dec: fn("text", "Reads base32.", 'b32dec "ME======"', "a"),
  b32enc: fn("text", "Writes base32.", 'b32enc "a"', "ME======"),
  b64dec: fn(
    "text",
    "Reads base64. Where the text is none, it gives the reason in place of it.",
    'b64dec "aGVsbG8="',
    "hello",
  ),
  b64enc: fn("text", "Writes base64, as `data` of a Secret wants it.", 'b64enc "hello"', "aGVsbG8="),
  base: fn("path", "The last part of a path with slashes.", 'base "a/b.txt"', "b.txt"),
  clean: fn("path", "The shortest form of a path with slashes.", 'clean "a/../b"', "b"),
  dir: fn("path", "A path without its last part.", 'dir "a/b/c"', "a/b"),
  ext: fn("path", "The ending of a file name, with its dot.", 'ext "a/b.txt"', ".txt"),
  isAbs: fn("path", "Says whether a path begins at the root.", 'isAbs "/etc"', "true"),
  osBase: fn("path", "`base`, with the separator of the system Helm runs on.", 'osBase "a/b.txt"', "b.txt"),
  osClean: fn("path", "`clean`, with the separator of the system Helm runs on.", 'osClean "a/../b"', "b"),
  osDir: fn("path", "`dir`, with the separator of the system Helm runs on.", 'osDir "a/b"', "a"),
  osExt: fn("path", "`ext`, with the separator of the system Helm runs on.", 'osExt "a.txt"', ".txt"),
  osIsAbs: fn("path", "`isAbs`, by the rules of the system Helm runs on.", 'osIsAbs "a"', "false"),
  html: fn("values…", "Escapes what means something in HTML.", 'html "<b>"', "&lt;b&gt;"),
  js: fn("values…", "Escapes what means something in JavaScript.", `js "it's"`, "it\\'s"),
  urlquery: fn("values…", "Escapes a value for the query of an address.", 'urlquery "a b"', "a+b"),
  urlJoin: fn(
    "parts",
    "Puts an address together from a map as `urlParse` makes it.",
    'urlJoin (dict "scheme" "https" "host" "example.org" "path" "/a")',
    "https://example.org/a",
  ),
  urlParse: fn(
    "address",
    "Takes an address apart: scheme, host, hostname, path, query, fragment, userinfo, opaque.",
    '(urlParse "https://example.org/a").host',
    "example.org",
  ),
  semver: fn(
    "version",
    "Reads a version; the result has `.Major`, `.Minor`, `.Patch`, `.Prerelease` and `.Metadata`.",
    '(semver "1.2.3").Minor',
    "2",
  ),
  semverCompare: fn(
    "constraint version",
    "Says whether a version fits a constraint. Add `-0` to take in pre-releases, as some clusters call themselves.",
    'semverCompare ">=1.25-0" "1.32.1"',
    "true",
  ),
} as const;
