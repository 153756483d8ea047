import type { Answer } from "./registry-call.ts";

/** OCI-10, OCI-16: what every response under /v2 carries. */
export const COMMON_HEADERS = {
  "Docker-Distribution-API-Version": "registry/2.0",
  Vary: "Authorization",
  "Cache-Control": "private, no-transform",
} as const;

/** OCI-16: content by digest never changes. */
export const IMMUTABLE = "private, no-transform, max-age=31536000, immutable";
export const BY_TAG = "private, no-transform, no-cache";

/** A JSON document; its type has no parameters (OCI-12). */
export function jsonAnswer(
  status: number,
  document: unknown,
  headers: Record<string, string> = {},
  contentType = "application/json",
): Answer & { headers: Record<string, string>; body: Buffer } {
  const body = Buffer.from(JSON.stringify(document));
  return {
    status,
    headers: {
      ...COMMON_HEADERS,
      "Content-Type": contentType,
      "Content-Length": String(body.length),
      ...headers,
    },
    body,
  };
}

/** No body. Its length is said where the status allows one: an empty answer must not be sent chunked. */
export function emptyAnswer(status: number, headers: Record<string, string | string[]> = {}): Answer {
  const length = status === 204 || status === 304 ? {} : { "Content-Length": "0" };
  return { status, headers: { ...COMMON_HEADERS, ...length, ...headers }, body: null };
}
