import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { DataFolderInUse, openForServer } from "#lib/db/open-database.ts";
import { answerEngineFile } from "#lib/engine/answer-engine-file.ts";
import { endEngine } from "#lib/engine/pool.ts";
import { env, SettingsError, tellNextAuth } from "#lib/env/env.ts";
import { cutSlowClients } from "#lib/http/cut-slow-clients.ts";
import { InFlight } from "#lib/http/in-flight.ts";
import { observeRequest } from "#lib/http/observe-request.ts";
import { setPageHeaders } from "#lib/http/page-headers.ts";
import { runForCaller } from "#lib/http/run-for-caller.ts";
import { log } from "#lib/log/log.ts";
import { metricsText } from "#lib/metrics/metrics.ts";
import { answerBroken } from "#lib/oci/answer-broken.ts";
import { answerStopping } from "#lib/oci/answer-stopping.ts";
import { answerRegistry } from "#lib/oci/app.ts";
import { sweepAtStart } from "#lib/oci/sweep-uploads.ts";
import { type FirstStart, prepareFirstStart } from "#lib/organization/prepare-first-start.ts";
import { requireBlobStore } from "#lib/storage/blob-store.ts";
import { checkReadiness } from "#lib/upkeep/check-readiness.ts";
import { startWorker } from "#lib/worker/start-worker.ts";

/** What is in flight may finish for this long after a signal to stop. */
const GRACE_MS = 10_000;
/** After it, what is cut, and refusals that are still being sent. */
const REFUSALS_MS = 500;

type Door = {
  name: string;
  takes: (path: string) => boolean;
  answer: (request: IncomingMessage, response: ServerResponse) => void;
};

async function start() {
  const { PORT, HOST, AUTH_SECRET, CHARTROOM_PUBLIC_URL, CHARTROOM_SLOW_CLIENT_SECONDS } = env();
  tellNextAuth(AUTH_SECRET, CHARTROOM_PUBLIC_URL);
  await requireBlobStore();
  const database = await openForServer();
  const firstStart = await prepareFirstStart();
  await sweepAtStart();
  const worker = await startWorker();
  const portal = next({ dev: process.argv.includes("--dev"), port: PORT, hostname: HOST ?? "localhost" });
  await portal.prepare();
  const toPortal = portal.getRequestHandler();
  let isStopping = false;
  const inFlight = new InFlight();

  /** First match answers. The registry never enters Next: it needs exact lengths and its own paths. */
  const doors: Door[] = [
    {
      name: "probe",
      takes: (path) => path === "/healthz",
      answer: (_request, response) => response.writeHead(200, { "content-type": "text/plain" }).end("ok\n"),
    },
    {
      name: "probe",
      takes: (path) => path === "/readyz",
      answer: (_request, response) => void answerReadiness(response, isStopping),
    },
    {
      name: "probe",
      takes: (path) => path === "/metrics",
      answer: (_request, response) => void answerMetrics(response),
    },
    {
      name: "oci",
      takes: (path) => path === "/v2" || path.startsWith("/v2/"),
      answer: (request, response) => void answerRegistry(request, response),
    },
    {
      name: "engine",
      takes: (path) => path.startsWith("/engine/"),
      answer: (request, response) => void answerEngineFile(request, response),
    },
    {
      name: "api",
      takes: (path) => path.startsWith("/api/"),
      answer: (request, response) => void toPortal(request, response),
    },
    {
      name: "page",
      takes: () => true,
      answer: (request, response) => {
        setPageHeaders(request, response);
        void toPortal(request, response);
      },
    },
  ];

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const door = doors.find((one) => one.takes(path));
    observeRequest(request, response, door?.name ?? "page");
    // A client that keeps its connection learns that it has to make a new one, to another process.
    if (isStopping) response.setHeader("Connection", "close");
    if (isStopping && door?.name === "oci") return answerStopping(request, response);
    if (isStopping && door?.name !== "probe")
      return void response.writeHead(503, { "retry-after": "5" }).end();
    inFlight.add(response);
    runForCaller(request, () => door?.answer(request, response));
  };
  const slowMs = CHARTROOM_SLOW_CLIENT_SECONDS * 1000;
  const server = createServer({ connectionsCheckingInterval: Math.min(slowMs, 10_000) }, answer);
  // The registry says "go on" when nothing speaks against the request any more (OCI-21); all others at once, as Node would.
  server.on("checkContinue", (request, response) => {
    if (!request.url?.startsWith("/v2/")) response.writeContinue();
    answer(request, response);
  });
  server.on("clientError", answerBroken);
  // A slow upload of a large blob is legal as long as it goes on (S15); idle connections have 5 s.
  server.requestTimeout = 0;
  server.headersTimeout = slowMs;
  cutSlowClients(server, slowMs);
  await new Promise<void>((done, fail) => server.once("error", fail).listen(PORT, HOST, done));

  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, "stopping");
    // Who comes meanwhile is told to try again, instead of finding nobody (X12).
    // A job that has not ended by then is tried again by whoever starts next.
    await Promise.all([inFlight.ended(GRACE_MS), worker.stop(GRACE_MS)]);
    const closed = new Promise((done) => server.close(done));
    server.closeIdleConnections();
    const late = setTimeout(() => server.closeAllConnections(), REFUSALS_MS);
    await closed;
    clearTimeout(late);
    await portal.close();
    endEngine();
    await database.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));

  log.info({ port: PORT, node: process.version, migrations: database.appliedMigrations }, "ready");
  process.stdout.write(`\nChartroom is at ${CHARTROOM_PUBLIC_URL}\n${sayFirstStart(firstStart)}\n`);
}

/** The link goes to the terminal only, never into the log. */
function sayFirstStart(first: FirstStart): string {
  if (first.kind === "set-up")
    return `\nIt has no owner yet. Open this link once to set it up:\n\n  ${first.url}\n`;
  if (first.kind === "owner-made")
    return `Sign in as ${first.email}, with the password of CHARTROOM_OWNER_PASSWORD.\n`;
  return "";
}

async function answerReadiness(response: ServerResponse, isStopping: boolean): Promise<void> {
  const { ready, missing } = await checkReadiness();
  const lacks = isStopping ? [...missing, "stopping"] : missing;
  const body = ready && !isStopping ? "ready\n" : `not ready: ${lacks.join(", ")}\n`;
  response.writeHead(ready && !isStopping ? 200 : 503, { "content-type": "text/plain" }).end(body);
}

async function answerMetrics(response: ServerResponse): Promise<void> {
  const { contentType, body } = await metricsText();
  response.writeHead(200, { "content-type": contentType }).end(body);
}

start().catch((error: unknown) => {
  const isOurs = error instanceof SettingsError || error instanceof DataFolderInUse;
  const isPortTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (isOurs) process.stderr.write(`${error.message}\n`);
  else if (isPortTaken) process.stderr.write(`Port ${env().PORT} is in use. Set PORT to another one.\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
