import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { Client } from "pg";
import { onShelf, processWide } from "#lib/env/process-wide.ts";
import { log } from "#lib/log/log.ts";
import { ChangeRounds } from "./change-rounds.ts";
import type { SqlTx } from "./database.ts";

/** `token:<id>`, `artifact:<id>`, `repository:<orgId>/<name>`, `organization:<id>`; `*`: forget everything. */
export type Topic = string;

const CHANNEL = "chartroom";
const ROUNDS = "chartroom_rounds";
/** What a listening connection is called in PostgreSQL, followed by the id of its process. */
const LISTENER = "chartroom listener ";
const RETRY_MS = 1000;

const listeners = () => processWide("db.changes", () => new EventEmitter().setMaxListeners(100));

/** Tells every process, at the moment of the commit, that what it keeps about these topics is out of date. */
export async function announceChange(tx: SqlTx, ...topics: Topic[]): Promise<void> {
  await tx.$queryRaw`SELECT pg_notify(${CHANNEL}, topic)::text FROM unnest(${topics}::text[]) AS topic`;
}

/**
 * The same for this process, at once: call it after the commit, so that the next request here already sees it. Other
 * processes are waited for by `settleChanges`.
 */
export function applyChangeHere(topic: Topic): void {
  subscription()?.noteChange();
  forget(topic);
}

function forget(topic: Topic): void {
  listeners().emit("change", topic);
}

/**
 * Waits until other processes have heard of what was changed here (NB-18, S6); a door calls it before it answers a write.
 * Null where nothing was changed that others have not heard of; else some milliseconds, and at most about a second.
 */
export function settleChanges(): Promise<void> | null {
  const open = subscription();
  return open && !open.isSettled() ? open.settle() : null;
}

/** @returns a function that stops listening */
export function onChange(listener: (topic: Topic) => void): () => void {
  listeners().on("change", listener);
  return () => listeners().off("change", listener);
}

/** What the shelf holds of a process that listens. */
export type Subscription = {
  stop: () => Promise<void>;
  /** Whether announcements reach this process just now. */
  isOpen: () => boolean;
  noteChange: () => void;
  isSettled: () => boolean;
  settle: () => Promise<void>;
};

const SHELF = "db.changes.subscription";
const subscription = () => onShelf<Subscription>(SHELF);

/**
 * Listens for what other processes announce, for as long as this process runs. While the connection is lost nothing can
 * be heard, so nothing is kept then, and each time it is made again everything kept is forgotten.
 */
export function listenForChanges(connectionString: string): Subscription {
  return processWide(SHELF, () => subscribe(connectionString));
}

function subscribe(connectionString: string): Subscription {
  const id = randomBytes(8).toString("hex");
  let stopped = false;
  let client: Client | null = null;
  const query = async <R extends object>(text: string, values: string[]) => {
    if (!client) throw new Error("Not connected.");
    return (await client.query<R>(text, values)).rows;
  };
  const rounds = new ChangeRounds({
    id,
    say: (message) => query("SELECT pg_notify($1, $2)", [ROUNDS, message]),
    listening: async () => {
      const rows = await query<{ name: string }>(
        "SELECT application_name AS name FROM pg_stat_activity WHERE starts_with(application_name, $1)",
        [LISTENER],
      );
      return new Set(rows.map(({ name }) => name.slice(LISTENER.length)));
    },
    onSilence: (ids) => log.warn({ processes: ids }, "processes that listen did not answer in time"),
  });
  const connect = async () => {
    if (stopped) return;
    const next = new Client({ connectionString, keepAlive: true, application_name: LISTENER + id });
    let lost = false;
    const retry = () => {
      if (lost || stopped) return;
      lost = true;
      client = null;
      forget("*");
      next.end().catch(() => {});
      setTimeout(() => void connect(), RETRY_MS).unref();
    };
    next.on("error", retry);
    next.on("end", retry);
    next.on("notification", ({ channel, payload }) => {
      if (channel === ROUNDS) rounds.hear(payload ?? "");
      else forget(payload ?? "*");
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}; LISTEN ${ROUNDS}`);
      forget("*");
      client = next;
      await rounds.greet();
    } catch (error) {
      log.warn({ err: error }, "cannot listen for changes, trying again");
      retry();
    }
  };
  void connect();
  return {
    isOpen: () => client !== null,
    noteChange: () => rounds.note(),
    isSettled: () => rounds.isSettled,
    settle: () => rounds.settle(),
    stop: async () => {
      stopped = true;
      await rounds.leave().catch(() => {});
      const last = client;
      client = null;
      await last?.end().catch(() => {});
    },
  };
}

/** Whether somebody listens in this process: caches that rely on it must not keep anything otherwise. */
export function isListening(): boolean {
  return subscription()?.isOpen() ?? false;
}
