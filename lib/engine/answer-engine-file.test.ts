import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerEngineFile } from "./answer-engine-file.ts";
import { compressedModule } from "./engine-files.ts";
import { engineAddressesSchema } from "./schema.ts";

describe("the engine's files for browsers", () => {
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer((asked, answer) => void answerEngineFile(asked, answer)).listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on a port has an address of this form.
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => void server.close());

  async function ask(path: string, encoding?: string, method = "GET") {
    const headers = encoding === undefined ? {} : { "accept-encoding": encoding };
    const sent = request({ port, path, method, headers }).end();
    const [answer]: IncomingMessage[] = await once(sent, "response");
    if (!answer) throw new Error("no answer");
    const parts: Buffer[] = await answer.toArray();
    return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) };
  }

  async function addresses() {
    const { body } = await ask("/engine/addresses.json");
    return engineAddressesSchema.parse(JSON.parse(body.toString()));
  }

  it("ENG-35: names every file by its content, and the list is asked for each time", async () => {
    const list = await ask("/engine/addresses.json");
    expect(list.headers).toMatchObject({ "content-type": "application/json", "cache-control": "no-cache" });
    const known = await addresses();
    expect(known.memoryMib).toBe(512);
    expect(known.helm).toMatch(/^\/engine\/helm-[0-9a-f]{16}\.wasm$/);
    expect(known.kustomize).toMatch(/^\/engine\/kustomize-[0-9a-f]{16}\.wasm$/);
    expect(Object.keys(known.kubernetes).length).toBeGreaterThanOrEqual(4);
    for (const [minor, address] of Object.entries(known.kubernetes)) {
      const { status, headers, body } = await ask(address, "br");
      expect([status, headers["content-type"]]).toEqual([200, "application/json"]);
      expect(address).toContain(`kubernetes-${minor}-`);
      JSON.parse(brotliDecompressSync(body).toString());
    }
  });

  it("ENG-35: a module comes as brotli, to be kept for good", async () => {
    const { helm } = await addresses();
    const answer = await ask(helm, "gzip, deflate, br, zstd");
    const committed = compressedModule("helm");
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      "content-type": "application/wasm",
      "content-encoding": "br",
      "cache-control": "public, max-age=31536000, immutable",
      "content-length": String(committed.length),
      "x-content-type-options": "nosniff",
      vary: "Accept-Encoding",
    });
    expect(answer.body.equals(committed)).toBe(true);
    const head = await ask(helm, "br", "HEAD");
    expect([head.status, head.headers["content-length"], head.body.length]).toEqual([
      200,
      String(committed.length),
      0,
    ]);
  });

  it("ENG-35: whoever takes no brotli gets gzip or the module as it is", async () => {
    const { kustomize } = await addresses();
    const raw = brotliDecompressSync(compressedModule("kustomize"));
    const zipped = await ask(kustomize, "gzip, br;q=0");
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(zipped.body).equals(raw)).toBe(true);
    const plain = await ask(kustomize);
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.body.equals(raw)).toBe(true);
  }, 30_000);

  it("ENG-35: there is nothing else", async () => {
    const others = [
      "/engine/",
      "/engine/helm.wasm",
      "/engine/../package.json",
      "/engine/helm-0123456789abcdef.wasm",
    ];
    for (const path of others) expect((await ask(path)).status).toBe(404);
    const posted = await ask("/engine/addresses.json", undefined, "POST");
    expect([posted.status, posted.headers.allow]).toEqual([405, "GET, HEAD"]);
  });
});
