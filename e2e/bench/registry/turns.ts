import { digestOf } from "../../oci.ts";
import { atMost, report } from "../figures.ts";
import { MANIFEST_TYPE, Pusher, SCRATCH } from "./fill.ts";
import { lagMs } from "./lag.ts";
import { pushGibibyte } from "./large.ts";
import type { Opponent } from "./opponents.ts";

const TRIES = 5;
const BLOB = Buffer.from("{}");

const descriptor = (digest: string) => ({ mediaType: "application/octet-stream", digest, size: BLOB.length });
/** Another one each time: what is there already is not stored again. */
const manifestOf = (nth: number, over: object) =>
  Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: descriptor(digestOf(BLOB)),
      layers: [descriptor(digestOf(BLOB))],
      nth,
      ...over,
    }),
  );

/** Just below 4 MiB each: what is parsed, what is looked for, what is stored. */
const MANIFESTS = {
  "4 MiB of layers that are there": {
    layers: Array.from({ length: 27_000 }, () => descriptor(digestOf(BLOB))),
  },
  "4 MiB of layers that are not": {
    layers: Array.from({ length: 27_000 }, (_, nth) => descriptor(digestOf(Buffer.from(String(nth))))),
  },
  "4 MiB of annotations": {
    annotations: Object.fromEntries(
      Array.from({ length: 4_000 }, (_, nth) => [`key-${nth}`, "v".repeat(900)]),
    ),
  },
};

/** X15: how late the event loop is at worst while the most is done that one request may ask for. */
export async function benchTurns(ours: Opponent): Promise<void> {
  console.log("\n  X15 the event loop's greatest lag");
  const say = async (what: string) => {
    const { most } = await lagMs(ours.host);
    report(`  ${what}`, `${most.toFixed(1)} ms`, atMost(most, 20, "20 ms"));
  };
  await lagMs(ours.host);
  await pushGibibyte(ours, "sha512");
  await say("1 GiB, both hashes");
  const pusher = await Pusher.open(ours);
  await pusher.pushBlob(SCRATCH, BLOB);
  const target = `/v2/${SCRATCH}/manifests/large`;
  for (const [what, over] of Object.entries(MANIFESTS)) {
    await lagMs(ours.host);
    for (let nth = 0; nth < TRIES; nth += 1)
      await pusher.ask([201, 404], "PUT", target, manifestOf(nth, over), MANIFEST_TYPE);
    await say(what);
  }
  pusher.close();
}
