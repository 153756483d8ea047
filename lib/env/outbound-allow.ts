import { z } from "zod";
import { askable, type Network, parseNetwork } from "./networks.ts";

/** `registry.corp.example`, `*.corp.example`, `registry.corp.example:5000`; a name of one word may be a machine of the operator's. */
const HOST = /^(\*\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*(:\d{1,5})?$/;

/** What the operator lets this server reach besides the public internet. */
export type OutboundAllow = {
  hasAddress: (address: string) => boolean;
  /** @param host lower case, without its port */
  hasHost: (host: string, port: number) => boolean;
};

function isHost(pattern: string, host: string, port: number): boolean {
  const [name = "", wantedPort] = pattern.split(":");
  if (wantedPort !== undefined && Number(wantedPort) !== port) return false;
  return name.startsWith("*.") ? host.endsWith(name.slice(1)) : host === name;
}

/** `10.0.0.0/8, registry.corp.example, *.lab.example`; which entry is wrong is told by its place, as no value is ever shown. */
export const outboundAllowSchema = z
  .string()
  .default("")
  .transform((text, context): OutboundAllow => {
    const networks: Network[] = [];
    const hosts: string[] = [];
    const entries = text.toLowerCase().split(/[\s,]+/);
    for (const [nth, entry] of entries.filter(Boolean).entries()) {
      const network = parseNetwork(entry);
      // What has only digits and dots and is no address is a mistyped address, never a name.
      if (network) networks.push(network);
      else if (HOST.test(entry) && !/^[\d.:]+$/.test(entry)) hosts.push(entry);
      else
        context.addIssue(`entry ${nth + 1} is neither a network such as 10.0.0.0/8 nor the name of a host`);
    }
    return {
      hasAddress: askable(networks).has,
      hasHost: (host, port) => hosts.some((pattern) => isHost(pattern, host, port)),
    };
  });
