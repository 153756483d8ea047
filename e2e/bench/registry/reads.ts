import { digestOf } from "../../oci.ts";
import { startBare } from "./bare.ts";
import { type Side, takeTurns, tell } from "./compare.ts";
import { type Content, MANIFEST_TYPE, SCRATCH, TAGS_500, TAGS_10000 } from "./fill.ts";
import type { Opponent } from "./opponents.ts";

type Read = {
  id: string;
  what: string;
  target: string;
  method?: "GET" | "HEAD";
  /** Read by us without a login as well, from a public chart. */
  isPublic?: boolean;
  bounds: Parameters<typeof tell>[2];
};

function readsOf({ chart, blobs }: Content): Read[] {
  const byTag = "/v2/charts/bench/manifests/1.0.0";
  const tagBounds = { ceiling: 0.35, distribution: 3, zot: 1.4, cpuMicros: 80 };
  const blob = (name: keyof typeof blobs) => `/v2/${SCRATCH}/blobs/${digestOf(blobs[name])}`;
  return [
    { id: "PF-1", what: "manifest by tag, GET", target: byTag, isPublic: true, bounds: tagBounds },
    {
      id: "PF-1",
      what: "manifest by tag, HEAD",
      target: byTag,
      method: "HEAD",
      isPublic: true,
      bounds: tagBounds,
    },
    {
      id: "PF-2",
      what: "manifest by digest",
      target: `/v2/charts/bench/manifests/${digestOf(chart.manifest)}`,
      isPublic: true,
      bounds: { ceiling: 0.4 },
    },
    { id: "PF-2", what: "blob of 10 KB", target: blob("10 KB"), bounds: { ceiling: 0.4, distribution: 20 } },
    { id: "PF-2", what: "blob of 64 KB", target: blob("64 KB"), bounds: { ceiling: 0.4 } },
    { id: "PF-3", what: "blob of 1 MB", target: blob("1 MB"), bounds: { ceiling: 0.25, distribution: 3 } },
    {
      id: "PF-4",
      what: "tags/list of 500",
      target: `/v2/${TAGS_500}/tags/list`,
      bounds: { ceiling: 0.15, distribution: 8 },
    },
    {
      id: "PF-4",
      what: "_catalog of 200",
      target: "/v2/_catalog?n=200",
      bounds: { ceiling: 0.15, distribution: 8 },
    },
    {
      id: "PF-4",
      what: "page of 100 from 10,000 tags",
      target: `/v2/${TAGS_10000}/tags/list?n=100&last=v5`,
      bounds: { ceiling: 0.15, distribution: 8 },
    },
  ];
}

const sideOf = (
  opponent: Opponent,
  target: string,
  login: Record<string, string>,
  name = opponent.name,
): Side => ({
  name,
  url: `http://${opponent.host}${target}`,
  headers: { Accept: MANIFEST_TYPE, ...login },
  pid: opponent.pids()[0] ?? 0,
});

/** PF-1 to PF-4, each read of each opponent in turn. */
export async function benchReads(
  ours: Opponent,
  others: Opponent[],
  content: Content,
  { rounds, durationMs }: { rounds: number; durationMs: number },
): Promise<void> {
  for (const { id, what, target, method = "GET", isPublic = false, bounds } of readsOf(content)) {
    const main = sideOf(ours, target, isPublic ? {} : ours.login);
    const bare = await startBare(main.url, main.headers);
    const sides = [
      main,
      ...(isPublic ? [sideOf(ours, target, ours.login, "itself with Basic auth")] : []),
      ...others.map((other) => sideOf(other, target, other.login)),
      { name: "node:http", url: bare.url, headers: main.headers, pid: bare.pid },
    ];
    tell(`${id} ${what}`, await takeTurns(sides, method, rounds, durationMs), bounds);
    bare.stop();
  }
}
