import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCaller, type Caller } from "#lib/http/fixtures.ts";
import {
  aRegistry,
  descriptor,
  HELM_CONFIG_TYPE,
  HELM_LAYER_TYPE,
  IMAGE,
  json,
  type RegistryFixture,
} from "#lib/oci/fixtures.ts";
import { call } from "./fixtures.ts";

// Archives that somebody hostile made, through the registry (as helm pushes) and through the portal API: what one door
// refuses the other refuses, and nothing of it is published (S16, S18 to S23).

let registry: RegistryFixture;
let caller: Caller;
beforeAll(async () => {
  registry = await aRegistry();
  caller = await aCaller({ role: "owner", scope: "admin", of: registry.org });
});
afterAll(() => registry.close());

type Entry = Partial<Header> & { name: string; content?: string | Buffer };
async function archiveOf(entries: Entry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = "", ...header } of entries) tar.entry({ type: "file", ...header }, content);
  tar.finalize();
  return gzipSync(await buffer(tar));
}

const NAME = "web";
const CHART = `apiVersion: v2\nname: ${NAME}\nversion: 1.0.0\n`;
const chart = (over = CHART): Entry => ({ name: `${NAME}/Chart.yaml`, content: over });
const file = (name: string, over: Partial<Entry> = {}): Entry => ({ name, content: "a: 1\n", ...over });
const link = (name: string, type: "symlink" | "link"): Entry => ({ name, type, linkname: "/etc/passwd" });

let counter = 0;
/** @returns what each door says to the archive, and whether anything of it was published */
async function tryBoth(archive: Buffer, tag = "1.0.0") {
  counter += 1;
  const project = `p${counter}`;
  const repository = `charts/${project}/${NAME}`;
  const config = JSON.stringify({ apiVersion: "v2", name: NAME, version: "1.0.0" });
  for (const bytes of [config, archive])
    expect((await registry.push(repository, bytes)).reply.status).toBe(201);
  const body = JSON.stringify({
    schemaVersion: 2,
    config: descriptor(config, HELM_CONFIG_TYPE),
    layers: [descriptor(archive, HELM_LAYER_TYPE)],
  });
  const pushed = await registry.ask("PUT", `/v2/${repository}/manifests/${tag}`, {
    body,
    headers: { "content-type": IMAGE },
  });
  await call(caller, "POST", "org-charts", { json: { name: NAME, project: `${project}a` } });
  const at = `org-charts/${project}a~${NAME}/versions`;
  const sent = await call(caller, "POST", `${at}?version=${encodeURIComponent(tag)}`, {
    body: archive,
    headers: { "content-type": "application/gzip" },
  });
  const tags = await registry.ask("GET", `/v2/${repository}/tags/list`);
  const listed = await call(caller, "GET", at);
  const published =
    (json(tags) as { tags?: string[] }).tags?.length || (listed.body as { items: unknown[] }).items.length; // OCI-109, API-13.
  return {
    project,
    oci: pushed.status,
    api: sent.status,
    said: [pushed.body.toString(), sent.text],
    published,
  };
}

const LARGE = Buffer.alloc(5 * 1024 * 1024 + 1);
const FULL = Buffer.alloc(5 * 1024 * 1024);
const bomb = (levels: number) =>
  Array.from(
    { length: levels },
    (_, at) =>
      `a${at}: &a${at} [${Array(10)
        .fill(at ? `*a${at - 1}` : "x")
        .join(",")}]`,
  ).join("\n");

