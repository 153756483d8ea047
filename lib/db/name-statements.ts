/** A text that has come so often is likely to come again. */
const SEEN_OFTEN = 5;
/** Each connection keeps every named statement with its plan: some kilobytes. */
const MAX_NAMED = 400;
/** Texts that are counted; lists of values make ever new ones. */
const MAX_COUNTED = 2000;
/** What PostgreSQL calls a statement that is forgotten with the next. */
const UNNAMED = "";
/** Longer ones are lists of rows, which rarely come twice. */
const MAX_LENGTH = 4000;

/**
 * Names the statements that come again and again, so that PostgreSQL parses and plans each once a connection, not each time.
 * @returns a function for the driver: the name of a text, empty for one that is sent without
 */
export function nameStatements(): (statement: { sql: string }) => string {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  return ({ sql }) => {
    const name = names.get(sql);
    if (name !== undefined || names.size >= MAX_NAMED || sql.length > MAX_LENGTH) return name ?? UNNAMED;
    const times = (seen.get(sql) ?? 0) + 1;
    if (times >= SEEN_OFTEN) {
      seen.delete(sql);
      names.set(sql, `chartroom_${names.size}`);
      return names.get(sql) ?? UNNAMED;
    }
    if (seen.size >= MAX_COUNTED) seen.clear();
    seen.set(sql, times);
    return UNNAMED;
  };
}
