import { setImmediate as nextTurn } from "node:timers/promises";
import { Gzip } from "fflate";
import { pack } from "tar-stream";
import { sortedByPath } from "./archive-rules.ts";
import type { FileContent } from "./types.ts";

/** 1980-01-01T00:00:00Z: the same in every package, and a date that every format of archives can hold. */
const FIXED_TIME = new Date(315_532_800_000);
/** Other values give other bytes, so this is part of what a digest means. */
const LEVEL = 6;
const CHUNK_BYTES = 128 * 1024;

/** What `helm package` writes first: readers that only want the metadata stop there. */
const isChartFile = ({ path }: FileContent) => path === "Chart.yaml";

function inOrder(files: FileContent[], topFolder: string | null): FileContent[] {
  const sorted = sortedByPath(files);
  if (topFolder === null) return sorted;
  return [...sorted.filter(isChartFile), ...sorted.filter((file) => !isChartFile(file))];
}

async function makeTar(files: FileContent[], topFolder: string | null): Promise<Buffer> {
  const tar = pack();
  for (const { path, bytes, executable } of inOrder(files, topFolder)) {
    const name = topFolder === null ? path : `${topFolder}/${path}`;
    tar.entry(
      { name, mode: executable ? 0o755 : 0o644, uid: 0, gid: 0, mtime: FIXED_TIME, type: "file" },
      bytes,
    );
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Compresses in JavaScript, because Node's zlib is not the same everywhere: its search for repeats uses instructions
 * that only some processors have, and so gives other bytes on other machines. Others get their turn between chunks.
 */
async function compress(bytes: Buffer): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const gzip = new Gzip({ level: LEVEL, mtime: 0 }, (chunk) => chunks.push(chunk));
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    gzip.push(bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= bytes.length);
    await nextTurn();
  }
  return Buffer.concat(chunks);
}

/**
 * The bytes that clients download: the same files give the same bytes on any machine (OCI-134). Entries are sorted by
 * the bytes of their paths, owned by 0, dated alike, 0644 or 0755; the gzip frame has neither name nor time.
 * @param topFolder the chart's name; null where the files lie at the root
 */
export async function makePackage(files: FileContent[], topFolder: string | null): Promise<Buffer> {
  return compress(await makeTar(files, topFolder));
}
