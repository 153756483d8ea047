import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Pack } from "tar-stream";
import { clock } from "#lib/clock/clock.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { checkedStream } from "#lib/storage/checked-stream.ts";
import { ContentHash } from "#lib/storage/content-hash.ts";

/** Characters of a list that go into one file of the archive: a tar says a file's size before its bytes. */
const PIECE_CHARS = 1024 * 1024;

export async function addFile(tar: Pack, name: string, bytes: Uint8Array): Promise<void> {
  const entry = tar.entry({ name, size: bytes.length, mode: 0o600, mtime: clock.now() });
  await pipeline(Readable.from([bytes]), entry);
}

export async function addJson(tar: Pack, name: string, value: unknown): Promise<void> {
  await addFile(tar, name, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
}

type BlobEntry = {
  digest: Digest;
  sizeBytes: number;
  executable?: boolean;
  /** Its other digest, where it stands under that one. */
  sha512?: Digest | null;
};

async function* checkedBy(sha512: Digest, source: AsyncIterable<Buffer>) {
  const hash = new ContentHash(sha512);
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
  hash.finish();
}

/** A blob as it is stored, checked on its way: other bytes end the archive before its end (X10). */
export async function addBlob(
  tar: Pack,
  name: string,
  { digest, sizeBytes, executable = false, sha512 = null }: BlobEntry,
): Promise<void> {
  if (sizeBytes === 0) return addFile(tar, name, new Uint8Array());
  const source = await checkedStream(digest, sizeBytes);
  const mode = executable ? 0o700 : 0o600;
  const entry = tar.entry({ name, size: sizeBytes, mode, mtime: clock.now() });
  if (sha512 === null) await pipeline(source, entry);
  // A stream without encoding gives buffers.
  else await pipeline(checkedBy(sha512, source as AsyncIterable<Buffer>), entry);
}

/** Rows as JSON lines: `members.jsonl`, and where they are many `members-2.jsonl` and so on. */
export async function addList(tar: Pack, name: string, rows: AsyncIterable<unknown>): Promise<void> {
  let piece = 0;
  let waiting: string[] = [];
  let chars = 0;
  const flush = async () => {
    piece += 1;
    const file = piece === 1 ? `${name}.jsonl` : `${name}-${piece}.jsonl`;
    await addFile(tar, file, Buffer.from(waiting.join("")));
    waiting = [];
    chars = 0;
  };
  for await (const row of rows) {
    const line = `${JSON.stringify(row)}\n`;
    waiting.push(line);
    chars += line.length;
    if (chars >= PIECE_CHARS) await flush();
  }
  if (chars > 0 || piece === 0) await flush();
}
