import { catalogue } from "./catalogue.ts";
import { asProblem } from "./problem.ts";

export type OciError = {
  status: number;
  headers: Record<string, string>;
  body: { errors: { code: string; message: string; detail?: unknown }[] };
};

/** OCI-15: the body stays under 8 KiB, whatever the detail says. */
const MAX_MESSAGE = 2000;

/** The registry plane's rendering of a refusal (distribution-spec 1.1, "Error codes"). */
export function toOciError(error: unknown): OciError {
  const { code, details } = asProblem(error);
  const row = catalogue[code];
  const message = [row.title, details.detail].filter(Boolean).join(": ").slice(0, MAX_MESSAGE);
  const detail = details.facts ? { detail: details.facts } : {};
  return {
    status: row.status,
    headers: details.headers ?? {},
    body: { errors: [{ code: row.oci, message, ...detail }] },
  };
}
