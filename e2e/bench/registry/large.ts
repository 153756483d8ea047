import { createHash, randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import { Connection, headerOf, requestBytes } from "../connection.ts";
import { atLeast, atMost, median, megabytes, report } from "../figures.ts";
import { memoryBytes, peakWhile } from "../processes.ts";
import { SCRATCH } from "./fill.ts";
import type { Opponent } from "./opponents.ts";

const GIB = 1 << 30;
const PART = 1 << 20;

/** A gibibyte that is different each time, from one random megabyte and a counter, without holding it. */
function* gibibyte(seed: number): Generator<Buffer> {
  const part = randomBytes(PART);
  for (let nth = 0; nth < GIB / PART; nth += 1) {
    part.writeUInt32LE(nth, 0);
    part.writeUInt32LE(seed, 4);
    yield Buffer.from(part);
  }
}

/** POST, then one PUT with the whole body. @returns bytes a second, from the first request to the answer */
export async function pushGibibyte(
  opponent: Opponent,
  algorithm: "sha256" | "sha512",
): Promise<{ perSecond: number; digest: string }> {
  const seed = randomBytes(4).readUInt32LE();
  const parts = [...gibibyte(seed)];
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  const digest = `${algorithm}:${hash.digest("hex")}`;
  const connection = await Connection.open(Number(opponent.host.split(":")[1]));
  const began = performance.now();
  const target = `/v2/${SCRATCH}/blobs/uploads/`;
  const headers = { ...opponent.login, "Content-Length": "0" };
  const opened = await connection.send(requestBytes(opponent.host, { method: "POST", target, headers }));
  const location = new URL(headerOf(opened.head, "location") ?? "", `http://${opponent.host}`);
  location.searchParams.set("digest", digest);
  const put = {
    method: "PUT",
    target: `${location.pathname}${location.search}`,
    headers: { ...opponent.login, "Content-Type": "application/octet-stream", "Content-Length": String(GIB) },
  };
  await connection.write(requestBytes(opponent.host, put));
  const last = parts.pop() ?? Buffer.alloc(0);
  for (const part of parts) await connection.write(part);
  const answer = await connection.send(last);
  connection.close();
  if (answer.status !== 201) throw new Error(`${opponent.name} answers ${answer.status} ${answer.body}`);
  return { perSecond: GIB / ((performance.now() - began) / 1000), digest };
}

async function pullWhole(opponent: Opponent, digest: string): Promise<void> {
  const answer = await fetch(`http://${opponent.host}/v2/${SCRATCH}/blobs/${digest}`, {
    headers: opponent.login,
  });
  const hash = createHash(digest.split(":")[0] ?? "");
  for await (const chunk of answer.body ?? []) hash.update(chunk);
  if (!digest.endsWith(hash.digest("hex")))
    throw new Error(`${opponent.name}: ${digest} came back with other bytes.`);
}

/** PF-6 and the second half of PF-7: a gibibyte up and down. */
export async function benchLarge(ours: Opponent, others: Opponent[], rounds: number): Promise<void> {
  console.log("\n  PF-6, PF-7 1 GiB up and down");
  const rates = new Map<string, number[]>();
  const rate = (name: string, value: number) => rates.set(name, [...(rates.get(name) ?? []), value]);
  const pid = ours.pids()[0] ?? 0;
  const restBytes = memoryBytes(pid);
  let up = 0;
  let down = 0;
  for (let round = 0; round < rounds; round += 1) {
    const first = await peakWhile(pid, () => pushGibibyte(ours, "sha256"));
    up = Math.max(up, first.peakBytes);
    rate("Chartroom", first.result.perSecond);
    down = Math.max(down, (await peakWhile(pid, () => pullWhole(ours, first.result.digest))).peakBytes);
    rate("Chartroom, both hashes", (await pushGibibyte(ours, "sha512")).perSecond);
    for (const other of others) rate(other.name, (await pushGibibyte(other, "sha256")).perSecond);
  }
  for (const [name, all] of rates) report(`  ${name}`, `${megabytes(median(all))}/s`);
  const ratio = (name: string) => {
    const base = rates.get("distribution") ?? [];
    return median((rates.get(name) ?? []).map((one, nth) => one / (base[nth] ?? Number.NaN)));
  };
  if (rates.has("distribution")) {
    report("  ratio to distribution", ratio("Chartroom").toFixed(2), atLeast(ratio("Chartroom"), 0.9));
    const both = ratio("Chartroom, both hashes");
    report("  ratio with both hashes", both.toFixed(2), atLeast(both, 0.6));
  }
  const limit = 64 * 1024 * 1024;
  report("  memory that the upload adds", megabytes(up - restBytes), atMost(up - restBytes, limit, "64 MB"));
  report(
    "  memory that the download adds",
    megabytes(down - restBytes),
    atMost(down - restBytes, limit, "64 MB"),
  );
}
