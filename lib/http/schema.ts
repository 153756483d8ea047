import { z } from "zod";

/** What a client has left of its requests to the registry (OCI-123). */
export const rateBalanceSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("limited"),
    /** What shares the budget: an IPv4 address, or the /64 of an IPv6 one. */
    address: z.string(),
    /** Requests that the whole budget holds; as many are refilled in a minute. */
    limit: z.number().int(),
    /** Requests that are left; below 0 where uploads have run into debt. */
    balance: z.number(),
    wholeInSeconds: z.number().int(),
  }),
  /** This address has no limit. */
  z.object({ kind: z.literal("exempt"), address: z.string() }),
  /** Nobody has. */
  z.object({ kind: z.literal("off"), address: z.string() }),
]);
export type RateBalance = z.output<typeof rateBalanceSchema>;

/** What a registry token with a budget of its own has left (NB-28). */
export type TokenBalance = {
  id: string;
  name: string;
  /** Requests a minute. */
  limit: number;
  /** Requests that are left; below 0 in debt. */
  balance: number;
};
