import { z } from "zod";

/** How many of each a collection took, or would take. */
export const collectedSchema = z.strictObject({
  manifests: z.number().meta({ description: "Untagged manifests that belonged to nothing" }),
  links: z.number().meta({ description: "Blobs that a repository held and no manifest of it needed" }),
  trees: z.number().meta({ description: "Trees that no commit names" }),
  blobs: z.number().meta({ description: "Blobs that nothing names any more" }),
  uploads: z.number().meta({ description: "Uploads that were given up" }),
  tokens: z.number().meta({ description: "Short-lived registry tokens that ended over 30 days ago" }),
  leftovers: z.number().meta({ description: "Unfinished files of processes that ended while they wrote" }),
});
export type Collected = z.output<typeof collectedSchema>;

export const NOTHING_COLLECTED: Collected = {
  manifests: 0,
  links: 0,
  trees: 0,
  blobs: 0,
  uploads: 0,
  tokens: 0,
  leftovers: 0,
};

export const collectionRunSchema = z.object({
  id: z.string(),
  askedBy: z.enum(["schedule", "command"]),
  state: z.enum(["queued", "running", "done", "failed"]),
  dryRun: z.boolean(),
  graceSeconds: z.number(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  freedBytes: z.number().meta({ description: "In a dry run: what would be freed" }),
  counts: collectedSchema,
  error: z.string().nullable(),
});
export type CollectionRunView = z.output<typeof collectionRunSchema>;

export const collectionListSchema = z.object({ items: z.array(collectionRunSchema) });
