import { createHash, randomBytes } from "node:crypto";
import { Agent, createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { RegistryScope } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { anOrganization, type OrganizationFixture } from "#lib/organization/fixtures.ts";
import { mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { answerRegistry } from "./app.ts";

export type Reply = { status: number; headers: IncomingHttpHeaders; raw: string[]; body: Buffer };
export type Ask = {
  token?: string | null;
  headers?: Record<string, string>;
  body?: string | Buffer | AsyncIterable<Buffer>;
};

export const digestOf = (bytes: string | Buffer, algorithm: "sha256" | "sha512" = "sha256") =>
  `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
export const someBytes = (length: number) => randomBytes(length);
export const aName = (prefix = "lib") => `${prefix}/r${randomBytes(6).toString("hex")}`;
export const basic = (token: string, user = "org-token") =>
  `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}`;
export const json = (reply: Reply): unknown => JSON.parse(reply.body.toString("utf8"));

/** A token of this organization; pull+push where nothing else is said. */
export async function aToken(
  org: OrganizationFixture,
  scope: RegistryScope = "pull+push",
  pattern: string | null = null,
): Promise<string> {
  const made = await mintRegistryToken(systemViewer(org.id, org.slug), {
    name: "test",
    scope,
    ...(pattern === null ? {} : { pattern }),
  });
  return made.token;
}

async function* pieces(body: NonNullable<Ask["body"]>) {
  if (typeof body === "string" || Buffer.isBuffer(body)) yield body;
  else yield* body;
}

/** The registry plane on a port of its own, in front of the database of this test file, and a client for it. */
export async function aRegistry() {
  const server = createServer((incoming, outgoing) => void answerRegistry(incoming, outgoing));
  server.on("checkContinue", (incoming, outgoing) => void answerRegistry(incoming, outgoing));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const org = await anOrganization();
  const token = await aToken(org);

  /** Asks as the organization's pull+push token; with `token: null` as a stranger. The path goes out as it stands. */
  async function ask(method: string, path: string, over: Ask = {}): Promise<Reply> {
    const secret = over.token === undefined ? token : over.token;
    const headers: Record<string, string> = {
      ...(secret === null ? {} : { authorization: basic(secret) }),
      ...over.headers,
    };
    if (typeof over.body === "string" || Buffer.isBuffer(over.body))
      headers["content-length"] ??= String(Buffer.byteLength(over.body));
    return new Promise((done, fail) => {
      const outgoing = request({ port, host: "127.0.0.1", method, path, headers, agent }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", fail);
        incoming.on("end", () =>
          done({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            raw: incoming.rawHeaders,
            body: Buffer.concat(chunks),
          }),
        );
      });
      outgoing.on("error", fail);
      const send = async () => {
        for await (const piece of pieces(over.body ?? "")) if (piece.length > 0) outgoing.write(piece);
        outgoing.end();
      };
      send().catch(fail);
    });
  }

  return {
    port,
    org,
    token,
    ask,
    /** A blob in one request. */
    push: async (name: string, bytes: Buffer | string, over: Ask = {}) => {
      const digest = digestOf(bytes);
      const body = Buffer.from(bytes);
      return {
        digest,
        reply: await ask("POST", `/v2/${name}/blobs/uploads/?digest=${digest}`, { ...over, body }),
      };
    },
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
export type RegistryFixture = Awaited<ReturnType<typeof aRegistry>>;

export const IMAGE = "application/vnd.oci.image.manifest.v1+json";
export const INDEX = "application/vnd.oci.image.index.v1+json";

export const descriptor = (bytes: string | Buffer, mediaType = "application/octet-stream") => ({
  mediaType,
  digest: digestOf(bytes),
  size: Buffer.byteLength(bytes),
});

/** An image manifest with config `{}` and these layers; `over` goes on top. */
export function anImage(layers: (string | Buffer)[] = [], over: Record<string, unknown> = {}): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: IMAGE,
    config: descriptor("{}", "application/vnd.oci.empty.v1+json"),
    layers: layers.map((layer) => descriptor(layer)),
    ...over,
  });
}
