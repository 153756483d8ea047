import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";

type Bytes = string | ArrayBuffer | ArrayBufferView;
const bytesOf = (data: Bytes) =>
  typeof data === "string"
    ? data
    : ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);

/** SHA-256 as the signer wants it: with a key, an HMAC. */
class Sha256 {
  #hash: Hash | Hmac;
  constructor(secret?: Bytes) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }
  update(data: Bytes): void {
    this.#hash.update(bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error("One hash is one text.");
  }
}

type AwsCall = {
  service: string;
  region: string;
  url: URL;
  headers: Record<string, string>;
  body: string;
  accessKeyId: string;
  secretAccessKey: string;
};

/**
 * Signs a POST to a service of Amazon's (Signature Version 4).
 * @returns its headers, and the Authorization header apart from them
 */
export async function signAws(
  call: AwsCall,
): Promise<{ headers: Record<string, string>; authorization: string }> {
  const { service, region, url, body, accessKeyId, secretAccessKey } = call;
  const signer = new SignatureV4({
    service,
    region,
    sha256: Sha256,
    credentials: { accessKeyId, secretAccessKey },
  });
  const signed = await signer.sign({
    method: "POST",
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { ...call.headers, host: url.host },
    body,
  });
  const { authorization = "", host: _host, ...headers } = signed.headers;
  return { headers, authorization };
}
