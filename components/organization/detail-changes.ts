export type DetailChange = { name: string; before: string; after: string };

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "string") return value;
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A row's details for people: what was changed, from what to what, and everything else by name. Rows say it as
 * `{before: {…}, after: {…}}` or as `{changes: [{field, from, to}]}`.
 */
export function detailChanges(details: unknown): { changes: DetailChange[]; told: [string, string][] } {
  if (!isRecord(details)) return { changes: [], told: [] };
  const { before, after, changes, ...rest } = details;
  const sides =
    isRecord(before) && isRecord(after)
      ? [...new Set([...Object.keys(before), ...Object.keys(after)])]
          .map((name) => ({ name, before: inWords(before[name]), after: inWords(after[name]) }))
          .filter((one) => one.before !== one.after)
      : [];
  const listed = (Array.isArray(changes) ? changes : []).flatMap((change: unknown) =>
    isRecord(change) && typeof change.field === "string"
      ? [{ name: change.field, before: inWords(change.from), after: inWords(change.to) }]
      : [],
  );
  const left = Object.entries({
    ...rest,
    ...(sides.length === 0 && before !== undefined ? { before } : {}),
    ...(sides.length === 0 && after !== undefined ? { after } : {}),
    ...(listed.length === 0 && changes !== undefined ? { changes } : {}),
  });
  return { changes: [...sides, ...listed], told: left.map(([name, value]) => [name, inWords(value)]) };
}
