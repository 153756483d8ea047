import type { IncomingMessage, Server } from "node:http";

type Socket = IncomingMessage["socket"];

/** In each window so much of a body has to come: 273 bytes a second where the window is a minute. */
const MIN_BYTES = 16 * 1024;

/**
 * Cuts clients that hold a connection and do not go on (S15, X4): a body of which less than 16 KiB come in a window, an
 * answer of which nothing is taken in one. A slow upload may last for hours, and a deed of ours may take as long as it
 * needs: what has come and was not read yet is not the client's delay.
 * @param windowMs looked at once in each; a client is cut after one to two of them
 */
export function cutSlowClients(server: Server, windowMs: number): void {
  const current = new WeakMap<Socket, IncomingMessage>();
  const note = (incoming: IncomingMessage) => void current.set(incoming.socket, incoming);
  server.on("request", note).on("checkContinue", note);
  server.on("connection", (socket: Socket) => {
    let before = look(socket, current.get(socket));
    const timer = setInterval(() => {
      const now = look(socket, current.get(socket));
      if (isStalled(before, now)) cut(server, socket);
      before = now;
    }, windowMs).unref();
    socket.once("close", () => clearInterval(timer));
  });
}

type Look = {
  incoming: IncomingMessage | undefined;
  read: number;
  written: number;
  waits: boolean;
  /** Something has come that we have not read: until we do, nothing more is taken from the client. */
  isOurs: boolean;
};

const look = (socket: Socket, incoming: IncomingMessage | undefined): Look => ({
  incoming,
  read: socket.bytesRead,
  written: socket.bytesWritten,
  waits: socket.writableLength > 0,
  isOurs: (incoming?.readableLength ?? 0) > 0,
});

function isStalled(before: Look, now: Look): boolean {
  if (before.waits && now.waits) return now.written === before.written;
  const { incoming } = now;
  const isSame = incoming !== undefined && incoming === before.incoming;
  // What we began to read only now may not have gone on yet: the whole window has to be the client's.
  if (!isSame || incoming.complete || before.isOurs || now.isOurs) return false;
  return now.read - before.read < MIN_BYTES;
}

/** Told as Node tells a request that takes too long, so that it is answered in one place. */
function cut(server: Server, socket: Socket): void {
  const error = Object.assign(new Error("The client is too slow."), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
  if (!server.emit("clientError", error, socket)) socket.destroy(error);
}
