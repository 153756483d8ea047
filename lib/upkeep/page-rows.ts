/** Rows that are read at once: they bound the memory of an export. */
const PAGE = 100;

/**
 * All rows by their key, page by page.
 * @param read the rows behind a key, at most so many, in the order of their keys
 */
export async function* pageRows<Row>(
  read: (after: string, take: number) => Promise<Row[]>,
  keyOf: (row: Row) => string,
  page = PAGE,
): AsyncGenerator<Row> {
  for (let after = ""; ; ) {
    const rows = await read(after, page);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return;
    after = keyOf(last);
  }
}
