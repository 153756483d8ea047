import type { Finding } from "#lib/engine/schema.ts";
import { findingKey } from "./arrange-findings.ts";

/** Where the cursor is. Lines count from one. */
export type CursorPlace = { readonly path: string; readonly line: number };

type Asked = {
  /** In the order of the list: files stand together. */
  order: readonly Finding[];
  /** Where the last step led. */
  current: Finding | null;
  cursor: CursorPlace | null;
  by: 1 | -1;
};

/**
 * The finding that F8 leads to: the one after the last, as long as the cursor stands where that led; otherwise the next one
 * from the cursor, in its file and then in the files after it. Round from the last to the first.
 */
export function nextFinding({ order, current, cursor, by }: Asked): Finding | null {
  const key = current && findingKey(current);
  const at = order.findIndex((finding) => findingKey(finding) === key);
  if (at >= 0 && (cursor === null || isAt(order[at], cursor)))
    return order[(at + by + order.length) % order.length] ?? null;
  const ahead = cursor === null ? [] : order.filter((finding) => isPast(finding, cursor, by));
  return (by > 0 ? (ahead[0] ?? order[0]) : (ahead.at(-1) ?? order.at(-1))) ?? null;
}

/** A place in the output, or none at all, is not where the cursor of the text can be. */
const isAt = (finding: Finding | undefined, { path, line }: CursorPlace) =>
  finding === undefined ||
  finding.isInOutput ||
  finding.line === null ||
  (finding.path === path && finding.line === line);

function isPast({ path, line, isInOutput }: Finding, cursor: CursorPlace, by: 1 | -1): boolean {
  const files = (path ?? "").localeCompare(cursor.path, "en", { numeric: true });
  if (files !== 0) return files * by > 0;
  if (isInOutput || line === null) return by > 0;
  return by > 0 ? line >= cursor.line : line < cursor.line;
}
