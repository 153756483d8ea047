import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { processWide } from "#lib/env/process-wide.ts";

/** One registry of counters per process. Labels come from closed sets: never a name, a tag or a digest. */
const registry = processWide("metrics", () => {
  const made = new Registry();
  collectDefaultMetrics({ register: made });
  return made;
});

export const requestSeconds = processWide(
  "metrics.request-seconds",
  () =>
    new Histogram({
      name: "chartroom_http_request_seconds",
      help: "Time to answer a request, by door, method and class of status.",
      labelNames: ["door", "method", "status"],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers: [registry],
    }),
);

export const publishTotal = processWide(
  "metrics.publish-total",
  () =>
    new Counter({
      name: "chartroom_catalog_publish_total",
      help: "Publications, by kind, door and outcome.",
      labelNames: ["kind", "door", "outcome"],
      registers: [registry],
    }),
);

export const rateLimitedTotal = processWide(
  "metrics.rate-limited-total",
  () =>
    new Counter({
      name: "chartroom_oci_rate_limited_total",
      help: "Requests to the registry that were refused because their address had spent its budget.",
      registers: [registry],
    }),
);

export const jobSeconds = processWide(
  "metrics.job-seconds",
  () =>
    new Histogram({
      name: "chartroom_jobs_run_seconds",
      help: "Time of one try of a job, by job and outcome.",
      labelNames: ["job", "outcome"],
      buckets: [0.05, 0.2, 1, 5, 20, 120],
      registers: [registry],
    }),
);

export const engineJobsTotal = processWide(
  "metrics.engine-jobs-total",
  () =>
    new Counter({
      name: "chartroom_engine_jobs_total",
      help: "Work of the engine, by operation, lane and how it ended.",
      labelNames: ["op", "lane", "end"],
      registers: [registry],
    }),
);

export const engineSeconds = processWide(
  "metrics.engine-seconds",
  () =>
    new Histogram({
      name: "chartroom_engine_job_seconds",
      help: "Time of the engine's work with the wait before it, by operation and lane.",
      labelNames: ["op", "lane"],
      buckets: [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
      registers: [registry],
    }),
);

/** Tells how much work waits for the engine, by lane, whenever metrics are read. */
export function watchEngineQueue(read: (set: (lane: string, waiting: number) => void) => void): void {
  processWide(
    "metrics.engine-waiting",
    () =>
      new Gauge({
        name: "chartroom_engine_jobs_waiting",
        help: "Work that waits for the engine, by lane.",
        labelNames: ["lane"],
        registers: [registry],
        collect() {
          read((lane, waiting) => this.set({ lane }, waiting));
        },
      }),
  );
}

/** Prometheus text, as `/metrics` answers it. */
export async function metricsText(): Promise<{ contentType: string; body: string }> {
  return { contentType: registry.contentType, body: await registry.metrics() };
}
