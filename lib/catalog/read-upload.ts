import { Problem } from "#lib/problems/problem.ts";
import { finishArchive, readArchive } from "./read-archive.ts";
import { readZip } from "./read-zip.ts";
import type { FileContent } from "./types.ts";

export type Upload = {
  files: FileContent[];
  /** The one folder that everything lay in, and that the paths no longer have; null where there was none. */
  topFolder: string | null;
};

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isZip = (bytes: Buffer) => bytes.subarray(0, 2).toString("latin1") === "PK";

function readEither(bytes: Buffer): Promise<FileContent[]> {
  if (isGzip(bytes)) return readArchive(bytes, { topFolder: "none" });
  if (isZip(bytes)) return readZip(bytes, { topFolder: "none" });
  throw new Problem("archive_invalid", {
    detail: "It is neither a .tgz (.tar.gz) nor a .zip archive.",
    hint: "Pack the folder as .tgz or .zip, and upload that.",
  });
}

/**
 * The files of an uploaded archive, under the archive rules (CAT-20, PUB-4). What is in it is told by its first bytes, not
 * by its name; a single folder around everything is left out of the paths.
 * @throws Problem "archive_invalid" naming the entry, "too_large" naming the limit
 */
export async function readUpload(bytes: Buffer): Promise<Upload> {
  const read = await readEither(bytes);
  // What macOS adds to a ZIP beside the files themselves.
  const own = read.filter((file) => !file.path.startsWith("__MACOSX/"));
  const files = finishArchive(own, { topFolder: "optional" });
  const [first] = own;
  const stripped = first !== undefined && !files.includes(first);
  return { files, topFolder: stripped ? (first.path.split("/")[0] ?? null) : null };
}
