/** Balances of one generation, of which there are two; some 150 bytes each. */
const GENERATION = 50_000;
/** This many requests of one address are told to the other processes at once; fewer, when they are this old. */
export const TELL_AT = 10;
export const TELL_AFTER_MS = 1000;
/** Rows of one statement. */
const MAX_BATCH = 500;
/** Differences of time that come from counting in floating point. */
const TINY_MS = 1e-6;

type Bucket = {
  key: string;
  /** When the budget is whole again, if nothing more is spent. Before now: it is whole. */
  fullAtMs: number;
  /** Requests that the other processes have not been told of, and since when. */
  untold: number;
  untoldSinceMs: number;
};

export type Verdict = {
  isServed: boolean;
  /** Whole requests that are left; 0 in debt. */
  remaining: number;
  /** Whole seconds until the budget is whole again. */
  resetSeconds: number;
  /** Whole seconds until one request is served, at least 1. */
  retrySeconds: number;
};

/** Spending that is on its way to the database. */
export type Spending = { key: string; spent: number; sinceMs: number };

/**
 * Token buckets by key, in the memory of one process (OCI-123): each holds `perMinute` requests and is refilled evenly, all of
 * it in a minute. A bucket is one number, the time at which it is full again, so that what several processes spend adds up.
 */
export class RateLimiter {
  /** Used since the last change of generations, and not since then: what is in neither is forgotten (OCI-129). */
  #young = new Map<string, Bucket>();
  #old = new Map<string, Bucket>();
  /** Those with something untold, the oldest first. */
  readonly #untold = new Set<Bucket>();
  readonly #urgent = new Set<Bucket>();
  readonly #nowMs: () => number;
  readonly perMinute: number;
  /** What one request costs, as the time in which it is refilled. */
  readonly costMs: number;

  /** @param nowMs a clock that never goes back */
  constructor(perMinute: number, nowMs: () => number = () => performance.now()) {
    this.perMinute = perMinute;
    this.costMs = 60_000 / perMinute;
    this.#nowMs = nowMs;
  }

  /**
   * Charges one request, or refuses it, which costs nothing.
   * @param mayOwe whether it is served into debt, down to minus the whole budget (OCI-126)
   */
  charge(key: string, mayOwe: boolean): Verdict {
    const now = this.#nowMs();
    const bucket = this.#find(key, now);
    const full = Math.max(now, bucket.fullAtMs) + this.costMs;
    const isServed = full <= now + (mayOwe ? 120_000 : 60_000) + TINY_MS;
    if (isServed) {
      bucket.fullAtMs = full;
      this.#note(bucket, now);
    }
    return this.#tell(bucket.fullAtMs - now, isServed);
  }

  /** Requests that are left, below 0 in debt, as this process knows it. @param owedMs more than it knows of itself */
  balance(key: string, owedMs = 0): number {
    const now = this.#nowMs();
    const bucket = this.#kept(key);
    const known = Math.max(0, (bucket?.fullAtMs ?? now) - now);
    const told = owedMs + (bucket?.untold ?? 0) * this.costMs;
    return this.perMinute - Math.max(known, told) / this.costMs;
  }

  /** How many addresses are remembered. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** Whether some address has spent so much that the others should hear of it at once. */
  get isUrgent(): boolean {
    return this.#urgent.size > 0;
  }

  get hasUntold(): boolean {
    return this.#untold.size > 0;
  }

  /**
   * What the other processes should hear now. One request in a second is not told: up to five processes together
   * give away no more by that than is refilled, and an address that comes once leaves no row behind.
   */
  takeSpending(): Spending[] {
    const now = this.#nowMs();
    const batch: Spending[] = [];
    const take = (bucket: Bucket) => {
      const { key, untold: spent, untoldSinceMs: sinceMs } = bucket;
      this.#forgetUntold(bucket);
      if (spent > 1) batch.push({ key, spent, sinceMs: now - sinceMs });
    };
    for (const bucket of this.#urgent) {
      if (batch.length >= MAX_BATCH) return batch;
      take(bucket);
    }
    for (const bucket of this.#untold) {
      if (batch.length >= MAX_BATCH || now - bucket.untoldSinceMs < TELL_AFTER_MS) break;
      take(bucket);
    }
    return batch;
  }

  /**
   * What all processes together have spent, as of now.
   * @param owedMs until the budget is whole again
   * @param errorMs how far that may be off: a smaller difference is nobody's spending
   */
  learn(key: string, owedMs: number, errorMs: number): void {
    const bucket = this.#kept(key);
    if (!bucket) return;
    const fullAtMs = this.#nowMs() + owedMs + bucket.untold * this.costMs;
    if (Math.abs(fullAtMs - bucket.fullAtMs) > errorMs) bucket.fullAtMs = fullAtMs;
  }

  /** It could not be told: it is told with the next. */
  giveBack(batch: Spending[]): void {
    const now = this.#nowMs();
    for (const { key, spent } of batch) {
      const bucket = this.#kept(key);
      if (!bucket) continue;
      this.#note(bucket, now, spent);
    }
  }

  #tell(owedMs: number, isServed: boolean): Verdict {
    return {
      isServed,
      remaining: Math.max(0, Math.floor(this.perMinute - Math.max(0, owedMs) / this.costMs + TINY_MS)),
      resetSeconds: Math.max(0, Math.ceil((owedMs - TINY_MS) / 1000)),
      retrySeconds: Math.max(1, Math.ceil((owedMs + this.costMs - 60_000 - TINY_MS) / 1000)),
    };
  }

  #kept(key: string): Bucket | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  #find(key: string, now: number): Bucket {
    const young = this.#young.get(key);
    if (young) return young;
    const kept = this.#old.get(key);
    this.#old.delete(key);
    const bucket = kept ?? { key, fullAtMs: now, untold: 0, untoldSinceMs: 0 };
    if (this.#young.size >= GENERATION) this.#changeGenerations();
    this.#young.set(key, bucket);
    return bucket;
  }

  /**
   * Forgets about half of what is kept, the half that was used least lately. One by one would cost more each time: a map finds its
   * first entry by walking over all that were deleted before it.
   */
  #changeGenerations(): void {
    for (const bucket of this.#old.values()) if (bucket.untold > 0) this.#forgetUntold(bucket);
    this.#old = this.#young;
    this.#young = new Map();
  }

  #note(bucket: Bucket, now: number, spent = 1): void {
    if (bucket.untold === 0) {
      bucket.untoldSinceMs = now;
      this.#untold.add(bucket);
    }
    bucket.untold += spent;
    if (bucket.untold >= TELL_AT) this.#urgent.add(bucket);
  }

  #forgetUntold(bucket: Bucket): void {
    bucket.untold = 0;
    this.#untold.delete(bucket);
    this.#urgent.delete(bucket);
  }
}