const REFUSED: [string, () => Entry[], RegExp][] = [
  ["S18: a file over 5 MiB", () => [chart(), file("web/big", { content: LARGE })], /big/],
  [
    "S18: more than 100 MiB in all",
    () => [chart(), ...Array.from({ length: 21 }, (_, at) => file(`web/f${at}`, { content: FULL }))],
    /f\d+|100/,
  ],
  [
    "S18: 10,001 files",
    () => [chart(), ...Array.from({ length: 10_001 }, (_, at) => file(`web/f${at}`))],
    /10,?000/,
  ],
  ["S18: a name of 5,000 characters", () => [chart(), file(`web/${"n".repeat(5000)}`)], /n{20}/],
  ["S19: an absolute name", () => [chart(), file("/etc/cron.d/x")], /cron/],
  ["S19: a name with ..", () => [chart(), file("web/../../x")], /\.\./],
  ["S19: a drive letter", () => [chart(), file("C:/x")], /C:/],
  ["S19: a backslash", () => [chart(), file("web\\..\\x")], /web/],
  ["S19: a symbolic link", () => [chart(), link("web/values.yaml", "symlink")], /values\.yaml/],
  ["S19: a hard link", () => [chart(), link("web/values.yaml", "link")], /values\.yaml/],
  ["S19: a device", () => [chart(), { name: "web/null", type: "character-device" }], /null/],
  ["S19: a FIFO", () => [chart(), { name: "web/pipe", type: "fifo" }], /pipe/],
  ["S19: setuid", () => [chart(), file("web/run", { mode: 0o4755 })], /run/],
  ["S19: two Chart.yaml", () => [chart(), chart()], /Chart\.yaml/],
  [
    "S19: names that differ in case only",
    () => [chart(), file("web/a.yaml"), file("web/A.yaml")],
    /[aA]\.yaml/,
  ],
  ["S19: no folder at the top", () => [{ ...chart(), name: "Chart.yaml" }], /Chart\.yaml/],
  ["S20: Chart.lock as a link", () => [chart(), link("web/Chart.lock", "symlink")], /Chart\.lock/],
  ["S22: maintainers that are null", () => [chart(`${CHART}maintainers: [null]\n`)], /maintainers/],
  ["S22: dependencies that are null", () => [chart(`${CHART}dependencies: [null]\n`)], /dependencies/],
  ["S22: keywords of a wrong type", () => [chart(`${CHART}keywords: {a: 1}\n`)], /keywords/],
  ["S22: an alias bomb", () => [chart(`${CHART}${bomb(12)}\n`)], /Chart\.yaml/],
  ["S22: a key twice", () => [chart(`${CHART}name: other\n`)], /Chart\.yaml|name/],
  ["S22: a tag of its own", () => [chart(`${CHART}home: !!js/function "x"\n`)], /Chart\.yaml|home/],
  [
    "S16 S23: a name that leads elsewhere",
    () => [chart(CHART.replace("name: web", "name: ../web"))],
    /name|\.\./,
  ],
  ["S23: the name ..", () => [chart(CHART.replace("name: web", "name: .."))], /name|\.\./],
  [
    "S23: an alias that is none",
    () => [chart(`${CHART}dependencies: [{name: a, version: 1.0.0, alias: "a b/c"}]\n`)],
    /alias/,
  ],
  ["S23: a control character", () => [chart(`${CHART}description: "a\\u0007b"\n`)], /description|control/],
  ["S23: a NUL", () => [chart(`${CHART}description: "a\\0b"\n`)], /description|control|NUL/],
  ["S16: a version that leads elsewhere", () => [chart(CHART.replace("1.0.0", "../1.0.0"))], /version/],
];

describe("archives of somebody hostile", () => {
  it.each(REFUSED)(
    "%s is refused at both doors, in the same words, and nothing is published",
    async (_what, entries, named) => {
      const { oci, api, said, published } = await tryBoth(await archiveOf(entries()));
      expect([400, 413]).toContain(oci);
      expect(api).toBe(oci);
      for (const text of said) expect(text).toMatch(named);
      expect(published).toBe(0);
    },
  );
});

describe("a schema of values", () => {
  const reached: string[] = [];
  const listener = createServer((request, response) => {
    reached.push(request.url ?? "");
    response.end("{}");
  });
  beforeAll(() => new Promise<void>((done) => listener.listen(0, "127.0.0.1", done)));
  afterAll(() => void listener.close());
  const own = () => `http://127.0.0.1:${(listener.address() as AddressInfo).port}/schema.json`; // It listens on a port.

  it.each([
    ["a reference to a server", () => JSON.stringify({ $ref: own() })],
    ["a reference to a file", () => JSON.stringify({ $ref: "file:///etc/passwd" })],
    ["a reference to itself", () => JSON.stringify({ $ref: "#" })],
    [
      "references in a circle",
      () =>
        JSON.stringify({ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } }),
    ],
    ["100,000 levels", () => `${'{"not":'.repeat(100_000)}{}${"}".repeat(100_000)}`],
  ])("S21: %s reaches nothing, and publishing and rendering end", async (_what, schema) => {
    const archive = await archiveOf([
      chart(),
      file("web/values.schema.json", { content: schema() }),
      file("web/templates/a.yaml", { content: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n" }),
    ]);
    const { oci, said, project } = await tryBoth(archive);
    expect([201, 400]).toContain(oci);
    const rendered = await call(caller, "GET", `org-charts/${project}~${NAME}/versions/1.0.0/rendered`);
    expect([200, 404, 422]).toContain(rendered.status);
    for (const text of [...said, rendered.text]) expect(text).not.toContain("root:");
    expect(reached).toEqual([]);
  });
});
