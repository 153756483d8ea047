import table from "../../../engine/kubernetes/api-lifecycle.json" with { type: "json" };
import { compareMinors } from "./kube-versions.ts";
import type { KubernetesSchemas } from "./kubernetes-schemas.ts";
import { suggestName } from "./suggest-name.ts";

/** What one minor of Kubernetes says to an API version and kind. `use` is what to take instead, if there is anything. */
export type ApiState =
  | { state: "served" }
  | { state: "deprecated"; since: string; removedIn: string | null; use: string | null }
  | { state: "removed"; in: string | null; use: string | null }
  | { state: "not-yet"; since: string }
  /** A group of Kubernetes' own that has no such kind. */
  | { state: "mistaken"; use: string | null }
  /** A group of someone else's: a CRD's. */
  | { state: "foreign" };

type Row = { deprecated?: string; removed?: string; use?: string; since?: string; until?: string };
const rows: ReadonlyMap<string, Row> = new Map(Object.entries(table));

const groupOf = (apiVersion: string) =>
  apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";

/** Removed before the first release whose sources say so themselves (Kubernetes' deprecated API migration guide). */
const OLDER: ReadonlyMap<string, Row> = new Map([
  ["batch/v2alpha1 CronJob", { removed: "1.21", use: "batch/v1 CronJob" }],
  ["settings.k8s.io/v1alpha1 PodPreset", { removed: "1.20" }],
  ["auditregistration.k8s.io/v1alpha1 AuditSink", { removed: "1.19" }],
]);

/** Judges `apps/v1 Deployment` for one minor. */
export function judgeApi(apiVersion: string, kind: string, schemas: KubernetesSchemas): ApiState {
  const key = `${apiVersion} ${kind}`;
  const row = rows.get(key) ?? OLDER.get(key) ?? {};
  const { minor } = schemas;
  const isReached = (version: string | undefined) =>
    version !== undefined && compareMinors(version, minor) <= 0;
  if (schemas.kinds[key] !== undefined) {
    if (row.deprecated === undefined || !isReached(row.deprecated)) return { state: "served" };
    const use = findReplacement(apiVersion, kind, schemas);
    return { state: "deprecated", since: row.deprecated, removedIn: row.removed ?? null, use };
  }
  if (row.removed !== undefined && isReached(row.removed))
    return { state: "removed", in: row.removed, use: findReplacement(apiVersion, kind, schemas) };
  if (row.since !== undefined && !isReached(row.since)) return { state: "not-yet", since: row.since };
  if (row.until !== undefined && isReached(row.until))
    return { state: "removed", in: null, use: findReplacement(apiVersion, kind, schemas) };
  return judgeStranger(apiVersion, kind, schemas);
}

/** Neither served nor ever heard of: a slip of the pen in a group of Kubernetes' own, or somebody's CRD. */
function judgeStranger(apiVersion: string, kind: string, schemas: KubernetesSchemas): ApiState {
  const group = groupOf(apiVersion);
  const keys = Object.keys(schemas.kinds);
  const isOwn = keys.some((key) => groupOf(key) === group);
  if (!isOwn) return { state: "foreign" };
  const sameKind = keys.filter((key) => key.endsWith(` ${kind}`));
  const inGroup = sameKind.find((key) => groupOf(key) === group) ?? sameKind[0];
  if (inGroup) return { state: "mistaken", use: inGroup };
  const here = keys.filter((key) => key.startsWith(`${apiVersion} `));
  const near = suggestName(
    kind,
    here.map((key) => key.slice(apiVersion.length + 1)),
  );
  return { state: "mistaken", use: near === null ? null : `${apiVersion} ${near}` };
}

/** Follows upstream's own replacements to one that this minor serves; else the best version of the same group and kind. */
function findReplacement(apiVersion: string, kind: string, schemas: KubernetesSchemas): string | null {
  let key = `${apiVersion} ${kind}`;
  for (let steps = 0; steps < 6; steps += 1) {
    const use = rows.get(key)?.use ?? OLDER.get(key)?.use;
    if (use === undefined || use === key) break;
    key = use;
    if (schemas.kinds[key] !== undefined && !isDeprecated(key, schemas.minor)) return key;
  }
  const group = groupOf(apiVersion);
  const others = Object.keys(schemas.kinds).filter(
    (other) => groupOf(other) === group && other.endsWith(` ${kind}`) && other !== `${apiVersion} ${kind}`,
  );
  return others.toSorted((a, b) => rankVersion(b) - rankVersion(a))[0] ?? null;
}

function isDeprecated(key: string, minor: string): boolean {
  const since = rows.get(key)?.deprecated;
  return since !== undefined && compareMinors(since, minor) <= 0;
}

/** `v1` before `v1beta2` before `v1beta1` before `v1alpha1`, as Kubernetes orders them. */
function rankVersion(key: string): number {
  const parts = /v(\d+)(?:(alpha|beta)(\d+))? /.exec(key);
  const stage = { alpha: 0, beta: 1 }[parts?.[2] ?? ""] ?? 2;
  return stage * 10_000 + Number(parts?.[1] ?? 0) * 100 + Number(parts?.[3] ?? 0);
}
