import { connect, type Socket } from "node:net";

export type Sent = { method: string; target: string; headers?: Record<string, string>; body?: Uint8Array };
export type Received = { status: number; head: string; body: Buffer };

const HEAD_END = "\r\n\r\n";
const CHUNKS_END = Buffer.from(`0${HEAD_END}`);

/** The bytes of a request, made once and sent many times. */
export function requestBytes(host: string, { method, target, headers, body }: Sent): Buffer {
  const all = { Host: host, ...headers, ...(body ? { "Content-Length": String(body.length) } : {}) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}${HEAD_END}`, "latin1");
  return body ? Buffer.concat([head, body]) : head;
}

export function headerOf(head: string, name: string): string | null {
  const at = head.toLowerCase().indexOf(`\r\n${name.toLowerCase()}:`);
  if (at < 0) return null;
  const from = at + name.length + 3;
  const end = head.indexOf("\r\n", from);
  return head.slice(from, end < 0 ? undefined : end).trim();
}

/** Bytes that follow the head, or "chunked" where only the last chunk says so. */
function lengthOf(head: string, isHead: boolean): number | "chunked" {
  const status = Number(head.slice(9, 12));
  if (isHead || status === 204 || status === 304) return 0;
  const length = headerOf(head, "content-length");
  return length === null ? "chunked" : Number(length);
}

/**
 * One kept connection, one request at a time, on a bare socket: a client that costs little, so that it is the server that is
 * measured. It reads lengths and chunks, and nothing else of HTTP.
 */
export class Connection {
  readonly #socket: Socket;
  #parts: Buffer[] = [];
  #bytes = 0;
  #head: string | null = null;
  #left: number | "chunked" = 0;
  #isHead = false;
  #settle: { done: (answer: Received) => void; fail: (error: Error) => void } | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    const broken = (error?: Error) => this.#settle?.fail(error ?? new Error("The connection was closed."));
    socket.on("error", broken).on("close", () => broken());
  }

  static async open(port: number, host = "127.0.0.1"): Promise<Connection> {
    const socket = connect(port, host);
    await new Promise((done, fail) => socket.once("connect", done).once("error", fail));
    return new Connection(socket);
  }

  /** Sends prepared bytes. @throws Error when the connection breaks before the whole answer is there */
  send(bytes: Buffer): Promise<Received> {
    this.#isHead = bytes[0] === 0x48; // "H" of HEAD
    return new Promise((done, fail) => {
      this.#settle = { done, fail };
      this.#socket.write(bytes);
    });
  }

  /** Bytes of a request that is being written in parts; `send` the last of them. Waits until the socket takes more. */
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#socket.write(bytes)) await new Promise((done) => this.#socket.once("drain", done));
  }

  close(): void {
    this.#settle = null;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    let rest = chunk;
    if (this.#head === null) {
      const joined = this.#parts.length === 0 ? chunk : Buffer.concat([...this.#parts, chunk]);
      const end = joined.indexOf(HEAD_END);
      if (end < 0) {
        this.#parts = [joined];
        return;
      }
      this.#head = joined.toString("latin1", 0, end);
      this.#left = lengthOf(this.#head, this.#isHead);
      this.#parts = [];
      this.#bytes = 0;
      rest = joined.subarray(end + HEAD_END.length);
    }
    if (rest.length > 0) this.#parts.push(rest);
    this.#bytes += rest.length;
    if (this.#isWhole(rest)) this.#finish();
  }

  #isWhole(last: Buffer): boolean {
    if (this.#left !== "chunked") return this.#bytes >= this.#left;
    const tail = last.length >= CHUNKS_END.length ? last : Buffer.concat(this.#parts.slice(-2));
    return tail.subarray(-CHUNKS_END.length).equals(CHUNKS_END);
  }

  #finish(): void {
    const head = this.#head ?? "";
    const parts = this.#parts;
    const settle = this.#settle;
    this.#head = null;
    this.#parts = [];
    this.#settle = null;
    const status = Number(head.slice(9, 12));
    const answer = { status, head, body: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts) };
    // "100 Continue" comes before the answer proper; none is asked for here.
    settle?.done(answer);
  }
}
