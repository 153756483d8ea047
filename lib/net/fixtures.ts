import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import http, { type ServerResponse } from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { env } from "#lib/env/env.ts";
import { outboundAllowSchema } from "#lib/env/outbound-allow.ts";
import { isProblem, type Problem } from "#lib/problems/problem.ts";
import { type OutboundOptions, outboundFetch } from "./outbound.ts";

/** What the operator allows, for the tests of this file. */
export function allowOutbound(text: string): void {
  Object.assign(env(), { CHARTROOM_OUTBOUND_ALLOW: outboundAllowSchema.parse(text) });
}

/** DER (X.690): a tag, a length, a content. */
function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 128) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const length = Buffer.from(content.length.toString(16).padStart(content.length > 255 ? 4 : 2, "0"), "hex");
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, content]);
}
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const text = (value: string) => der(0x0c, Buffer.from(value));
const bits = (value: Uint8Array) => der(0x03, Buffer.of(0), value);
const hex = (value: string) => Buffer.from(value, "hex");
const OID = {
  ecdsaSha256: hex("06082a8648ce3d040302"),
  commonName: hex("0603550403"),
  basicConstraints: hex("0603551d13"),
  subjectAltName: hex("0603551d11"),
};
const nameOf = (common: string) => sequence(der(0x31, sequence(OID.commonName, text(common))));
const timeOf = (date: Date) => der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]|\..*/g, "")}Z`));

type Signer = { common: string; key: KeyObject };
export type Certificate = { cert: string; key: string; signer: Signer };

/**
 * A certificate that is really signed (RFC 5280, ECDSA on P-256).
 * @param of `issuer`: who signs it, itself unless given; `names`: what it is for; without them it is an authority
 */
export function aCertificate(of: {
  common: string;
  issuer?: Certificate;
  names?: string[];
  fromDays?: number;
  toDays?: number;
}): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signer = of.issuer?.signer ?? { common: of.common, key: privateKey };
  const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000);
  const names = (of.names ?? []).map((name) =>
    net.isIPv4(name) ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, Buffer.from(name)),
  );
  const use = of.names
    ? sequence(OID.subjectAltName, der(0x04, sequence(...names)))
    : sequence(OID.basicConstraints, hex("0101ff"), der(0x04, sequence(hex("0101ff"))));
  const signed = sequence(
    der(0xa0, hex("020102")),
    der(0x02, Buffer.of(1), randomBytes(8)),
    sequence(OID.ecdsaSha256),
    nameOf(signer.common),
    sequence(timeOf(inDays(of.fromDays ?? -1)), timeOf(inDays(of.toDays ?? 90))),
    nameOf(of.common),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(use)),
  );
  const signature = createSign("sha256").update(signed).sign(signer.key);
  const whole = sequence(signed, sequence(OID.ecdsaSha256), bits(signature)).toString("base64");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${whole.match(/.{1,64}/g)?.join("\n")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    signer: { common: of.common, key: privateKey },
  };
}

export type OtherServer = {
  port: number;
  url: string;
  seen: http.IncomingMessage[];
  close: () => Promise<void>;
};

/** A server of somebody else, which keeps what it was asked. @param tls its certificate; without one it speaks plain HTTP */
export async function anotherServer(
  answer: http.RequestListener,
  { tls, host = "127.0.0.1", port = 0 }: { tls?: Certificate; host?: string; port?: number } = {},
): Promise<OtherServer> {
  const seen: http.IncomingMessage[] = [];
  const listener: http.RequestListener = (request, response) => {
    seen.push(request);
    answer(request, response);
  };
  const server = tls
    ? https.createServer({ cert: tls.cert, key: tls.key }, listener)
    : http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const at = (server.address() as AddressInfo).port; // A listening TCP server has one.
  return {
    port: at,
    url: `${tls ? "https" : "http"}://${host}:${at}`,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a mail server was given: to whom, and every byte. */
export type TakenMail = { to: string[]; raw: string };

/**
 * A real SMTP server on a free port, and from now on the one of this process.
 * @param refuses how many mails it refuses at first, for a while
 */
export async function aMailServer({ refuses = 0 }: { refuses?: number } = {}) {
  const { SMTPServer } = await import("smtp-server");
  const mails: TakenMail[] = [];
  let left = refuses;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, answer) => {
      readText(stream).then((raw) => {
        left -= 1;
        if (left >= 0) return answer(Object.assign(new Error("Try again later"), { responseCode: 451 }));
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        answer();
      }, answer);
    },
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  Object.assign(env(), { SMTP_URL: `smtp://127.0.0.1:${port}` });
  return {
    mails,
    stop: async () => {
      Object.assign(env(), { SMTP_URL: undefined });
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

/** The refusal that a request ends in, its body included. */
export async function problemOf(address: string, options?: OutboundOptions): Promise<Problem> {
  try {
    await (await outboundFetch(address, options)).arrayBuffer();
  } catch (error) {
    if (isProblem(error)) return error;
    throw error;
  }
  throw new Error(`${address} was answered`);
}
export const causeOf = async (address: string, options?: OutboundOptions) =>
  (await problemOf(address, options)).details.facts?.cause;

export const sayOk = (_request: unknown, response: ServerResponse) => void response.end("ok");
