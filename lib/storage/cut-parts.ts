import { createHash, type Hash } from "node:crypto";

/** Parts that are on their way at once, while one more fills: what an upload costs in memory is four parts. */
const IN_FLIGHT = 3;

export type Part = {
  /** From 1. */
  number: number;
  /** The memory is used again for a later part, once this one is stored. */
  bytes: Buffer;
  /** Hex; made as the bytes came, because a whole part at once would hold up everybody else for some milliseconds. */
  sha256: string;
  /** Where the part ends in what was cut. */
  endBytes: number;
};

class Filling {
  readonly #bytes: Buffer;
  readonly #hash: Hash = createHash("sha256");
  #filled = 0;

  constructor(memory: Buffer) {
    this.#bytes = memory;
  }

  get memory(): Buffer {
    return this.#bytes;
  }

  get isFull(): boolean {
    return this.#filled === this.#bytes.length;
  }

  /** @returns how many bytes of the chunk it took */
  take(chunk: Uint8Array): number {
    const taken = chunk.subarray(0, this.#bytes.length - this.#filled);
    this.#bytes.set(taken, this.#filled);
    this.#hash.update(taken);
    this.#filled += taken.length;
    return taken.length;
  }

  close(number: number, startBytes: number): Part {
    const bytes = this.#bytes.subarray(0, this.#filled);
    return { number, bytes, sha256: this.#hash.digest("hex"), endBytes: startBytes + this.#filled };
  }
}

/**
 * Cuts a stream into parts of one size, the last one smaller, and stores each by `store`, some at a time. Ends when all are
 * stored; when one cannot be, or the source breaks off, it fails after the ones on their way have ended.
 * @returns how many bytes came
 */
export async function cutParts(
  source: AsyncIterable<Uint8Array>,
  partBytes: number,
  store: (part: Part) => Promise<void>,
): Promise<number> {
  const running = new Set<Promise<void>>();
  // The collector of garbage comes late for memory outside of its heap: parts are few, and used again.
  const free: Buffer[] = [];
  let total = 0;
  let number = 0;

  const send = async (filling: Filling) => {
    number += 1;
    const part = filling.close(number, total);
    total = part.endBytes;
    const work = store(part)
      .then(() => {
        free.push(filling.memory);
      })
      .finally(() => running.delete(work));
    work.catch(() => {}); // It is heard below, by the race or at the end.
    running.add(work);
    if (running.size >= IN_FLIGHT) await Promise.race(running);
  };

  try {
    let filling: Filling | null = null;
    for await (const chunk of source)
      for (let at = 0; at < chunk.length; ) {
        // Memory that nobody has touched yet costs nothing.
        filling ??= new Filling(free.pop() ?? Buffer.allocUnsafeSlow(partBytes));
        at += filling.take(chunk.subarray(at));
        if (!filling.isFull) continue;
        await send(filling);
        filling = null;
      }
    if (filling) await send(filling);
    await Promise.all(running);
    return total;
  } finally {
    await Promise.allSettled(running);
  }
}
