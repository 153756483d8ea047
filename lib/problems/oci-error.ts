import { catalogue } from "./catalogue.ts";
import { asProblem } from "./problem.ts";

export type OciError = {
  status: number;
  headers: Record<string, string>;
  body: { errors: { code: string; message: string; detail?: unknown }[] };
};

/** OCI-15: the body stays under 8 KiB, whatever the detail says. */
const MAX_BYTES = 8000;
const MAX_MESSAGE = 2000;

/** As many entries as there is room for; the first always. */
function thatFit<T>(entries: T[]): T[] {
  let bytes = 14;
  return entries.filter((entry, index) => {
    bytes += Buffer.byteLength(JSON.stringify(entry)) + 1;
    return index === 0 || bytes < MAX_BYTES;
  });
}

/** The registry plane's rendering of a refusal (distribution-spec 1.1, "Error codes"). */
export function toOciError(error: unknown): OciError {
  const { code, details } = asProblem(error);
  const row = catalogue[code];
  const message = [row.title, details.detail].filter(Boolean).join(": ").slice(0, MAX_MESSAGE);
  const facts = details.each ?? [details.facts];
  const errors = facts.map((detail) => ({ code: row.oci, message, ...(detail ? { detail } : {}) }));
  return { status: row.status, headers: details.headers ?? {}, body: { errors: thatFit(errors) } };
}
