import { Errno } from "./errno.ts";

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** The memory of a module, as its host reads and writes it. Views are made anew after it grew. */
export class GuestMemory {
  readonly #memory: WebAssembly.Memory;
  #bytes: Uint8Array;
  #view: DataView;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  get bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.#memory.buffer) {
      this.#bytes = new Uint8Array(this.#memory.buffer);
      this.#view = new DataView(this.#memory.buffer);
    }
    return this.#bytes;
  }

  get view(): DataView {
    void this.bytes;
    return this.#view;
  }

  setU32(at: number, value: number): void {
    this.view.setUint32(at, value, true);
  }

  setU64(at: number, value: bigint): void {
    this.view.setBigUint64(at, value, true);
  }

  readText(at: number, length: number): string {
    return text.decode(this.bytes.subarray(at, at + length));
  }

  /** Writes as much of the text as fits. @returns how many bytes that are */
  writeText(at: number, length: number, value: string): number {
    const encoded = utf8.encode(value).subarray(0, length);
    this.bytes.set(encoded, at);
    return encoded.length;
  }

  /** The parts of memory that an array of `iovec` names. */
  slices(at: number, count: number): Uint8Array[] {
    const { bytes, view } = this;
    return Array.from({ length: count }, (_, index) => {
      const start = view.getUint32(at + 8 * index, true);
      return bytes.subarray(start, start + view.getUint32(at + 8 * index + 4, true));
    });
  }

  /** Writes texts that end with a zero byte, and a pointer to each. */
  writeList(texts: readonly string[], pointers: number, buffer: number): Errno {
    let at = buffer;
    for (const [index, one] of texts.entries()) {
      this.setU32(pointers + 4 * index, at);
      at += this.writeText(at, Number.POSITIVE_INFINITY, `${one}\0`);
    }
    return Errno.ok;
  }

  writeListSizes(texts: readonly string[], count: number, size: number): Errno {
    this.setU32(count, texts.length);
    this.setU32(
      size,
      texts.reduce((sum, one) => sum + utf8.encode(one).length + 1, 0),
    );
    return Errno.ok;
  }
}
