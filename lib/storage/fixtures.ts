import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startFauxqs } from "fauxqs";
import type { S3Address } from "#lib/env/s3-address.ts";

/** Any do: the server of the tests checks none. */
export const SOME_KEYS = { accessKeyId: "test", secretAccessKey: "not-a-secret" };

/** What happens to a request on its way to the bucket. */
export type Weather = (incoming: IncomingMessage) => "pass" | "refuse" | "cut" | "flip" | "hang";

/** Takes a request to the server behind, and its answer back: whole, cut off in the middle, or with one bit turned. */
function forward(
  port: number,
  fate: "pass" | "cut" | "flip",
  incoming: IncomingMessage,
  out: ServerResponse,
) {
  const { method = "GET", url: path = "/", headers } = incoming;
  const onwards = request({ port, host: "127.0.0.1", method, path, headers }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    answer.on("end", () => {
      const body = Buffer.concat(chunks);
      if (fate === "flip" && body.length > 0) body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
      out.writeHead(answer.statusCode ?? 500, answer.headers);
      if (fate !== "cut") out.end(body);
      else out.write(body.subarray(0, body.length >> 1), () => out.destroy());
    });
  });
  onwards.on("error", () => out.destroy());
  incoming.pipe(onwards);
}

const REFUSAL = "<Error><Code>InternalError</Code><Message>canary of the store</Message></Error>";

/**
 * A bucket of its own, on a server that speaks S3 in this process (DT-1), with a door before it at which `weather` decides
 * what happens to each request.
 */
export async function aBucket(name = "blobs") {
  const server = await startFauxqs({ port: 0, logger: false });
  server.createBucket(name);
  let weather: Weather = () => "pass";
  const door = createServer((incoming, outgoing) => {
    const fate = weather(incoming);
    if (fate === "hang") return;
    if (fate === "refuse") outgoing.writeHead(500, { "content-type": "application/xml" }).end(REFUSAL);
    else forward(server.port, fate, incoming, outgoing);
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  const { port } = door.address() as AddressInfo; // It listens on a port, not on a pipe.
  const endpoint = `http://127.0.0.1:${port}`;
  const address: S3Address = { bucket: name, prefix: "test/", endpoint, region: "us-east-1" };
  return {
    address,
    /** As `BLOB_STORE` names it. */
    url: `s3://${name}/test?endpoint=${encodeURIComponent(endpoint)}&region=us-east-1`,
    weather: (next: Weather) => {
      weather = next;
    },
    close: async () => {
      door.closeAllConnections();
      door.close();
      await server.stop();
    },
  };
}
