import {
  clearAttempts,
  countAttempt,
  type Limit,
  limitKey,
  QUARTER_MS,
  throttled,
  uncountAttempt,
} from "./count-attempts.ts";

/** Who tries: with which e-mail, from where, and from which browser that this person has signed in with before. */
export type Attempt = { email: string; address: string; device: string | null };

/**
 * How many wrong passwords are taken within the window. For one e-mail from one address, few. For one address, more:
 * colleagues share one. For one e-mail from everywhere, many: guessing from a thousand addresses ends here, and a
 * stranger who wants to lock somebody out has to keep a thousand addresses busy. A browser in which this person has signed
 * in before has a count of its own, so that no stranger's guesses keep its owner out.
 */
const LIMITS = { device: 10, pair: 10, address: 50, email: 200, openid: 50 } as const;

const limitOf = (what: keyof typeof LIMITS, whom: string): Limit => ({
  key: limitKey(what, whom),
  limit: LIMITS[what],
  windowMs: QUARTER_MS,
});

const ownLimits = ({ email, address, device }: Attempt) => [
  ...(device === null ? [] : [limitOf("device", `${email}\n${device}`)]),
  limitOf("pair", `${email}\n${address}`),
];
const sharedLimits = ({ email, address }: Attempt) => [limitOf("address", address), limitOf("email", email)];

/**
 * Counts an attempt before its password is looked at, so that many at once cannot slip through; `forgiveAttempt` takes it
 * back when the password was right.
 * @throws Problem "sign_in_throttled" saying for how long
 */
export async function countSignInAttempt(attempt: Attempt): Promise<void> {
  const { email, device } = attempt;
  if (device !== null && (await countAttempt([limitOf("device", `${email}\n${device}`)])) === 0) return;
  const waitMs = await countAttempt([...ownLimits({ ...attempt, device: null }), ...sharedLimits(attempt)]);
  if (waitMs > 0) throw throttled("sign_in_throttled", "Too many sign-ins failed", waitMs);
}

/** A right password clears what was counted for this e-mail from here, and does not count elsewhere. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  await clearAttempts(ownLimits(attempt));
  if (attempt.device === null) await uncountAttempt(sharedLimits(attempt));
}

/** Where somebody comes from who comes back from a provider; `device`: of a browser that somebody has signed in with. */
type Arrival = Omit<Attempt, "email">;

/** Colleagues share an address; a browser that is known counts for itself, so that theirs do not keep its owner out. */
const arrivalLimit = ({ address, device }: Arrival) =>
  device === null ? limitOf("openid", address) : limitOf("openid", `device\n${device}`);

/**
 * Counts somebody who comes back from a provider, before the provider is asked about it; `forgiveArrival` takes it back
 * when they are signed in.
 * @throws Problem "sign_in_throttled"
 */
export async function countArrival(arrival: Arrival): Promise<void> {
  const waitMs = await countAttempt([arrivalLimit(arrival)]);
  if (waitMs > 0) throw throttled("sign_in_throttled", "Too many sign-ins failed", waitMs);
}

export const forgiveArrival = (arrival: Arrival) => uncountAttempt([arrivalLimit(arrival)]);

const ownPassword = (userId: string): Limit => ({
  key: limitKey("self", userId),
  limit: LIMITS.pair,
  windowMs: QUARTER_MS,
});

/**
 * Counts a password that somebody who is signed in gives again. Strangers' guesses are not in this count.
 * @throws Problem "sign_in_throttled"
 */
export async function countOwnPassword(userId: string): Promise<void> {
  const waitMs = await countAttempt([ownPassword(userId)]);
  if (waitMs > 0) throw throttled("sign_in_throttled", "The password was wrong too often", waitMs);
}

export const forgiveOwnPassword = (userId: string) => clearAttempts([ownPassword(userId)]);
