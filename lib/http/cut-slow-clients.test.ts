import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import { cutSlowClients } from "./cut-slow-clients.ts";

const WINDOW_MS = 400;
const HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\n";
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server that reads bodies, and a connection to it. */
async function aConnection(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
  headersMs = 60_000,
) {
  const server = createServer({ connectionsCheckingInterval: 50 }, answer);
  server.requestTimeout = 0;
  server.headersTimeout = headersMs;
  cutSlowClients(server, WINDOW_MS);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  closers.push(() => {
    socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  await once(socket, "connect");
  return socket;
}

const closeOf = (socket: Socket) => new Promise<void>((done) => socket.once("close", () => done()));

const readAll = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
  let bytes = 0;
  for await (const chunk of incoming) bytes += (chunk as Buffer).length; // Without encoding it gives buffers.
  outgoing.end(String(bytes));
};

/** Writes a piece, again and again, until it is told to stop. */
function drip(write: () => void, everyMs: number) {
  const timer = setInterval(write, everyMs);
  closers.push(() => clearInterval(timer));
  return () => clearInterval(timer);
}

it("S15 X4: a body of one byte at a time is cut, and reading it ends", async () => {
  const ended = Promise.withResolvers<string>();
  const socket = await aConnection((incoming, outgoing) => {
    readAll(incoming, outgoing).then(
      () => ended.resolve("whole"),
      () => ended.resolve("cut"),
    );
  });
  socket.write(`${HEAD}Content-Length: 1000000\r\n\r\n`);
  drip(() => socket.write("x"), 10);
  await closeOf(socket);
  expect(await ended.promise).toBe("cut");
});

it("S15: a slow body that goes on is read to its end, however many windows it takes", async () => {
  const pieces = 24;
  const socket = await aConnection((incoming, outgoing) => void readAll(incoming, outgoing).catch(() => {}));
  const piece = Buffer.alloc(20_000);
  socket.write(`${HEAD}Connection: close\r\nContent-Length: ${pieces * piece.length}\r\n\r\n`);
  let sent = 0;
  const stop = drip(() => {
    socket.write(piece);
    sent += 1;
    if (sent === pieces) stop();
  }, 50);
  expect(await text(socket)).toMatch(/200 OK[\s\S]*\r\n480000$/);
});

it("S15: what the server has not read yet is not the client's delay", async () => {
  const socket = await aConnection((incoming, outgoing) => {
    setTimeout(() => void readAll(incoming, outgoing).catch(() => {}), 4 * WINDOW_MS);
  });
  socket.write(`${HEAD}Connection: close\r\nContent-Length: 200000\r\n\r\n`);
  socket.write(Buffer.alloc(200_000));
  expect(await text(socket)).toMatch(/200 OK[\s\S]*\r\n200000$/);
});

it("S15: headers that do not end, and a connection that says nothing, are closed", async () => {
  const silent = await aConnection(() => {}, WINDOW_MS);
  await closeOf(silent.resume());
  const slow = (await aConnection(() => {}, WINDOW_MS)).resume();
  slow.write("POST / HTTP/1.1\r\n");
  drip(() => slow.write("X: y\r\n"), 20);
  await closeOf(slow);
});

it("S15: an answer that nobody takes is cut", async () => {
  const gone = Promise.withResolvers<void>();
  const socket = await aConnection((_incoming, outgoing) => {
    outgoing.once("close", () => gone.resolve());
    outgoing.end(Buffer.alloc(64 * 1024 * 1024));
  });
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  socket.pause();
  await gone.promise;
});
