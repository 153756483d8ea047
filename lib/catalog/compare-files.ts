import { isUtf8 } from "node:buffer";
import type { FileChange, FileComparison } from "./draft-schema.ts";
import { mapSome } from "./map-some.ts";
import type { FileEntry } from "./types.ts";

/** Longer texts are listed, not shown. */
const MAX_TEXT_BYTES = 1024 * 1024;
/** All texts of one comparison together: what a browser takes without getting slow. */
const MAX_TOTAL_BYTES = 16 * 1024 * 1024;

/** Hands out the bytes of a file that is in one of the two sets. */
export type ReadFile = (file: FileEntry) => Promise<Buffer>;
type Pair = { change: FileChange["change"]; before: FileEntry | null; after: FileEntry | null };
type Text = { text: string | null; omitted: FileChange["omitted"] };

const baseName = (path: string) => path.slice(path.lastIndexOf("/") + 1);
const isSame = (a: FileEntry, b: FileEntry) => a.digest === b.digest && a.executable === b.executable;

/** Removed and added files of equal content are one renamed file; of several, the one that kept its name goes first. */
function pairRenames(removed: FileEntry[], added: FileEntry[]): Pair[] {
  const left = new Map<string, FileEntry[]>();
  for (const file of removed)
    if (file.sizeBytes > 0) left.set(file.digest, [...(left.get(file.digest) ?? []), file]);
  const takeOrigin = (after: FileEntry): FileEntry | null => {
    const candidates = left.get(after.digest) ?? [];
    const kept = candidates.findIndex((file) => baseName(file.path) === baseName(after.path));
    return candidates.splice(Math.max(kept, 0), 1)[0] ?? null;
  };
  const pairs = added.map((after): Pair => {
    const before = takeOrigin(after);
    return { change: before ? "renamed" : "added", before, after };
  });
  const renamed = new Set(pairs.map((pair) => pair.before));
  const gone = removed.filter((file) => !renamed.has(file));
  return [...pairs, ...gone.map((before): Pair => ({ change: "removed", before, after: null }))];
}

function pairFiles(before: FileEntry[], after: FileEntry[]): { pairs: Pair[]; unchangedCount: number } {
  const old = new Map(before.map((file) => [file.path, file]));
  const now = new Map(after.map((file) => [file.path, file]));
  const modified: Pair[] = [];
  const added: FileEntry[] = [];
  let unchangedCount = 0;
  for (const file of after) {
    const was = old.get(file.path);
    if (!was) added.push(file);
    else if (isSame(was, file)) unchangedCount += 1;
    else modified.push({ change: "modified", before: was, after: file });
  }
  const removed = before.filter((file) => !now.has(file.path));
  const pairs = [...modified, ...pairRenames(removed, added)];
  const pathOf = ({ before: was, after: is }: Pair) => is?.path ?? was?.path ?? "";
  return { pairs: pairs.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1)), unchangedCount };
}

async function readText(file: FileEntry | null, read: ReadFile): Promise<Text> {
  if (!file) return { text: null, omitted: null };
  if (file.sizeBytes > MAX_TEXT_BYTES) return { text: null, omitted: "too-large" };
  const bytes = await read(file);
  if (!isUtf8(bytes) || bytes.includes(0)) return { text: null, omitted: "binary" };
  return { text: bytes.toString("utf8"), omitted: null };
}

async function toChange(
  { change, before, after }: Pair,
  read: ReadFile,
  tooMuch: boolean,
): Promise<FileChange> {
  const sides: [Text, Text] = tooMuch
    ? [
        { text: null, omitted: "too-large" },
        { text: null, omitted: "too-large" },
      ]
    : [await readText(before, read), await readText(after, read)];
  const omitted = sides[0].omitted ?? sides[1].omitted;
  return {
    path: after?.path ?? before?.path ?? "",
    change,
    from: change === "renamed" ? (before?.path ?? null) : null,
    // Half a comparison would look like a file that was emptied.
    before: omitted ? null : sides[0].text,
    after: omitted ? null : sides[1].text,
    beforeSize: before?.sizeBytes ?? null,
    afterSize: after?.sizeBytes ?? null,
    omitted,
  };
}

const textBytes = (file: FileEntry | null) => (file && file.sizeBytes <= MAX_TEXT_BYTES ? file.sizeBytes : 0);

/**
 * What changed from one set of files to another, with both texts (CAT-25): added, removed, modified, renamed (equal content
 * under another path). Binary files and those over 1 MiB are listed without texts, and so are those past 16 MiB of texts
 * altogether; `partial` then says how many.
 */
export async function compareFiles(
  before: FileEntry[],
  after: FileEntry[],
  read: ReadFile,
): Promise<FileComparison> {
  const { pairs, unchangedCount } = pairFiles(before, after);
  let totalBytes = 0;
  const planned = pairs.map((pair) => {
    totalBytes += textBytes(pair.before) + textBytes(pair.after);
    return { pair, tooMuch: totalBytes > MAX_TOTAL_BYTES };
  });
  const changes = await mapSome(planned, ({ pair, tooMuch }) => toChange(pair, read, tooMuch));
  const leftOut = planned.filter((one) => one.tooMuch).length;
  const partial =
    leftOut === 0
      ? []
      : [
          `The contents of ${leftOut} of ${changes.length} changed files are left out: together the texts are over 16 MiB.`,
        ];
  return { changes, unchangedCount, partial };
}
