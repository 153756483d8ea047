import { connect, type DetailedPeerCertificate, type TLSSocket } from "node:tls";
import { bareHost } from "./check-address.ts";
import { checkedLookup, checkLiteral } from "./checked-lookup.ts";
import { authorities } from "./dispatchers.ts";
import { asOutboundProblem, type OutboundCause, readFailure } from "./outbound-problem.ts";

/** What a host shows when TLS is spoken to it. */
export type TlsFacts = {
  /** `TLSv1.3` */
  protocol: string;
  subject: string;
  issuer: string;
  validFrom: Date;
  validTo: Date;
  /** Why it is not trusted here; null when it is. */
  refusal: { cause: OutboundCause; words: string; hint: string | undefined } | null;
};

const nameOf = (names: DetailedPeerCertificate["subject"]) => {
  const name = names?.CN ?? names?.O ?? "";
  return (Array.isArray(name) ? (name[0] ?? "") : name).slice(0, 200);
};

function readFacts(socket: TLSSocket): TlsFacts {
  const certificate = socket.getPeerCertificate(true);
  // Node gives the code here, although its type says an error.
  const code: unknown = socket.authorizationError;
  return {
    protocol: socket.getProtocol() ?? "TLS",
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validFrom: new Date(certificate.valid_from),
    validTo: new Date(certificate.valid_to),
    refusal: socket.authorized ? null : readFailure(code instanceof Error ? code : { code }),
  };
}

/**
 * Speaks TLS to a host and looks at its certificate, whether it is trusted or not. Nothing is sent beyond the handshake.
 * @throws Problem `outbound_refused`, `outbound_failed`, `outbound_timeout`
 */
export async function inspectTls(
  hostname: string,
  port: number,
  { ca = [], timeoutMs }: { ca?: readonly string[]; timeoutMs: number },
): Promise<TlsFacts> {
  const host = bareHost(hostname);
  const place = `${hostname}:${port}`;
  checkLiteral(host, port);
  const trusted = authorities(ca);
  const socket = connect({
    host,
    port,
    servername: /^[\d.]+$|:/.test(host) ? "" : host,
    lookup: checkedLookup(port),
    // Looking is all that is done with it: whether it is trusted is told apart from what it says.
    rejectUnauthorized: false,
    ALPNProtocols: ["http/1.1"],
    ...(trusted && { ca: trusted }),
  });
  try {
    return await new Promise<TlsFacts>((resolve, reject) => {
      const late = Object.assign(new Error("no handshake in time"), { code: "ETIMEDOUT" });
      const timer = setTimeout(() => reject(late), timeoutMs);
      socket.once("secureConnect", () => resolve(readFacts(socket)));
      socket.once("error", reject);
      socket.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })));
      socket.once("close", () => clearTimeout(timer));
    });
  } catch (error) {
    throw asOutboundProblem(error, place);
  } finally {
    socket.on("error", () => {}).destroy();
  }
}
