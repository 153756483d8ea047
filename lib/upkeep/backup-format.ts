import { z } from "zod";

/**
 * A backup is one tar file. First `chartroom.json` (what it is), then the tables as they stood at one moment, in pieces
 * (`tables/<table>/<number>.json`, a JSON list of rows), then the blobs that those rows name (`blobs/<algorithm>/<hex>`), and
 * last `end.json`: a file without it was not finished.
 */
export const FORMAT = 1;
export const HEAD = "chartroom.json";
export const END = "end.json";

export const headSchema = z.object({
  format: z.number(),
  madeAt: z.string(),
  /** Of the database that it was made of: rows fit into no other structure. */
  migrations: z.array(z.string()),
});
export type BackupHead = z.output<typeof headSchema>;

export const endSchema = z.object({
  rows: z.record(z.string(), z.number()),
  blobs: z.number(),
  /** sha256 over the pieces of all tables in their order, hex; blobs are checked by their own digests. */
  tablesHash: z.string(),
});
export type BackupEnd = z.output<typeof endSchema>;

const TABLE = /^tables\/([A-Za-z]+)\/\d+\.json$/;
const BLOB = /^blobs\/([a-z0-9]+)\/([a-f0-9]+)$/;

export const tablePieceName = (table: string, piece: number) => `tables/${table}/${piece}.json`;
export const blobName = (digest: string) => `blobs/${digest.replace(":", "/")}`;

export type EntryKind =
  | { kind: "head" | "end" | "unknown" }
  | { kind: "table"; table: string }
  | { kind: "blob"; digest: string };

/** What an entry of the file holds, by its name. */
export function kindOfEntry(name: string): EntryKind {
  if (name === HEAD) return { kind: "head" };
  if (name === END) return { kind: "end" };
  const table = TABLE.exec(name)?.[1];
  if (table !== undefined) return { kind: "table", table };
  const [, algorithm, hex] = BLOB.exec(name) ?? [];
  if (algorithm !== undefined && hex !== undefined) return { kind: "blob", digest: `${algorithm}:${hex}` };
  return { kind: "unknown" };
}
