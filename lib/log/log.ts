import { pino } from "pino";
import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";

/** Lines wait this long, or until so many bytes are there, and are written together: one write a line is felt under load. */
const FLUSH_MS = 100;
const FLUSH_BYTES = 4096;

function standardError() {
  const destination = pino.destination({ dest: 2, minLength: FLUSH_BYTES, sync: true });
  // Not flushSync: it also syncs, and where the log is a file the whole process would wait for the disk.
  setInterval(() => destination.flush(), FLUSH_MS).unref();
  process.once("exit", () => destination.flushSync());
  return destination;
}

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
    standardError(),
  ),
);
