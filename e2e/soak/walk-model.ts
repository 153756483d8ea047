import { isDeepStrictEqual } from "node:util";
import { chartFiles, packedTree } from "../charts.ts";
import { digestOf } from "../oci.ts";
import { aManifest, type Expected, IMAGE, INDEX, type Manifest, RepositoryModel } from "./registry-model.ts";

export type Reply = { status: number; headers: Headers; body: Buffer };
export type Ask = (
  method: string,
  path: string,
  body?: Buffer,
  headers?: Record<string, string>,
) => Promise<Reply>;

/** Numbers that look random and are the same for the same seed (mulberry32, Tommy Ettinger, public domain). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const descriptor = (bytes: Buffer, mediaType: string) => ({
  mediaType,
  digest: digestOf(bytes),
  size: bytes.length,
});
const EMPTY = Buffer.from("{}");
const CONFIG = "application/vnd.oci.empty.v1+json";
const LAYER = "application/octet-stream";

/** An image of these layers; its subject need not be there. */
function anImage(layers: Buffer[], note: string, subject: Manifest | null): Manifest {
  const document = {
    schemaVersion: 2,
    mediaType: IMAGE,
    config: descriptor(EMPTY, CONFIG),
    layers: layers.map((layer) => descriptor(layer, LAYER)),
    annotations: { note },
    ...(subject ? { subject: descriptor(subject.body, subject.type) } : {}),
  };
  const parts = [EMPTY, ...layers].map(digestOf);
  return aManifest(document, { parts, subject: subject?.digest ?? null, version: null });
}

function anIndex(children: Manifest[]): Manifest {
  const manifests = children.map((child) => descriptor(child.body, child.type));
  const parts = children.map((child) => child.digest);
  return aManifest(
    { schemaVersion: 2, mediaType: INDEX, manifests },
    { parts, subject: null, version: null },
  );
}

/** As helm writes it, once with each note: the same content in different manifests (OCI-98). */
async function charts(name: string, version: string, replicas: number) {
  const config = Buffer.from(JSON.stringify({ apiVersion: "v2", name, version, replicas }));
  const archive = await packedTree(Object.entries(chartFiles(name, version, replicas)), name);
  const manifests = ["one", "two"].map((note) =>
    aManifest(
      {
        schemaVersion: 2,
        config: descriptor(config, "application/vnd.cncf.helm.config.v1+json"),
        layers: [descriptor(archive, "application/vnd.cncf.helm.chart.content.v1.tar+gzip")],
        annotations: { note },
      },
      { parts: [config, archive].map(digestOf), subject: null, version },
    ),
  );
  return { blobs: [config, archive], manifests };
}

async function aWorld(name: string) {
  const made = await Promise.all(
    ["1.0.0", "1.1.0", "2.0.0"].flatMap((version) =>
      [1, 2].map((replicas) => charts(name, version, replicas)),
    ),
  );
  const plain = ["a", "b", "c"].map((text) => Buffer.from(text.repeat(40)));
  const [a = EMPTY, b = EMPTY, c = EMPTY] = plain;
  const images = [anImage([a], "1", null), anImage([a, b], "2", null), anImage([c], "3", null)];
  const [first = anImage([], "", null), second = first] = images;
  const others = [anImage([], "4", first), anImage([b], "5", second), anIndex([first, second]), anIndex([])];
  return {
    blobs: [EMPTY, ...plain, ...made.flatMap((chart) => chart.blobs)],
    manifests: [...images, ...others, ...made.flatMap((chart) => chart.manifests)],
    tags: ["1.0.0", "1.1.0", "2.0.0", "latest"],
  };
}

/** Whether the registry said what the model says. */
function differs(reply: Reply, expected: Expected): string | null {
  const said = reply.status >= 400 && reply.body.length > 0 ? reply.body.toString() : "";
  if (reply.status !== expected.status)
    return `${reply.status} ${said} instead of ${expected.status} ${expected.code ?? ""}`;
  if (expected.code && said && !said.includes(`"code":"${expected.code}"`))
    return `${said} instead of ${expected.code}`;
  if (expected.body && !expected.body.equals(reply.body)) return "other bytes";
  if (expected.range && reply.headers.get("range") !== expected.range)
    return `range ${reply.headers.get("range")} instead of ${expected.range}`;
  return null;
}

/**
 * Asks the registry what a random client might, and the model beside it.
 * @throws Error at the first difference, with the seed, the step and the requests that led there
 */
