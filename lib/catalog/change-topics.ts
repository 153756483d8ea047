/** So many are told one by one; beyond, forgetting everything costs less. */
const MOST_TOLD = 200;

/** What to announce of a change that many things share. */
export function topicsOf(changed: readonly string[]): readonly string[] {
  return changed.length > MOST_TOLD ? ["*"] : changed;
}
