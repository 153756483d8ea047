import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import { pipeline } from "node:stream";
import type { Server } from "../server.ts";

export type Seen = {
  /** Method and address; digests and upload ids are left out of it, so that two runs of a client read the same. */
  line: string;
  status: number;
  /** The `Authorization` header as it was sent; `undefined` where there was none. */
  authorization: string | undefined;
  range: string | undefined;
  answer: IncomingMessage["headers"];
};

/** An answer that the server is not asked for, as a busy registry or a proxy before it gives. */
export type Fault = { status: number; headers?: Record<string, string> };

export type Recorder = {
  /** `localhost:port`: a client that speaks to it speaks to the server. */
  host: string;
  seen: Seen[];
  /** `line status` of everything seen so far, which is forgotten with it. */
  take: () => string[];
  /** Asked for each request with its method and address; what it returns is answered in place of the server. */
  faults: (decide: (method: string, address: string) => Fault | undefined) => void;
  close: () => Promise<void>;
};

const lineOf = (method = "", address = "") =>
  `${method} ${decodeURIComponent(address)
    .replace(/\/uploads\/[^/?]+/, "/uploads/<id>")
    .replace(/sha256:[0-9a-f]{64}/g, "<digest>")}`;

/** A door in front of a server that keeps what came through, and may be told to refuse. */
export async function recorderBefore(server: Pick<Server, "url">): Promise<Recorder> {
  const seen: Seen[] = [];
  let decide: Parameters<Recorder["faults"]>[0] = () => undefined;
  const door = createServer((from, to) => {
    const { method, url = "", headers } = from;
    const keep = (status: number, answer: Seen["answer"]) =>
      seen.push({
        line: lineOf(method, url),
        status,
        authorization: headers.authorization,
        range: headers.range,
        answer,
      });
    const fault = decide(method ?? "", url);
    if (fault) {
      keep(fault.status, {});
      from.resume();
      to.writeHead(fault.status, { ...fault.headers, "content-length": 0 }).end();
      return;
    }
    const onward = request(`${server.url}${url}`, { method, headers });
    onward.on("response", (answer) => {
      const status = answer.statusCode ?? 0;
      keep(status, answer.headers);
      if (to.destroyed) return void answer.resume(); // The client has gone away meanwhile.
      to.writeHead(status, answer.rawHeaders);
      pipeline(answer, to, () => {});
    });
    // A client that goes away in the middle, or a server that does: the other side is told by a broken connection.
    onward.on("error", () => to.destroy());
    pipeline(from, onward, () => {});
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  const address = door.address();
  if (address === null || typeof address === "string") throw new Error("The recorder has no port.");
  return {
    host: `localhost:${address.port}`,
    seen,
    take: () => seen.splice(0).map(({ line, status }) => `${line} ${status}`),
    faults: (next) => {
      decide = next;
    },
    close: async () => {
      door.closeAllConnections();
      door.close();
      await once(door, "close");
    },
  };
}
