import { ModuleExit } from "./engine-stop.ts";
import { Errno } from "./errno.ts";
import type { WasiCall, WasiHost } from "./wasi-host.ts";

const REALTIME = 0;

/** Arguments, environment, clocks, randomness, waiting and ending. */
export function processCalls(host: WasiHost): Record<string, WasiCall> {
  const { args, environment } = host;
  const memory = () => host.memory();
  return {
    args_get: (pointers: number, buffer: number) => memory().writeList(args, pointers, buffer),
    args_sizes_get: (count: number, size: number) => memory().writeListSizes(args, count, size),
    environ_get: (pointers: number, buffer: number) => memory().writeList(environment, pointers, buffer),
    environ_sizes_get: (count: number, size: number) => memory().writeListSizes(environment, count, size),
    clock_res_get: (_clock: number, into: number) => {
      memory().setU64(into, 1000n);
      return Errno.ok;
    },
    clock_time_get: (clock: number, _precision: bigint, into: number) => {
      const time = host.run().settings.clock;
      memory().setU64(into, clock === REALTIME ? time.wallNs() : time.monotonicNs());
      return Errno.ok;
    },
    random_get: (into: number, length: number) => {
      host.run().settings.random(memory().bytes.subarray(into, into + length));
      return Errno.ok;
    },
    sched_yield: () => Errno.ok,
    proc_exit: (code: number) => {
      throw new ModuleExit(code);
    },
    poll_oneoff: (subscriptions: number, events: number, count: number, happened: number) =>
      endWaits(memory().view, subscriptions, events, count, happened),
  };
}

/** Every wait ends at once: nothing happens here while a module waits. */
function endWaits(view: DataView, from: number, into: number, count: number, happened: number): Errno {
  for (let index = 0; index < count; index += 1) {
    const subscription = from + 48 * index;
    const event = into + 32 * index;
    view.setBigUint64(event, view.getBigUint64(subscription, true), true);
    view.setUint16(event + 8, 0, true);
    view.setUint8(event + 10, view.getUint8(subscription + 8));
    view.setBigUint64(event + 16, 0n, true);
    view.setUint16(event + 24, 0, true);
  }
  view.setUint32(happened, count, true);
  return Errno.ok;
}
