import { z } from "zod";
import { catalogue } from "./catalogue.ts";
import { asProblem } from "./problem.ts";

/** RFC 9457 with our additions, as every refusal of `/api/v2` answers. */
export const problemJsonSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  hint: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string(),
});
export type ProblemJson = z.output<typeof problemJsonSchema>;

/** The portal's rendering of a refusal. Says nothing about a fault. */
export function toProblemJson(error: unknown, requestId: string): ProblemJson {
  const { code, details } = asProblem(error);
  const { status, title } = catalogue[code];
  const { headers: _headers, each: _each, ...told } = details;
  return { type: `/docs/api#${code}`, title, status, code, ...told, requestId };
}
