/** The two clocks of a module, in nanoseconds. */
export type RunClock = { wallNs: () => bigint; monotonicNs: () => bigint };

const NS_PER_MS = 1_000_000;
/** 2026-01-01T00:00:00Z */
const FROZEN_WALL_NS = 1_767_225_600_000_000_000n;
const STEP_NS = 1000n;

export const trueClock: RunClock = {
  wallNs: () => BigInt(Date.now()) * BigInt(NS_PER_MS),
  monotonicNs: () => BigInt(Math.round(performance.now() * NS_PER_MS)),
};

/**
 * A wall clock that stands (ENG-36), and a monotonic one that goes on by the same step each time it is read: Go's
 * scheduler needs one that goes, and `now` prints it.
 */
export function frozenClock(fromNs: bigint): RunClock {
  let ns = fromNs;
  return {
    wallNs: () => FROZEN_WALL_NS,
    monotonicNs: () => {
      ns += STEP_NS;
      return ns;
    },
  };
}
