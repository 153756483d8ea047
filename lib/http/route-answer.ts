/** What a route answers, before it becomes a `Response`: plain, so that it can be kept for a repeated request (API-21). */
export type RouteAnswer = {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
};

const json = (status: number, view: unknown, headers: Record<string, string> = {}): RouteAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify(view),
});

export const ok = (view: unknown, headers?: Record<string, string>): RouteAnswer => json(200, view, headers);

/** @param location the address of what was made, relative to the host */
export const created = (view: unknown, location?: string): RouteAnswer =>
  json(201, view, location ? { location } : {});

/** 202: what was asked for is under way. @param location where to ask how far it is */
export const accepted = (view: unknown, location?: string): RouteAnswer =>
  json(202, view, location ? { location } : {});

export const noContent = (): RouteAnswer => ({ status: 204, headers: {}, body: null });

/** 307: the same method, at another address of ours. */
export const redirected = (location: string): RouteAnswer => ({
  status: 307,
  headers: { location, "content-length": "0" },
  body: null,
});

/** The quoted form of RFC 6266 with an ASCII fallback, so that no file name can end the header or the quotes. */
function disposition(how: "inline" | "attachment", fileName: string): string {
  const plain = fileName.replace(/[^A-Za-z0-9._+-]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
const isText = (bytes: Uint8Array): boolean => {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/**
 * The bytes of one file, as plain text or as a download: never as something that a browser runs, whatever it is called.
 * @param id of the content, which becomes the `ETag`
 */
export function fileBytes(path: string, bytes: Uint8Array, id: string): RouteAnswer {
  const text = isText(bytes);
  return {
    status: 200,
    headers: {
      "content-type": text ? "text/plain; charset=utf-8" : "application/octet-stream",
      "content-disposition": disposition(text ? "inline" : "attachment", path.split("/").at(-1) ?? path),
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, no-cache",
      etag: `"${id}"`,
    },
    body: own(bytes),
  };
}

/** A package, exactly as it is stored. */
export function packageBytes(fileName: string, bytes: Uint8Array, digest: string): RouteAnswer {
  return {
    status: 200,
    headers: {
      "content-type": "application/gzip",
      "content-disposition": disposition("attachment", fileName),
      "cache-control": "private, no-cache",
      etag: `"${digest}"`,
    },
    body: own(bytes),
  };
}

/** An image that somebody set: shown as one, and never as a page, whatever its bytes are. */
export function imageBytes(mediaType: string, bytes: Uint8Array, digest: string): RouteAnswer {
  return {
    status: 200,
    headers: {
      "content-type": mediaType,
      "content-disposition": "inline",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-cache",
      etag: `"${digest}"`,
    },
    body: own(bytes),
  };
}

/** So much is sent at once. */
const CHUNK_CHARACTERS = 64 * 1024;

/** Reads no further than its reader, and ends when that one goes away. */
function asStream(text: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const parts = text[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      let chunk = "";
      while (chunk.length < CHUNK_CHARACTERS) {
        const next = await parts.next();
        if (next.done) break;
        chunk += next.value;
      }
      if (chunk === "") controller.close();
      else controller.enqueue(encoder.encode(chunk));
    },
    async cancel() {
      await parts.return?.();
    },
  });
}

/** A download that is written while it is read: of any length, never whole in memory. */
export function textStream(fileName: string, contentType: string, text: AsyncIterable<string>): RouteAnswer {
  return {
    status: 200,
    headers: { "content-type": contentType, "content-disposition": disposition("attachment", fileName) },
    body: asStream(text),
  };
}

/** The same for bytes. */
export function byteStream(
  fileName: string,
  contentType: string,
  bytes: AsyncIterable<Uint8Array>,
): RouteAnswer {
  const parts = bytes[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await parts.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await parts.return?.();
    },
  });
  return {
    status: 200,
    headers: { "content-type": contentType, "content-disposition": disposition("attachment", fileName) },
    body,
  };
}

/** Whether the caller has this content already (RFC 9110, section 13.1.2: weak comparison, a list, or `*`). */
function isKnown(ifNoneMatch: string | null, etag: string | undefined): boolean {
  if (!ifNoneMatch || !etag) return false;
  return ifNoneMatch.split(",").some((one) => {
    const tag = one.trim().replace(/^W\//, "");
    return tag === "*" || tag === etag;
  });
}

/** What every answer of the portal API carries: nobody in between keeps it, no browser guesses its type. */
const always = (requestId: string) => ({
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-request-id": requestId,
});

export function toResponse(answer: RouteAnswer, request: Request, requestId: string): Response {
  const headers = { ...always(requestId), ...answer.headers };
  const isRead = request.method === "GET" || request.method === "HEAD";
  const known = isRead && answer.status === 200;
  if (known && isKnown(request.headers.get("if-none-match"), answer.headers.etag))
    return new Response(null, { status: 304, headers });
  return new Response(answer.body, { status: answer.status, headers });
}
