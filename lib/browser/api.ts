import type { z } from "zod";
import type { FieldProblem } from "#lib/problems/problem.ts";

type Reason = {
  code: string;
  status: number;
  title: string;
  detail?: string | undefined;
  hint?: string | undefined;
  fields?: FieldProblem[] | undefined;
  facts?: Record<string, unknown> | undefined;
  requestId?: string | undefined;
};

/**
 * Why a request did not succeed. `code` is a row of the catalogue of refusals, or `unreachable` (no answer came; status
 * 0), or `answer_unreadable` (an answer that is not ours: a proxy's page, another release).
 */
export class ApiProblem extends Error {
  override name = "ApiProblem";
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;
  readonly hint: string | null;
  readonly fields: FieldProblem[];
  readonly facts: Record<string, unknown>;
  readonly requestId: string | null;

  constructor(reason: Reason, cause?: unknown) {
    super(reason.detail ?? reason.title, { cause });
    this.code = reason.code;
    this.status = reason.status;
    this.title = reason.title;
    this.detail = reason.detail ?? null;
    this.hint = reason.hint ?? null;
    this.fields = reason.fields ?? [];
    this.facts = reason.facts ?? {};
    this.requestId = reason.requestId ?? null;
  }
}

export function isApiProblem(error: unknown, ...codes: string[]): error is ApiProblem {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
}

type Query = Record<string, string | number | boolean | null | undefined>;
type Ask = { signal?: AbortSignal; query?: Query };
type Write = Ask & { headers?: Record<string, string> };
/** What a file's bytes come with: `etag` is the content's id, without quotes. */
export type ApiFile = { bytes: Uint8Array<ArrayBuffer>; etag: string | null };
export type Upload = Ask & {
  /** POST where it is not said. */
  method?: "POST" | "PUT";
  contentType: string;
  /** Called with the part that is sent, from 0 to 1. */
  onProgress?: (part: number) => void;
};

/** The organization that the page's own address names: what a page asks for belongs to it, whatever other tabs show. */
function organizationHere(): Query {
  const org = typeof location === "undefined" ? null : new URLSearchParams(location.search).get("org");
  return org ? { org } : {};
}

/** Adds what is set to an address; a null or undefined value stays out. */
function withQuery(path: string, query: Query = {}): string {
  const set = Object.entries({ ...organizationHere(), ...query }).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  if (set.length === 0) return path;
  return `${path}?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`;
}

function unreachable(cause: unknown): ApiProblem {
  const reason = {
    code: "unreachable",
    status: 0,
    title: "the server did not answer",
    hint: "Check the connection and try again. What you wrote is still here.",
  };
  return new ApiProblem(reason, cause);
}

function unreadable(status: number, cause: unknown): ApiProblem {
  const reason = {
    code: "answer_unreadable",
    status,
    title: "the answer could not be read",
    detail: `The server answered ${status} with something that this page does not understand.`,
    hint: "Reload the page: a newer version of it may be there.",
  };
  return new ApiProblem(reason, cause);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function refusalOf(status: number, text: string): Promise<ApiProblem> {
  const { problemJsonSchema } = await import("#lib/problems/problem-json.ts"); // Only a refusal needs it, and zod.
  const parsed = problemJsonSchema.safeParse(parseJson(text));
  return parsed.success ? new ApiProblem(parsed.data) : unreadable(status, parsed.error);
}

/** What an answer is read by: a schema, or how to load it when the answer is there. */
type Shape<T> = z.ZodType<T> | (() => Promise<z.ZodType<T>>);

async function answerOf<T>(shape: Shape<T>, status: number, text: string): Promise<T> {
  const schema = typeof shape === "function" ? await shape() : shape;
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) throw unreadable(status, parsed.error);
  return parsed.data;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, { ...init, credentials: "same-origin" });
    if (response.ok) return response;
    throw await refusalOf(response.status, await response.text());
  } catch (error) {
    const meant = error instanceof ApiProblem || (error instanceof Error && error.name === "AbortError");
    throw meant ? error : unreachable(error);
  }
}

async function ask<T>(
  method: string,
  path: string,
  answer: Shape<T>,
  write: Write & { body?: unknown },
): Promise<T> {
  const { signal, query, headers = {}, body } = write;
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const response = await send(withQuery(path, query), {
    method,
    headers: { accept: "application/json", ...type, ...headers },
    signal: signal ?? null,
    ...json,
  });
  return answerOf(answer, response.status, await response.text());
}

/** fetch cannot say how much of a body is sent; XMLHttpRequest can. */
function upload<T>(path: string, bytes: Blob, answer: Shape<T>, options: Upload): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(options.method ?? "POST", withQuery(path, options.query));
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", options.contentType);
    request.upload.onprogress = ({ loaded, total }) => options.onProgress?.(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(unreachable(undefined));
    request.onabort = () => reject(new DOMException("The upload was stopped.", "AbortError"));
    request.onload = () => {
      const { status, responseText } = request;
      const isDone = status >= 200 && status < 300;
      if (isDone) resolve(answerOf(answer, status, responseText));
      else void refusalOf(status, responseText).then(reject);
    };
    options.signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(bytes);
  });
}

/**
 * The portal API as the browser calls it, with the session's cookie. Answers are parsed by the schema given.
 * @throws ApiProblem for a refusal, for no answer and for an answer that cannot be read; AbortError when stopped
 */
export const api = {
  get: <T>(path: string, answer: Shape<T>, options: Ask = {}) => ask("GET", path, answer, options),
  post: <T>(path: string, body: unknown, answer: Shape<T>, options: Write = {}) =>
    ask("POST", path, answer, { ...options, body }),
  put: <T>(path: string, body: unknown, answer: Shape<T>, options: Write = {}) =>
    ask("PUT", path, answer, { ...options, body }),
  patch: <T>(path: string, body: unknown, answer: Shape<T>, options: Write = {}) =>
    ask("PATCH", path, answer, { ...options, body }),
  /** Answers 204: there is nothing to parse. */
  delete: async (path: string, options: Ask = {}): Promise<void> => {
    await send(withQuery(path, options.query), { method: "DELETE", signal: options.signal ?? null });
  },
  /** The bytes of one file. */
  file: async (path: string, options: Ask = {}): Promise<ApiFile> => {
    const response = await send(withQuery(path, options.query), { signal: options.signal ?? null });
    const etag = response.headers.get("etag")?.replace(/^(?:W\/)?"(.*)"$/, "$1") ?? null;
    return { bytes: new Uint8Array(await response.arrayBuffer()), etag };
  },
  upload,
};
