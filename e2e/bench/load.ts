import { connect, type Socket } from "node:net";
import { performance } from "node:perf_hooks";

export type Load = { perSecond: number; count: number; errors: number; latenciesMs: number[] };

const HEAD_END = "\r\n\r\n";

/** Whether an answer is there to its last byte; only one is ever on its way. */
function isWhole(answer: string, headEnd: number): boolean {
  const head = answer.slice(0, headEnd);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return answer.length >= headEnd + HEAD_END.length + Number(length);
  return !/\r\ntransfer-encoding: *chunked/i.test(head) || answer.endsWith(`\r\n0${HEAD_END}`);
}

/** Reads one answer after another off a kept connection; calls back with the status of each. */
function onAnswer(socket: Socket, answered: (status: number) => void): void {
  let pending = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    pending += chunk;
    const headEnd = pending.indexOf(HEAD_END);
    if (headEnd < 0 || !isWhole(pending, headEnd)) return;
    const status = Number(pending.slice(9, 12));
    pending = "";
    answered(status);
  });
}

/** One request after another on each of `connections` kept connections, for `durationMs`. Raw sockets: the client must not be what is measured. */
export async function applyLoad(
  url: string,
  headers: Record<string, string>,
  options: { connections: number; durationMs: number },
): Promise<Load> {
  const { hostname, port, host, pathname, search } = new URL(url);
  const lines = Object.entries({ Host: host, ...headers }).map(([name, value]) => `${name}: ${value}`);
  const request = `GET ${pathname}${search} HTTP/1.1\r\n${lines.join("\r\n")}${HEAD_END}`;
  const latenciesMs: number[] = [];
  let errors = 0;
  const began = performance.now();

  async function worker(): Promise<void> {
    const socket = connect(Number(port), hostname);
    await new Promise((done, fail) => socket.once("connect", done).once("error", fail));
    socket.setNoDelay(true);
    await new Promise<void>((done) => {
      let sentAt = performance.now();
      const send = () => {
        sentAt = performance.now();
        socket.write(request);
      };
      socket.on("close", done).on("error", () => {
        errors += 1;
      });
      onAnswer(socket, (status) => {
        latenciesMs.push(performance.now() - sentAt);
        if (status !== 200) errors += 1;
        if (performance.now() - began < options.durationMs) send();
        else socket.destroy();
      });
      send();
    });
  }

  await Promise.all(Array.from({ length: options.connections }, worker));
  const tookMs = performance.now() - began;
  return { perSecond: (latenciesMs.length / tookMs) * 1000, count: latenciesMs.length, errors, latenciesMs };
}