export async function walk(ask: Ask, name: string, steps: number, seed: number): Promise<void> {
  const below = randomOf(seed);
  const world = await aWorld(name);
  const models = [new RepositoryModel(`lib/${name}`, false), new RepositoryModel(`charts/${name}`, true)];
  const one = <T>(list: T[]): T => list[below(list.length)] as T; // No list here is empty.
  const asked: string[] = [];

  async function step(): Promise<string | null> {
    const model = one(models);
    const at = `/v2/${model.name}`;
    const send = async (method: string, path: string, body?: Buffer, headers?: Record<string, string>) => {
      asked.push(`${method} ${path} ${body?.length ?? ""} ${headers ? JSON.stringify(headers) : ""}`);
      return ask(method, path, body, headers);
    };
    const check = async (expected: Expected, ...request: Parameters<Ask>) =>
      differs(await send(...request), expected);
    const blob = one(world.blobs);
    const digest = digestOf(blob);
    const manifest = one(world.manifests);
    const tag = one(world.tags);
    const nowhere = `${at}/blobs/uploads/upl_${"0".repeat(32)}`;
    const location = below(8) === 0 ? nowhere : (one(model.uploads()) ?? nowhere);
    const reference = below(2) ? tag : manifest.digest;

    const deeds: (() => Promise<string | null>)[] = [
      () => check(model.pushBlob(blob, digest), "POST", `${at}/blobs/uploads/?digest=${digest}`, blob),
      () =>
        check(
          model.pushBlob(blob, digestOf(manifest.body)),
          "POST",
          `${at}/blobs/uploads/?digest=${manifest.digest}`,
          blob,
        ),
      async () => {
        const from = one(models);
        const expected = model.mount(digest, from);
        const reply = await send("POST", `${at}/blobs/uploads/?mount=${digest}&from=${from.name}`);
        if (reply.status === 202) model.openUpload(reply.headers.get("location") ?? "");
        return differs(reply, expected);
      },
      async () => {
        const reply = await send("POST", `${at}/blobs/uploads/`);
        model.openUpload(reply.headers.get("location") ?? "");
        return differs(reply, { status: 202, range: "0-0" });
      },
      () => {
        const start = below(3) === 0 ? null : below(2) ? model.bytesOf(location).length : below(50);
        const headers =
          start === null ? undefined : { "content-range": `${start}-${start + blob.length - 1}` };
        return check(model.patch(location, blob, start), "PATCH", location, blob, headers);
      },
      () => check(model.uploadStatus(location), "GET", location),
      () => {
        const last = below(2) ? blob : Buffer.alloc(0);
        const whole = below(4) === 0 ? digest : digestOf(Buffer.concat([model.bytesOf(location), last]));
        return check(model.finish(location, last, whole), "PUT", `${location}?digest=${whole}`, last);
      },
      () => check(model.cancel(location), "DELETE", location),
      () => check(model.getBlob(digest), "GET", `${at}/blobs/${digest}`),
      () => check(model.deleteBlob(digest), "DELETE", `${at}/blobs/${digest}`),
      () => check(model.getManifest(reference), "GET", `${at}/manifests/${reference}`),
      () =>
        below(2) ? check(model.deleteTag(tag), "DELETE", `${at}/manifests/${tag}`) : Promise.resolve(null),
      () => check(model.deleteManifest(manifest.digest), "DELETE", `${at}/manifests/${manifest.digest}`),
      async () => {
        const reply = await send("GET", `${at}/tags/list`);
        const tags = model.tags();
        if (tags === null) return differs(reply, { status: 404, code: "NAME_UNKNOWN" });
        const said: unknown = JSON.parse(reply.body.toString());
        return isDeepStrictEqual(said, { name: model.name, tags })
          ? null
          : `${reply.body} instead of ${tags}`;
      },
      async () => {
        const reply = await send("GET", `${at}/referrers/${manifest.digest}`);
        const expected = model.referrers(manifest.digest);
        const { manifests } = JSON.parse(reply.body.toString()) as { manifests: { digest: string }[] }; // OCI-115.
        const said = manifests.map((each) => each.digest);
        return isDeepStrictEqual(said, expected) ? null : `${said} instead of ${expected}`;
      },
      ...Array.from({ length: 4 }, () => () => {
        const to = below(3) === 0 ? null : tag;
        const path = `${at}/manifests/${to ?? manifest.digest}`;
        return check(model.putManifest(manifest, to), "PUT", path, manifest.body, {
          "content-type": manifest.type,
        });
      }),
    ];
    return one(deeds)();
  }

  for (let at = 0; at < steps; at += 1) {
    const difference = await step();
    if (difference === null) continue;
    const led = asked.slice(-25).join("\n  ");
    throw new Error(`Seed ${seed}, step ${at}: ${difference}. The requests before it:\n  ${led}`);
  }
}
