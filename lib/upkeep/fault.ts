/** What a check was about. */
export type FaultSubject =
  | "blob"
  | "version"
  | "manifest"
  | "tag"
  | "commit"
  | "draft"
  | "artifact"
  | "audit";

/** One thing that is wrong: which, and how. */
export type Fault = {
  subject: FaultSubject;
  name: string;
  fault: string;
  /** Of a blob: the versions that are not whole without it (X10). */
  versions?: string[];
};

/** Takes what a check finds. */
export type Report = (subject: FaultSubject, name: string, fault: string, versions?: string[]) => void;

/** Rows that are read at once: their number bounds the memory of a check, whatever the size of the whole. */
export const PAGE_ROWS = 500;

/** Reads a table page by page along a key. @param read the rows after this key, in its order; null: from the first on */
export async function* pagesOf<Row, Key>(
  read: (after: Key | null) => Promise<Row[]>,
  keyOf: (row: Row) => Key,
): AsyncIterable<Row> {
  let after: Key | null = null;
  for (;;) {
    const rows: Row[] = await read(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS) return;
    after = keyOf(last);
  }
}
