import type { IncomingMessage } from "node:http";
import { withCaller } from "#lib/audit/caller.ts";
import { withoutSecrets } from "#lib/tokens/secret.ts";
import { clientAddress } from "./client-address.ts";

/** Long enough for every client that there is; a longer name is cut. */
const MAX_CLIENT = 200;

/** Control characters have no place in a log, and PostgreSQL takes no NUL. */
const CONTROL = /\p{Cc}/gu;

const clientOf = ({ headers }: IncomingMessage) =>
  withoutSecrets(headers["user-agent"] ?? "")
    .replace(CONTROL, " ")
    .slice(0, MAX_CLIENT);

/** Answers a request so that each audit row of it says from where it came: the address as OCI-127 has it, and the client. */
export function runForCaller<T>(request: IncomingMessage, answer: () => T): T {
  const caller = {
    address: clientAddress(request),
    // Most requests leave no row.
    get client() {
      return clientOf(request);
    },
  };
  return withCaller(caller, answer);
}
