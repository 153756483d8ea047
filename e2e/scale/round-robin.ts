import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy that sends each request to the next server in turn, whatever connection it came on: as unkind as one may be. */
export async function aRoundRobin() {
  let targets: URL[] = [];
  let turn = 0;

  function forward(incoming: IncomingMessage, outgoing: ServerResponse, sendsBody: boolean): void {
    const target = targets[turn++ % targets.length];
    const { method = "GET", url = "/", headers } = incoming;
    const onwards = request({ host: target?.hostname, port: target?.port, method, path: url, headers });
    onwards.on("response", (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
      answer.on("error", () => outgoing.destroy());
    });
    // Who waits for a word before sending gets it from the server (OCI-21).
    onwards.on("continue", () => {
      outgoing.writeContinue();
      incoming.pipe(onwards);
    });
    onwards.on("error", () => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end();
    });
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) onwards.destroy();
    });
    if (sendsBody) incoming.pipe(onwards);
    else onwards.flushHeaders();
  }

  const proxy = createServer((incoming, outgoing) => forward(incoming, outgoing, true));
  proxy.on("checkContinue", (incoming, outgoing) => forward(incoming, outgoing, false));
  proxy.requestTimeout = 0;
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo; // It listens on a port, not on a pipe.
  return {
    url: `http://localhost:${port}`,
    host: `localhost:${port}`,
    sendTo: (urls: string[]) => {
      targets = urls.map((url) => new URL(url));
    },
    close: async () => {
      proxy.closeAllConnections();
      proxy.close();
      await once(proxy, "close");
    },
  };
}
