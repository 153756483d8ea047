import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { chartFiles } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { digestOf, registryOf } from "../oci.ts";
import type { Api, Outcome } from "../server.ts";
import type { Fault } from "./recorder.ts";
import { asUser, test, type Workbench } from "./workbench.ts";

// Show 4 of the organization: a token is revoked while somebody pulls with it. What was being answered ends whole or is cut;
// whatever is asked for after the answer to DELETE is refused, and the client says why.

type Minted = { id: string; token: string };
const aToken = async (api: Api) =>
  (await api.post<Minted>("/org-registry-tokens", { name: aName("token"), scope: "pull" })).body;

/** Pulls again and again, side by side, until told to stop. */
function pullAlways(pull: (nth: number) => Promise<Outcome>, workers: number) {
  const pulls: { startedAt: number; outcome: Outcome }[] = [];
  let going = true;
  let nth = 0;
  async function worker(): Promise<void> {
    // The last one of each begins after the word to stop.
    for (let isLast = false; !isLast; ) {
      isLast = !going;
      const startedAt = performance.now();
      pulls.push({ startedAt, outcome: await pull(nth++) });
    }
  }
  const ended = Promise.all(Array.from({ length: workers }, worker));
  return {
    pulls,
    stop: async () => {
      going = false;
      await ended;
      return pulls;
    },
  };
}

async function pushedFile(bench: Workbench, host: string, token: string): Promise<string> {
  await writeFile(path.join(bench.folder, "layer.bin"), randomBytes(200_000));
  const reference = `${host}/files/${aName("revoked")}:v1`;
  const what = ["push", reference, "application/vnd.example.notes", "layer.bin=application/octet-stream"];
  await bench.must("oras", ...asUser(token), ...what);
  return reference;
}

async function pushedChart(bench: Workbench, host: string, token: string): Promise<string> {
  const name = aName("revoked");
  const folder = await bench.write(name, chartFiles(name, "1.0.0"));
  await bench.must("helm4", "package", folder, "--destination", bench.folder);
  await bench.login(host, token);
  const file = path.join(bench.folder, `${name}-1.0.0.tgz`);
  await bench.must("helm4", "push", file, `oci://${host}/charts`, "--plain-http");
  return `oci://${host}/charts/${name}`;
}

const REFUSED = "invalid registry token";

test("Show 4 OCI-33 GOH-58 NB-13: oras pulls in a loop; nothing that begins after the revocation succeeds", async ({
  bench,
  server,
  token,
  api,
}) => {
  const reference = await pushedFile(bench, server.host, token);
  const minted = await aToken(api);
  const loop = pullAlways(async (nth) => {
    const into = path.join(bench.folder, `pulled-${nth}`);
    await mkdir(into);
    return bench.run("oras", ...asUser(minted.token), "pull", reference, into);
  }, 3);
  await expect.poll(() => loop.pulls.length).toBeGreaterThan(3);
  expect((await api.delete(`/org-registry-tokens/${minted.id}`)).status).toBe(204);
  const revokedAt = performance.now();
  const pulls = await loop.stop();
  const before = pulls.filter(({ outcome }) => outcome.status === 0);
  expect(before.length).toBeGreaterThan(0);
  expect(before.filter(({ startedAt }) => startedAt > revokedAt)).toEqual([]);
  const refused = pulls.filter(({ outcome }) => outcome.status !== 0);
  expect(refused.filter(({ startedAt }) => startedAt > revokedAt).length).toBeGreaterThanOrEqual(3);
  for (const { outcome } of refused) {
    expect(outcome.stderr).toContain("401");
    expect(outcome.stderr).toContain(REFUSED);
  }
});

/** Makes the first blob wait, as a busy registry does, until `deed` is done; from then on the server itself answers. */
function holdBlobsFor(deed: () => Promise<void>) {
  let state: "before" | "during" | "after" = "before";
  const wait: Fault = { status: 429, headers: { "retry-after": "1" } };
  return (method: string, address: string): Fault | undefined => {
    if (method !== "GET" || !address.includes("/blobs/")) return undefined;
    if (state === "before") {
      state = "during";
      void deed().then(() => {
        state = "after";
      });
    }
    return state === "after" ? undefined : wait;
  };
}

for (const client of ["oras", "helm3", "helm4"] as const) {
  test(`Show 4 OCI-33 GOH-58: ${client} has the manifest when its token is revoked; the blob is 401, in words that it prints`, async ({
    bench,
    server,
    recorder,
    token,
    api,
  }) => {
    const minted = await aToken(api);
    const into = path.join(bench.folder, "pulled");
    await mkdir(into);
    let pull: string[];
    if (client === "oras") {
      const reference = await pushedFile(bench, server.host, token);
      const there = reference.replace(server.host, recorder.host);
      pull = [...asUser(minted.token), "pull", there, into];
    } else {
      const chart = await pushedChart(bench, server.host, token);
      const there = chart.replace(server.host, recorder.host);
      await bench.login(recorder.host, minted.token);
      pull = ["pull", there, "--version", "1.0.0", "--destination", into, "--plain-http"];
    }
    recorder.faults(
      holdBlobsFor(async () => {
        expect((await api.delete(`/org-registry-tokens/${minted.id}`)).status).toBe(204);
      }),
    );
    const { status, stderr } = await bench.run(client, ...pull);
    expect(status).not.toBe(0);
    expect(stderr).toContain(REFUSED);
    const seen = recorder.take();
    expect(seen.filter((line) => /manifests\/.* 200$/.test(line)).length).toBeGreaterThan(0);
    expect(seen.filter((line) => /blobs\/<digest> 401$/.test(line)).length).toBeGreaterThan(0);
    expect(seen.filter((line) => /blobs\/<digest> 200$/.test(line))).toEqual([]);
  });
}

test("Show 4 OCI-33: a large blob that is being answered ends whole or is cut, and the next request is 401", async ({
  server,
  token,
  api,
}) => {
  const repository = `files/${aName("large")}`;
  const bytes = randomBytes(64_000_000);
  const address = `${repository}/blobs/${digestOf(bytes)}`;
  const pushed = await registryOf(server, token).ask(
    "POST",
    `${repository}/blobs/uploads/?digest=${digestOf(bytes)}`,
    bytes,
  );
  expect(pushed.status).toBe(201);
  const minted = await aToken(api);
  const reader = registryOf(server, minted.token);
  const running = await reader.ask("GET", address);
  expect(running.status).toBe(200);
  // Nobody reads yet: far more is left than the buffers between take, so that it is being answered all the while.
  expect((await api.delete(`/org-registry-tokens/${minted.id}`)).status).toBe(204);
  const next = await reader.ask("GET", address);
  expect(next.status).toBe(401);
  expect(await next.json()).toMatchObject({ errors: [{ code: "UNAUTHORIZED", message: REFUSED }] });
  const whole = await running.arrayBuffer().catch(() => null);
  if (whole !== null) expect(digestOf(new Uint8Array(whole))).toBe(digestOf(bytes));
  expect((await reader.ask("HEAD", address)).status).toBe(401);
});
