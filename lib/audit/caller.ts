import { AsyncLocalStorage } from "node:async_hooks";
import { processWide } from "#lib/env/process-wide.ts";

/** From where something is asked for: the client's address, and the program it says it is. Empty: nobody outside asked. */
type Caller = { readonly address: string; readonly client: string };

const NOBODY: Caller = { address: "", client: "" };

/** One for server.ts and for Next's bundle: the request begins in the one and ends in the other. */
const running = () => processWide("audit.caller", () => new AsyncLocalStorage<Caller>());

/** What is recorded while `work` runs, and in all that it waits for, carries this caller. */
export function withCaller<T>(caller: Caller, work: () => T): T {
  return running().run(caller, work);
}

/** For whom the code runs at this moment. Jobs and commands run for nobody outside. */
export function callerNow(): Caller {
  return running().getStore() ?? NOBODY;
}
