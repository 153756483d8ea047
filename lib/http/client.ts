import { queryOptions } from "@tanstack/react-query";
import { api } from "#lib/browser/api.ts";
import { rateBalanceSchema } from "./schema.ts";

/** Ten requests are refilled in this time: the figure moves as one watches. */
const POLL_MS = 2000;

export const rateLimitQueries = {
  balance: () =>
    queryOptions({
      queryKey: ["rate-limit"],
      queryFn: ({ signal }) => api.get("/api/v2/rate-limit", rateBalanceSchema, { signal }),
      refetchInterval: POLL_MS,
    }),
};
