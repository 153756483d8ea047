import type { Readable } from "node:stream";

/** So much is held at most while the reader is busy: enough for it to go on at once when it comes back. */
const MAX_WAITING_BYTES = 512 * 1024;

/**
 * The chunks of a stream as they come, while the reader may be busy with what came before: a gibibyte is not stopped and
 * started again for each 64 KiB of it. A reader that stops early leaves the stream open and paused.
 * @throws what the stream fails with; an error where it is closed before its end
 */
export async function* takeChunks(stream: Readable): AsyncGenerator<Buffer> {
  const waiting: Buffer[] = [];
  let bytes = 0;
  const state: { ended: boolean; failure: Error | null } = { ended: false, failure: null };
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes >= MAX_WAITING_BYTES) stream.pause();
    wake();
  };
  const finish = (failure: Error | null) => {
    if (!state.ended) Object.assign(state, { ended: true, failure });
    wake();
  };
  const onEnd = () => finish(null);
  const onError = (error: Error) => finish(error);
  const onClose = () => state.ended || finish(new Error("The stream was closed before its end."));
  if (stream.readableEnded) onEnd();
  else if (stream.destroyed) onClose();
  stream.on("data", onData).on("end", onEnd).on("error", onError).on("close", onClose);
  try {
    for (;;) {
      const chunk = waiting.shift();
      if (chunk) {
        bytes -= chunk.length;
        if (bytes === 0 && stream.isPaused()) stream.resume();
        yield chunk;
        continue;
      }
      if (state.failure) throw state.failure;
      if (state.ended) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
    }
  } finally {
    stream.off("data", onData).off("end", onEnd).off("error", onError).off("close", onClose).pause();
  }
}

/**
 * Gives the memory of each chunk back as soon as the next is asked for, for readers that have copied it by then. Left to the
 * collector of garbage, a gibibyte in pieces of 64 KiB costs as much again as receiving, hashing and writing it.
 */
export async function* lendChunks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    yield chunk;
    const { buffer } = chunk;
    // What shares its memory with something else is not ours to give back.
    if (buffer instanceof ArrayBuffer && buffer.byteLength === chunk.byteLength) buffer.transfer(0);
  }
}
