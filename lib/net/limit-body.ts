import type { Dispatcher } from "undici";
import { Problem } from "#lib/problems/problem.ts";
import { asOutboundProblem } from "./outbound-problem.ts";

const EMPTY = new Set([101, 204, 205, 304]);

function tooLarge(host: string, maxBytes: number): Problem {
  const words = `${host}: the answer is larger than ${maxBytes} bytes`;
  return new Problem("outbound_failed", { detail: words, facts: { cause: "too-large" } });
}

function headersOf(answer: Dispatcher.ResponseData): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  return headers;
}

type Bounds = { maxBytes: number; signal: AbortSignal; onEnd: () => void };

/** @yields the chunks of a body, until it is over its size or its time. */
async function* bounded(answer: Dispatcher.ResponseData, host: string, { maxBytes, signal, onEnd }: Bounds) {
  let bytes = 0;
  try {
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(host, maxBytes);
      yield new Uint8Array(chunk);
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : asOutboundProblem(error, host);
  } finally {
    onEnd();
    answer.body.on("error", () => {}).destroy();
  }
}

/** A stream that reads only when it is read. */
function asStream(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * An answer as a Response whose body fails over `maxBytes`, or with the signal's reason. `url` is the address that answered;
 * `onEnd` is called when the body has ended, one way or another.
 */
export function limitBody(
  answer: Dispatcher.ResponseData,
  { url, method }: { url: URL; method: string },
  bounds: Bounds,
): Response {
  const hasBody = method !== "HEAD" && !EMPTY.has(answer.statusCode);
  if (hasBody && Number(answer.headers["content-length"]) > bounds.maxBytes) {
    answer.body.on("error", () => {}).destroy();
    throw tooLarge(url.host, bounds.maxBytes);
  }
  if (!hasBody) {
    answer.body.on("error", () => {}).resume();
    bounds.onEnd();
  }
  const body = hasBody ? asStream(bounded(answer, url.host, bounds)) : null;
  // A Response cannot be made with a status outside 200 to 599.
  const status = Math.max(200, Math.min(599, answer.statusCode));
  const response = new Response(body, { status, headers: headersOf(answer) });
  Object.defineProperty(response, "url", { value: url.href });
  return response;
}
