import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";
import { listenForChanges } from "#lib/db/changes.ts";
import { connectDatabase, db } from "#lib/db/database.ts";
import { hashSecret } from "#lib/tokens/secret.ts";
import { verifyRegistryToken } from "#lib/tokens/verify-token.ts";
import { registryOf } from "../oci.ts";
import { type Pair, startPair } from "../scale/pair.ts";
import { apiOf } from "../server.ts";
import { atMost, median, quantile, report } from "./figures.ts";

const CHECKS = 20_000;
const ROUNDS = 9;
const REVOCATIONS = 40;
const BOUND_US = 20;
const BOUND_MS = 1000;

/** Of one call, in microseconds, as the mean of many. */
async function microsecondsOf(work: () => unknown): Promise<number> {
  const began = performance.now();
  for (let nth = 0; nth < CHECKS; nth += 1) await work();
  return ((performance.now() - began) / CHECKS) * 1000;
}

/** Checks of one token in this process, which listens as a server does; in turns with the hash that each check cannot do without. */
async function benchCheck(pair: Pair): Promise<void> {
  const url = pair.a.env.DATABASE_URL ?? "";
  const secret = await pair.a.registryToken("pull");
  connectDatabase(url);
  const subscription = listenForChanges(url);
  try {
    while (!subscription.isOpen()) await turn();
    if (!(await verifyRegistryToken(secret))) throw new Error("The token does not hold.");
    const [checks, hashes]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      checks.push(await microsecondsOf(() => verifyRegistryToken(secret)));
      hashes.push(await microsecondsOf(() => hashSecret(secret)));
    }
    const check = median(checks);
    const ratio = check / BOUND_US;
    report(
      `token check from memory, median of ${ROUNDS} × ${CHECKS}`,
      `${check.toFixed(2)} µs`,
      atMost(check, BOUND_US, `20 µs (× ${ratio.toFixed(2)})`),
    );
    const ofHash = median(checks.map((one, nth) => one / (hashes[nth] ?? Number.NaN)));
    report("  its hash alone, the ceiling", `${median(hashes).toFixed(2)} µs`);
    report("  check ÷ hash", ofHash.toFixed(2));
  } finally {
    await subscription.stop();
    await db().$disconnect();
  }
}

type Minted = { id: string; token: string };

/** Revokes at the first while the second is asked without a pause. @returns milliseconds from DELETE to its answer and to the first refusal, and by how much a granted request was begun after the answer */
async function revokeOnce(pair: Pair, api: ReturnType<typeof apiOf>) {
  const { id, token } = (await api.post<Minted>("/org-registry-tokens", { name: "bench", scope: "pull" }))
    .body;
  const door = registryOf(pair.b, token);
  const ping = async () => {
    const sentAt = performance.now();
    const answer = await door.ask("GET", "");
    await answer.arrayBuffer();
    return { sentAt, status: answer.status };
  };
  for (let kept = 0; kept < 2; kept += 1)
    if ((await ping()).status !== 200) throw new Error("The token does not hold.");
  const began = performance.now();
  let answeredAt = Number.POSITIVE_INFINITY;
  const revoked = api.delete(`/org-registry-tokens/${id}`).then(() => {
    answeredAt = performance.now();
  });
  let granted = began;
  let last = await ping();
  for (; last.status === 200; last = await ping()) granted = last.sentAt;
  const refusedAt = performance.now();
  await revoked;
  return {
    answerMs: answeredAt - began,
    refusedMs: refusedAt - began,
    lateMs: Math.max(0, granted - answeredAt),
  };
}

async function benchRevocation(pair: Pair): Promise<void> {
  const api = apiOf(pair.a, await pair.a.apiToken("admin"));
  const rounds: Awaited<ReturnType<typeof revokeOnce>>[] = [];
  for (let round = 0; round < REVOCATIONS; round += 1) rounds.push(await revokeOnce(pair, api));
  const line = (what: string, values: number[], share: number) => {
    const value = quantile(values, share);
    const ratio = (value / BOUND_MS).toFixed(3);
    report(what, `${value.toFixed(1)} ms`, atMost(value, BOUND_MS, `1 s (× ${ratio})`));
  };
  const refused = rounds.map(({ refusedMs }) => refusedMs);
  line(`DELETE to the first refusal elsewhere, median of ${REVOCATIONS}`, refused, 0.5);
  line("  its maximum", refused, 1);
  line(
    "  DELETE to its answer, median",
    rounds.map(({ answerMs }) => answerMs),
    0.5,
  );
  line(
    "granted elsewhere after the answer, maximum",
    rounds.map(({ lateMs }) => lateMs),
    1,
  );
}

/** The check of a registry token on the hot path, and how long a revocation takes to be in force at a second process. */
export async function benchTokens(): Promise<void> {
  const pair = await startPair();
  try {
    await benchCheck(pair);
    await benchRevocation(pair);
    report("load of the machine (one minute)", loadavg()[0]?.toFixed(1) ?? "");
  } finally {
    await pair.remove();
  }
}
