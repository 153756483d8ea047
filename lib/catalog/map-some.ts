/** Open files at once: enough to keep a disk busy, few enough to leave descriptors for others. */
const READS_AT_ONCE = 16;

/** Runs the work over all items, a few at once, and keeps their order. */
export async function mapSome<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at] as T); // `at` is below the length.
    }
  };
  await Promise.all(Array.from({ length: Math.min(READS_AT_ONCE, items.length) }, worker));
  return results;
}
