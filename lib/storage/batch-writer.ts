import type { FileHandle } from "node:fs/promises";

/** What is written at once: with pieces as small as a socket gives them, handing over costs more than writing. */
const BATCH_BYTES = 512 * 1024;
/** What the disk is asked to take meanwhile: the sync at the end then has little left to wait for. */
const SYNC_BYTES = 64 * 1024 * 1024;

/**
 * Appends to a file in large pieces; one is on its way to the disk while the next fills. Two pieces of memory are used again and
 * again, and no chunk is kept: what lies outside of its heap the collector of garbage finds late and dearly.
 */
export class BatchWriter {
  readonly #handle: FileHandle;
  #filling: Buffer | null = null;
  #filled = 0;
  #spare: Buffer | null = null;
  #writing: Promise<void> = Promise.resolve();
  #unsynced = 0;
  /** A sync that fails tells it only once, so that it is not forgotten until the end. */
  #syncing: Promise<void> = Promise.resolve();

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Returns when the chunk was copied and there is room for more. @throws what an earlier write failed with */
  async add(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length; ) {
      // Memory that nobody has touched yet costs nothing.
      this.#filling ??= Buffer.allocUnsafeSlow(BATCH_BYTES);
      const taken = chunk.subarray(at, at + BATCH_BYTES - this.#filled);
      this.#filling.set(taken, this.#filled);
      this.#filled += taken.length;
      at += taken.length;
      if (this.#filled === BATCH_BYTES) await this.#send(this.#filling);
    }
  }

  /** Returns when everything was handed to the operating system; the caller syncs it. */
  async finish(): Promise<void> {
    if (this.#filling) await this.#send(this.#filling);
    await Promise.all([this.#writing, this.#syncing]);
  }

  /** Returns when nothing is on its way any more, whether it arrived or not. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.#writing, this.#syncing]);
  }

  async #send(memory: Buffer): Promise<void> {
    const bytes = memory.subarray(0, this.#filled);
    await this.#writing;
    this.#filling = this.#spare;
    this.#filled = 0;
    this.#spare = memory;
    this.#writing = this.#write(bytes);
    // Told by the next call, which waits for it.
    this.#writing.catch(() => {});
  }

  async #write(bytes: Buffer): Promise<void> {
    // A disk that is nearly full takes a part of it; the next try then says that there is no room.
    for (let at = 0; at < bytes.length; ) at += (await this.#handle.write(bytes, at)).bytesWritten;
    this.#unsynced += bytes.length;
    if (this.#unsynced < SYNC_BYTES) return;
    this.#unsynced = 0;
    this.#syncing = this.#syncing.then(() => this.#handle.datasync());
    this.#syncing.catch(() => {}); // Told at the end.
  }
}
