import {
  clearAttempts,
  countAttempt,
  DAY_MS,
  type Limit,
  limitKey,
  QUARTER_MS,
  throttled,
} from "../count-attempts.ts";

/**
 * How many codes are taken: whoever tries them knows the password already. Three codes of a million are right at any time,
 * so fifty a day find one in 6,600 days. A browser in which this person has signed in before has a count of its own: who
 * has stolen a password cannot keep its owner out.
 */
function limitsOf(userId: string, device: string | null): Limit[] {
  const whom = device === null ? userId : `${userId}\n${device}`;
  return [
    { key: limitKey("code", whom), limit: 10, windowMs: QUARTER_MS },
    { key: limitKey("code-day", whom), limit: 50, windowMs: DAY_MS },
  ];
}

/** Counts a code before it is looked at. @throws Problem "code_throttled" saying for how long */
export async function countCode(userId: string, device: string | null): Promise<void> {
  const waitMs = await countAttempt(limitsOf(userId, device));
  if (waitMs > 0) throw throttled("code_throttled", "Too many codes were wrong", waitMs);
}

/** A right code clears what was counted. */
export const forgiveCodes = (userId: string, device: string | null) =>
  clearAttempts(limitsOf(userId, device));
