import { pino } from "pino";
import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";

/** One structured line a request or job, to standard error: standard output belongs to a command's result. */
export const log = processWide("log", () =>
  pino(
    {
      level: env().LOG_LEVEL,
      base: null,
      // The last line of defence: nobody should log these, and if someone does, the value stays out (S14).
      redact: {
        paths: [
          "password",
          "token",
          "secret",
          "authorization",
          "*.password",
          "*.token",
          "*.secret",
          "*.authorization",
        ],
        censor: "[secret]",
      },
    },
    pino.destination(2),
  ),
);
