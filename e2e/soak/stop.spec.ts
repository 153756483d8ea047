import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { chartFiles, packedTree } from "../charts.ts";
import { digestOf, registryOf } from "../oci.ts";
import { apiOf, startServer } from "../server.ts";

const PUBLISHERS = 4;
const PIECES = 15;
const PIECE = Buffer.alloc(20_000, "x");

/** A body that takes its time. @param begun is called when the first piece has gone out */
async function* slowly(begun: () => void) {
  for (let at = 0; at < PIECES; at += 1) {
    yield PIECE;
    if (at === 1) begun();
    await wait(150);
  }
}

/** Sends a chunk as it comes. */
async function patch(
  address: string,
  authorization: string,
  body: AsyncIterable<Buffer>,
): Promise<IncomingMessage> {
  const headers = { authorization, "content-type": "application/octet-stream" };
  const outgoing = request(address, { method: "PATCH", headers });
  const answered = once(outgoing, "response");
  await pipeline(Readable.from(body), outgoing);
  const [answer] = await answered;
  answer.resume();
  return answer;
}

test("X12: a stop signal under load loses no 201, lets uploads finish, and refuses what is new with 503", async () => {
  test.setTimeout(180_000);
  const server = await startServer();
  try {
    const api = apiOf(server, await server.apiToken("admin"));
    const token = await server.registryToken("pull+push");
    const registry = registryOf(server, token);
    const authorization = `Basic ${Buffer.from(`org-token:${token}`).toString("base64")}`;
    const acknowledged: [string, string, Uint8Array][] = [];
    let refused = 0;

    /** Publishes until it is refused. */
    async function publish(publisher: number): Promise<void> {
      const name = `stopped-${publisher}`;
      for (let patch = 0; ; patch += 1) {
        const version = `1.0.${patch}`;
        const archive = await packedTree(Object.entries(chartFiles(name, version, patch)), name);
        const status = await registry
          .pushChart(`charts/${name}`, version, { apiVersion: "v2", name, version }, archive)
          .catch(() => 0);
        if (status === 201) acknowledged.push([`charts/${name}`, version, archive]);
        else {
          // Refused in words, or the server had gone by then; never a fault.
          expect([0, 503]).toContain(status);
          refused += 1;
          return;
        }
      }
    }

    const opened = await registry.ask("POST", "lib/stopped/blobs/uploads/");
    const location = opened.headers.get("location") ?? "";
    const begun = Promise.withResolvers<void>();
    const patched = patch(`${server.url}${location}`, authorization, slowly(begun.resolve));
    const publishing = Array.from({ length: PUBLISHERS }, (_, publisher) => publish(publisher));
    await begun.promise;
    await expect.poll(() => acknowledged.length).toBeGreaterThan(0);

    const stopped = server.stop();
    await expect.poll(() => registry.ask("GET", "").then((answer) => answer.status)).toBe(503);
    const told = await registry.ask("GET", "lib/stopped/tags/list");
    expect(await told.json()).toMatchObject({ errors: [{ code: "UNAVAILABLE" }] });
    expect(told.headers.get("retry-after")).toBe("5");
    expect(told.headers.get("docker-distribution-api-version")).toBe("registry/2.0");
    expect((await api.get("/org-charts")).status).toBe(503);
    const upload = await patched;
    expect([upload.statusCode, upload.headers.range]).toEqual([202, `0-${PIECES * PIECE.length - 1}`]);
    await Promise.all(publishing);
    await stopped;
    expect(refused).toBe(PUBLISHERS);

    await server.start();
    for (const [repository, version, archive] of acknowledged)
      expect(await registry.pullChart(repository, version)).toBe(digestOf(archive));
    const digest = digestOf(Buffer.concat(Array(PIECES).fill(PIECE)));
    const finished = await fetch(`${server.url}${location}?digest=${digest}`, {
      method: "PUT",
      headers: { authorization },
    });
    expect(finished.status).toBe(201);
    expect(await server.chartroom("verify")).toMatchObject({ status: 0 });
    await server.stop();
  } finally {
    await server.remove();
  }
});
