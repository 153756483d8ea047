import { randomBytes } from "node:crypto";
import { chartFiles, packedTree } from "../../charts.ts";
import { digestOf } from "../../oci.ts";
import { Connection, headerOf, type Received, requestBytes } from "../connection.ts";
import type { Opponent } from "./opponents.ts";

export const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const CHART_CONFIG = "application/vnd.cncf.helm.config.v1+json";
const CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

export type Chart = { name: string; version: string; config: Buffer; layer: Buffer; manifest: Buffer };

/** A chart as helm pushes it: config, archive, manifest. */
export async function makeChart(name: string, version: string, sizeBytes: number): Promise<Chart> {
  const config = Buffer.from(JSON.stringify({ apiVersion: "v2", name, version }));
  // Random bytes do not shrink, so that the archive has about the size that is asked for.
  const files = { ...chartFiles(name, version), "files/padding.bin": randomBytes(sizeBytes) };
  const layer = await packedTree(Object.entries(files), name);
  const descriptor = (mediaType: string, bytes: Buffer) => ({
    mediaType,
    digest: digestOf(bytes),
    size: bytes.length,
  });
  const document = {
    schemaVersion: 2,
    config: descriptor(CHART_CONFIG, config),
    layers: [descriptor(CHART_LAYER, layer)],
  };
  return { name, version, config, layer, manifest: Buffer.from(JSON.stringify(document)) };
}

/** One pusher's connection. */
export class Pusher {
  readonly #opponent: Opponent;
  readonly #connection: Connection;

  private constructor(opponent: Opponent, connection: Connection) {
    this.#opponent = opponent;
    this.#connection = connection;
  }

  static async open(opponent: Opponent): Promise<Pusher> {
    return new Pusher(opponent, await Connection.open(Number(opponent.host.split(":")[1])));
  }

  async ask(
    wanted: number[],
    method: string,
    target: string,
    body?: Uint8Array,
    type = "application/octet-stream",
  ): Promise<Received> {
    const headers = {
      ...this.#opponent.login,
      Accept: MANIFEST_TYPE,
      ...(body ? { "Content-Type": type } : {}),
      ...(method === "POST" ? { "Content-Length": "0" } : {}),
    };
    const sent = { method, target, headers, ...(body ? { body } : {}) };
    const answer = await this.#connection.send(requestBytes(this.#opponent.host, sent));
    if (!wanted.includes(answer.status))
      throw new Error(
        `${this.#opponent.name}: ${method} ${target} answers ${answer.status} ${answer.body.toString().slice(0, 300)}`,
      );
    return answer;
  }

  /** HEAD, POST and PUT, as helm pushes a blob; no PUT where it is there. */
  async pushBlob(repository: string, bytes: Buffer): Promise<void> {
    const digest = digestOf(bytes);
    const { status } = await this.ask([200, 404], "HEAD", `/v2/${repository}/blobs/${digest}`);
    if (status === 200) return;
    const opened = await this.ask([202], "POST", `/v2/${repository}/blobs/uploads/`);
    const location = new URL(headerOf(opened.head, "location") ?? "", `http://${this.#opponent.host}`);
    location.searchParams.set("digest", digest);
    await this.ask([201], "PUT", `${location.pathname}${location.search}`, bytes);
  }

  async putManifest(repository: string, reference: string, manifest: Buffer): Promise<void> {
    await this.ask([201], "PUT", `/v2/${repository}/manifests/${reference}`, manifest, MANIFEST_TYPE);
  }

  /** The requests of `helm push`, in its order (CL-2). */
  async pushChart(repository: string, { config, layer, manifest, version }: Chart): Promise<void> {
    const digest = digestOf(manifest);
    await this.ask([404], "HEAD", `/v2/${repository}/manifests/${digest}`);
    await this.pushBlob(repository, config);
    await this.pushBlob(repository, layer);
    await this.putManifest(repository, digest, manifest);
    await this.ask([200], "GET", `/v2/${repository}/manifests/${digest}`);
    await this.putManifest(repository, version, manifest);
  }

  close(): void {
    this.#connection.close();
  }
}

/** The same content in every opponent. */
export async function makeContent() {
  const chart = await makeChart("bench", "1.0.0", 8_000);
  const blobs = { "10 KB": randomBytes(10_000), "64 KB": randomBytes(65_536), "1 MB": randomBytes(1 << 20) };
  return { chart, blobs };
}
export type Content = Awaited<ReturnType<typeof makeContent>>;

export const SCRATCH = "bench/scratch";
export const TAGS_500 = "bench/tags-500";
export const TAGS_10000 = "bench/tags-10000";

async function fillTags(opponent: Opponent, repository: string, chart: Chart, count: number): Promise<void> {
  const first = await Pusher.open(opponent);
  await first.pushChart(repository, { ...chart, version: "v0" });
  first.close();
  let next = 1;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const pusher = await Pusher.open(opponent);
      for (let nth = next++; nth < count; nth = next++)
        await pusher.putManifest(repository, `v${nth}`, chart.manifest);
      pusher.close();
    }),
  );
}

/** A chart in the catalog, blobs of three sizes, 500 and 10,000 tags, 200 repositories. */
export async function fill(opponent: Opponent, { chart, blobs }: Content, manyTags: number): Promise<void> {
  const pusher = await Pusher.open(opponent);
  await pusher.pushChart("charts/bench", chart);
  for (const bytes of Object.values(blobs)) await pusher.pushBlob(SCRATCH, bytes);
  await pusher.pushChart(SCRATCH, chart);
  for (let nth = 0; nth < 200; nth += 1) await pusher.pushChart(`bench/of-many-${nth}`, chart);
  pusher.close();
  await fillTags(opponent, TAGS_500, chart, 500);
  await fillTags(opponent, TAGS_10000, chart, manyTags);
}
