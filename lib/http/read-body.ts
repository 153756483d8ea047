import { isProblem, Problem } from "#lib/problems/problem.ts";

/** Bytes as people read them: 1.5 MiB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [size, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "KiB"] : [bytes / 1024 ** 2, "MiB"];
  return `${Number.isInteger(size) ? size : size.toFixed(1)} ${unit}`;
}

function tooLarge(maxBytes: number, announced: number | null): Problem {
  const size = announced === null ? `more than ${sizeWords(maxBytes)}` : sizeWords(announced);
  return new Problem("too_large", {
    detail: `The body has ${size}; at most ${sizeWords(maxBytes)} are taken here.`,
    hint: "Send less at once: leave out files that are not needed, or save in several commits.",
    facts: { limit: maxBytes },
  });
}

async function readChunks(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes, null);
    }
    chunks.push(value);
  }
}

/**
 * Reads a body whole, and stops at the bound.
 * @throws Problem "too_large" at the announced length, or when more arrives than may; "input_invalid" when it stops half-way
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes) throw tooLarge(maxBytes, announced);
  if (!request.body) return Buffer.alloc(0);
  try {
    return await readChunks(request.body, maxBytes);
  } catch (error) {
    if (isProblem(error)) throw error;
    throw new Problem("input_invalid", {
      detail: "The body ended before it was complete.",
      hint: "Send it again.",
      cause: error,
    });
  }
}

/** The media type without its parameters, lower case; empty where none is named. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** @throws Problem "input_invalid" when the bytes are no JSON in UTF-8 */
export function parseJsonBody(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Problem("input_invalid", {
      detail: "The body is not valid JSON in UTF-8.",
      cause: error,
    });
  }
}
