import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "#lib/env/env.ts";
import type { Networks } from "#lib/env/networks.ts";

/** What is told where the connection has gone before it was asked about. */
const UNKNOWN = "unknown";

/** Some proxies write the port, too: `192.0.2.7:4711`, `[2001:db8::7]:4711`. */
const WITH_PORT = /^(?:\[([^\]]+)\]|(\d+\.\d+\.\d+\.\d+))(?::\d{1,5})?$/;

/** One spelling for each address; an IPv4 address that is written as an IPv6 one is the IPv4 address. */
function parseAddress(text: string): string | null {
  const [, bracketed, dotted] = WITH_PORT.exec(text) ?? [];
  const bare = bracketed ?? dotted ?? text;
  return isIP(bare) === 0 ? null : ipaddr.process(bare).toString();
}

/**
 * Who sent a request: the other end of the connection, or, where that is a trusted proxy, the last address in
 * `X-Forwarded-For` that no trusted proxy has. Read from the right, since a client can write what it likes to the left; what
 * is no address ends the reading.
 */
export function addressOf(peer: string, forwardedFor: string | undefined, trusted: Networks): string {
  let address = peer;
  const hops = forwardedFor?.split(",") ?? [];
  while (hops.length > 0 && trusted.has(address)) {
    const next = parseAddress(hops.pop()?.trim() ?? "");
    if (next === null) break;
    address = next;
  }
  return address;
}

/** Connections bring many requests, and all of them from one peer. */
const peers = new WeakMap<object, string>();

function peerOf({ socket }: IncomingMessage): string {
  const known = peers.get(socket);
  if (known !== undefined) return known;
  const address = parseAddress(socket.remoteAddress ?? "") ?? UNKNOWN;
  peers.set(socket, address);
  return address;
}

/**
 * The client's address (OCI-127): for limits, for logs and for what is counted by address. `Forwarded` and `X-Real-IP` are
 * never read.
 */
export function clientAddress(request: IncomingMessage): string {
  const peer = peerOf(request);
  const forwardedFor = request.headers["x-forwarded-for"];
  if (forwardedFor === undefined) return peer;
  return addressOf(peer, String(forwardedFor), env().CHARTROOM_TRUSTED_PROXIES);
}

/**
 * What shares a budget: an IPv4 address, or the /64 of an IPv6 one, whose owner can take any address in it.
 * @param address as clientAddress tells it
 */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = (address.split("%", 1)[0] ?? "").split("::");
  const parts = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    const after = tail === "" ? [] : tail.split(":");
    while (parts.length + after.length < 8) parts.push("0");
    parts.push(...after);
  }
  const network = parts.slice(0, 4).join(":");
  return `${network.replace(/(^|:)0(:0)*$/, "")}::/64`;
}
