import { createHash } from "node:crypto";
import { pipeline, Transform } from "node:stream";
import { addMs, clock } from "#lib/clock/clock.ts";
import { processWide } from "#lib/env/process-wide.ts";
import type { Digest } from "#lib/ids/digest.ts";
import { log } from "#lib/log/log.ts";
import { blobStore } from "./blob-store.ts";
import { CorruptBlob } from "./content-hash.ts";

/**
 * What was read whole and found right is read unchecked for this long, as long as its file is the same: within that time it
 * mostly comes out of the memory of the operating system, where checking it again finds nothing that a disk does.
 */
const TRUSTED_MS = 10 * 60_000;
const MAX_TRUSTED = 10_000;

type Trust = { stamp: string; until: Date };
const shelf = () => processWide("storage.checked", () => new Map<Digest, Trust>());

function trust(digest: Digest, stamp: string): void {
  const known = shelf();
  known.delete(digest);
  known.set(digest, { stamp, until: addMs(clock.now(), TRUSTED_MS) });
  for (const oldest of known.keys()) {
    if (known.size <= MAX_TRUSTED) return;
    known.delete(oldest);
  }
}

/** Holds the last chunk back until the hash of all is known: a wrong byte anywhere, and the reader never sees the end. */
function checker(digest: Digest, onRight: () => void): Transform {
  const hash = createHash("sha256");
  let last: Buffer | null = null;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      if (last) this.push(last);
      last = chunk;
      done();
    },
    flush(done) {
      if (`sha256:${hash.digest("hex")}` === digest) {
        onRight();
        if (last) this.push(last);
        done();
        return;
      }
      const error = new CorruptBlob(digest);
      log.error({ err: error }, "a blob was not sent: run chartroom verify");
      done(error);
    },
  });
}

/**
 * A whole blob, checked on its way (X10): the stream fails before its last chunk where the bytes are not those of the digest.
 * A part of a blob cannot be checked so.
 * @param sizeBytes as recorded; a file that has grown is wrong, too
 */
export async function checkedStream(digest: Digest, sizeBytes: number): Promise<NodeJS.ReadableStream> {
  const store = blobStore();
  const whole = { start: 0, end: sizeBytes - 1 };
  const stamp = await store.stamp(digest);
  const known = shelf().get(digest);
  if (known && known.stamp === stamp && known.until > clock.now()) return store.stream(digest, whole);
  const check = checker(digest, () => {
    if (stamp !== null) trust(digest, stamp);
  });
  pipeline(store.stream(digest, whole), check, () => {}); // Whoever reads hears of a failure.
  return check;
}
