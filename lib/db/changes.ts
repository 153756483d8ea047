import { EventEmitter } from "node:events";
import { Client } from "pg";
import { onShelf, processWide } from "#lib/env/process-wide.ts";
import { log } from "#lib/log/log.ts";
import type { Tx } from "./database.ts";

/** `token:<id>`, `artifact:<id>`, `repository:<orgId>/<name>`, `organization:<id>`; `*`: forget everything. */
export type Topic = string;

const CHANNEL = "chartroom";
const RETRY_MS = 1000;

const listeners = () => processWide("db.changes", () => new EventEmitter().setMaxListeners(100));

/** Tells every process, at the moment of the commit, that what it keeps about this topic is out of date. */
export async function announceChange(tx: Tx, topic: Topic): Promise<void> {
  await tx.$queryRaw`SELECT pg_notify(${CHANNEL}, ${topic})::text`;
}

/** The same for this process, at once: call it after the commit, so that the next request here already sees it. */
export function applyChangeHere(topic: Topic): void {
  listeners().emit("change", topic);
}

/** @returns a function that stops listening */
export function onChange(listener: (topic: Topic) => void): () => void {
  listeners().on("change", listener);
  return () => listeners().off("change", listener);
}

type Subscription = { stop: () => Promise<void> };

/**
 * Listens for what other processes announce, for as long as this process runs. While the connection is lost nothing can
 * be heard, so each time it is made again everything kept is forgotten.
 */
export function listenForChanges(connectionString: string): Subscription {
  return processWide("db.changes.subscription", () => subscribe(connectionString));
}

function subscribe(connectionString: string): Subscription {
  let stopped = false;
  let client: Client | null = null;
  const connect = async () => {
    if (stopped) return;
    const next = new Client({ connectionString, keepAlive: true });
    let lost = false;
    const retry = () => {
      if (lost || stopped) return;
      lost = true;
      applyChangeHere("*");
      next.end().catch(() => {});
      setTimeout(() => void connect(), RETRY_MS).unref();
    };
    next.on("error", retry);
    next.on("end", retry);
    next.on("notification", (message) => applyChangeHere(message.payload ?? "*"));
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      client = next;
      applyChangeHere("*");
    } catch (error) {
      log.warn({ err: error }, "cannot listen for changes, trying again");
      retry();
    }
  };
  void connect();
  return {
    stop: async () => {
      stopped = true;
      await client?.end().catch(() => {});
    },
  };
}

/** Whether somebody listens in this process: caches that rely on it must not keep anything otherwise. */
export function isListening(): boolean {
  return onShelf("db.changes.subscription") !== undefined;
}

/** The server that keeps the embedded PostgreSQL is the only one there is: it says so when it has started it. */
export function declareOnlyServer(): void {
  processWide("db.only-server", () => true);
}

/**
 * Whether no other server writes to this database. Then what is kept here is never out of date, not even for the moment that
 * an announcement takes; otherwise what somebody may have to see with their next request (OCI-94) is read each time.
 */
export function isOnlyServer(): boolean {
  return onShelf("db.only-server") === true;
}
