import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { startEmbedded } from "#lib/db/embedded.ts";
import { chartFiles, packedTree } from "../charts.ts";
import { digestOf, registryOf } from "../oci.ts";
import { apiOf, type Server, startServer } from "../server.ts";

const aChart = (name: string, version: string, extra: Record<string, string | Buffer> = {}) =>
  packedTree(Object.entries({ ...chartFiles(name, version), ...extra }), name);

/** A file that does not compress, so that the archive is about as large. */
const noise = () => ({ "noise.bin": Buffer.from(crypto.getRandomValues(new Uint8Array(60_000))) });

/** A door before PostgreSQL that can be shut, and opened again at the same address. */
async function aDoorBefore(target: URL) {
  const open = new Set<Socket>();
  const door = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    for (const socket of [client, server]) {
      open.add(socket);
      socket
        .on("error", () => {})
        .on("close", () => {
          open.delete(socket);
          client.destroy();
          server.destroy();
        });
    }
    client.pipe(server).pipe(client);
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  const address = door.address();
  if (address === null || typeof address === "string") throw new Error("The door has no port.");
  const { port } = address;
  const shut = async () => {
    const closed = once(door, "close");
    door.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  const reopen = async () => {
    door.listen(port, "127.0.0.1");
    await once(door, "listening");
  };
  return { port, shut, reopen };
}

test("PostgreSQL goes and comes back: the server says so meanwhile, loses nothing and needs no restart", async () => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(path.join(tmpdir(), "chartroom-pg-"));
  const postgres = await startEmbedded(folder);
  const url = new URL(postgres.url);
  const door = await aDoorBefore(new URL(url));
  url.port = String(door.port);
  const server = await startServer({ env: { DATABASE_URL: url.href } });
  try {
    const api = apiOf(server, await server.apiToken("admin"));
    const registry = registryOf(server, await server.registryToken("pull+push"));
    await api.post("/org-charts", { name: "steady" });
    const first = await aChart("steady", "1.0.0");
    expect((await api.postPackage("/org-charts/steady/versions?version=1.0.0", first)).status).toBe(201);

    await door.shut();
    await expect.poll(() => fetch(`${server.url}/readyz`).then((answer) => answer.status)).toBe(503);
    expect(await fetch(`${server.url}/readyz`).then((answer) => answer.text())).toContain("database");
    expect(await fetch(`${server.url}/healthz`).then((answer) => answer.status)).toBe(200);
    const refused = await api.postPackage<{ code: string }>(
      "/org-charts/steady/versions?version=1.1.0",
      first,
    );
    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect(refused.headers.get("content-type")).toContain("application/problem+json");
    const pull = await registry.ask("GET", "charts/steady/manifests/1.0.0");
    expect(pull.status).toBe(503);
    expect(await pull.json()).toMatchObject({ errors: [{ code: "UNAVAILABLE" }] });
    const page = await fetch(`${server.url}/sign-in`);
    expect(page.status).toBeLessThan(600);
    expect(await page.text()).not.toContain("ECONNREFUSED");

    await door.reopen();
    await expect.poll(() => fetch(`${server.url}/readyz`).then((answer) => answer.status)).toBe(200);
    expect(await registry.pullChart("charts/steady", "1.0.0")).toBe(digestOf(first));
    expect(await registry.pullChart("charts/steady", "1.1.0")).toBe(null);
    const second = await aChart("steady", "1.1.0");
    expect((await api.postPackage("/org-charts/steady/versions?version=1.1.0", second)).status).toBe(201);
    expect(await server.chartroom("verify")).toMatchObject({ status: 0 });
    await server.stop();
  } finally {
    await server.remove();
    await door.shut().catch(() => {});
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Sends the head of a request and half of the body that it announces, then breaks the connection off. */
async function breakOff(server: Server, head: string[], body: Uint8Array): Promise<void> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  await once(socket, "connect");
  const lines = [...head, `Host: ${server.host}`, `Content-Length: ${body.length}`, "", ""];
  socket.write(lines.join("\r\n"));
  const sent = new Promise((done) => socket.write(body.subarray(0, body.length / 2), done));
  await sent;
  socket.resetAndDestroy();
}

test("X4 OCI-62: a body that stops half-way leaves nothing, at each door, and the whole one is taken after it", async () => {
  test.setTimeout(120_000);
  const server = await startServer();
  try {
    const apiToken = await server.apiToken("admin");
    const registryToken = await server.registryToken("pull+push");
    const api = apiOf(server, apiToken);
    const registry = registryOf(server, registryToken);
    await api.post("/org-charts", { name: "whole" });
    const archive = await aChart("whole", "1.0.0", noise());

    const bearer = `Authorization: Bearer ${apiToken}`;
    const basic = `Authorization: Basic ${Buffer.from(`org-token:${registryToken}`).toString("base64")}`;
    const publish = "POST /api/v2/org-charts/whole/versions?version=1.0.0 HTTP/1.1";
    await breakOff(server, [publish, bearer, "Content-Type: application/gzip"], archive);
    const blob = `POST /v2/charts/whole/blobs/uploads/?digest=${digestOf(archive)} HTTP/1.1`;
    await breakOff(server, [blob, basic, "Content-Type: application/octet-stream"], archive);

    expect((await registry.ask("HEAD", `charts/whole/blobs/${digestOf(archive)}`)).status).toBe(404);
    expect((await api.get("/org-charts/whole")).body).toMatchObject({ versionCount: 0 });
    expect((await api.postPackage("/org-charts/whole/versions?version=1.0.0", archive)).status).toBe(201);
    expect(await registry.pullChart("charts/whole", "1.0.0")).toBe(digestOf(archive));
    expect(await server.chartroom("verify")).toMatchObject({ status: 0 });
    await server.stop();
  } finally {
    await server.remove();
  }
});

test("X3: a full disk refuses in words, stores nothing, and works again once there is room", async () => {
  test.setTimeout(120_000);
  const blobs = mkdtempSync(path.join(tmpdir(), "chartroom-full-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", blobs]);
  test.info().skip(mounted.status !== 0, "needs root: a small file system is mounted to be filled");
  const server = await startServer({ env: { BLOB_STORE: blobs } });
  try {
    const api = apiOf(server, await server.apiToken("admin"));
    const registry = registryOf(server, await server.registryToken("pull+push"));
    await api.post("/org-charts", { name: "tight" });
    const first = await aChart("tight", "1.0.0");
    expect((await api.postPackage("/org-charts/tight/versions?version=1.0.0", first)).status).toBe(201);

    const filler = path.join(blobs, "filler");
    await writeFile(filler, Buffer.alloc(8_000_000)).catch(() => {});
    const second = await aChart("tight", "1.1.0", noise());
    const refused = await api.postPackage<{ detail?: string }>(
      "/org-charts/tight/versions?version=1.1.0",
      second,
    );
    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect(JSON.stringify(refused.body)).not.toContain(blobs);
    const pushed = await registry.pushChart(
      "charts/tight",
      "1.1.0",
      { apiVersion: "v2", name: "tight", version: "1.1.0" },
      second,
    );
    expect(pushed).toBeGreaterThanOrEqual(500);
    expect(await registry.pullChart("charts/tight", "1.1.0")).toBe(null);
    expect(await registry.pullChart("charts/tight", "1.0.0")).toBe(digestOf(first));

    await rm(filler);
    expect((await api.postPackage("/org-charts/tight/versions?version=1.1.0", second)).status).toBe(201);
    expect(await registry.pullChart("charts/tight", "1.1.0")).toBe(digestOf(second));
    expect(await server.chartroom("verify")).toMatchObject({ status: 0 });
    await server.stop();
  } finally {
    await server.remove();
    spawnSync("umount", [blobs]);
    await rm(blobs, { recursive: true, force: true });
  }
});
