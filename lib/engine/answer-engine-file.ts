import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gzip } from "node:zlib";
import { processWide } from "#lib/env/process-wide.ts";
import { type ServedFile, servedFiles } from "./served-files.ts";

/** Where a browser learns the addresses of everything else. */
const ADDRESSES = "addresses.json";
const FOR_GOOD = "public, max-age=31536000, immutable";

/**
 * Answers `/engine/…`: modules and Kubernetes schemas, by names that hold a hash of the content, for whoever asks. They
 * are the same for everybody.
 */
export async function answerEngineFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const [path = ""] = (request.url ?? "").split("?", 1);
  const name = path.slice("/engine/".length);
  const { byName, addresses } = await servedFiles();
  const file = byName.get(name);
  if (file) await sendFile(file, request, response);
  else if (name === ADDRESSES)
    send(request, response, Buffer.from(JSON.stringify(addresses)), {
      "content-type": "application/json",
      "cache-control": "no-cache",
    });
  else response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
}

async function sendFile(file: ServedFile, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const accepted = String(request.headers["accept-encoding"] ?? "");
  const encoding = ["br", "gzip"].find((one) =>
    new RegExp(`\\b${one}\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))`).test(accepted),
  );
  send(request, response, await encoded(file, encoding), {
    "content-type": file.contentType,
    "cache-control": FOR_GOOD,
    vary: "Accept-Encoding",
    ...(encoding && { "content-encoding": encoding }),
  });
}

/** Browsers do not take brotli over plain HTTP from another machine: those get gzip, which is made once. */
async function encoded(file: ServedFile, encoding: string | undefined): Promise<Buffer> {
  if (encoding === "br") return file.bytes;
  if (encoding !== "gzip") return promisify(brotliDecompress)(file.bytes);
  const zipped = processWide("engine.zipped-files", () => new Map<string, Promise<Buffer>>());
  const made =
    zipped.get(file.name) ?? promisify(brotliDecompress)(file.bytes).then((raw) => promisify(gzip)(raw));
  zipped.set(file.name, made);
  return made;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  headers: Record<string, string>,
): void {
  response.writeHead(200, { ...headers, "content-length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
}
