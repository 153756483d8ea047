import { z } from "zod";

const text = z.string().optional().catch(undefined);

/** The fields of Chart.yaml that people read; a malformed one counts as missing. */
export const chartFactsSchema = z.object({
  appVersion: z.coerce.string().optional().catch(undefined),
  kubeVersion: text,
  type: text,
  home: text,
  license: text,
  sources: z.array(z.string()).catch([]),
  maintainers: z.array(z.object({ name: z.string() })).catch([]),
  dependencies: z.array(z.object({ name: z.string(), version: z.string().optional() })).catch([]),
  annotations: z.record(z.string(), z.string()).catch({}),
});
