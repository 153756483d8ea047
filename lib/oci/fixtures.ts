import { createHash, randomBytes } from "node:crypto";
import { Agent, createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { RegistryScope } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { makePackage } from "#lib/catalog/make-package.ts";
import { anOrganization, type OrganizationFixture } from "#lib/organization/fixtures.ts";
import { mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { answerBroken } from "./answer-broken.ts";
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
  server.on("clientError", answerBroken);
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

export const HELM_CONFIG_TYPE = "application/vnd.cncf.helm.config.v1+json";
export const HELM_LAYER_TYPE = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

/** What helm makes of a chart: config, package, and a manifest without a media type in its body (OCI-84). */
export async function aChartPush(
  name: string,
  version: string,
  over: { content?: string; annotations?: Record<string, string> } = {},
) {
  const config = JSON.stringify({ apiVersion: "v2", name, version });
  const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text), executable: false });
  const archive = await makePackage(
    [
      file("Chart.yaml", `apiVersion: v2\nname: ${name}\nversion: ${version}\n`),
      file("values.yaml", `text: ${over.content ?? "same"}\n`),
    ],
    name,
  );
  const body = JSON.stringify({
    schemaVersion: 2,
    config: descriptor(config, HELM_CONFIG_TYPE),
    layers: [descriptor(archive, HELM_LAYER_TYPE)],
    annotations: over.annotations ?? { "org.opencontainers.image.title": name },
  });
  return { config, archive, body, digest: digestOf(body), tag: version.replaceAll("+", "_") };
}

/** The requests of `helm push`: blobs, the manifest by digest, then the tag. @returns the answer to the tag */
export async function helmPush(
  registry: RegistryFixture,
  repository: string,
  chart: Awaited<ReturnType<typeof aChartPush>>,
  over: { token?: string; tag?: string } = {},
): Promise<Reply> {
  const token = over.token ?? registry.token;
  for (const bytes of [chart.config, chart.archive]) await registry.push(repository, bytes, { token });
  const put = (reference: string) =>
    registry.ask("PUT", `/v2/${repository}/manifests/${reference}`, {
      token,
      body: chart.body,
      headers: { "content-type": IMAGE },
    });
  const byDigest = await put(chart.digest);
  return byDigest.status === 201 ? put(over.tag ?? chart.tag) : byDigest;
}
