import { db } from "#lib/db/database.ts";

/** Rows of the log as a test reads them; the number is one that JSON has. */
const readRows = async () =>
  (await db().auditEvent.findMany({ orderBy: [{ at: "asc" }, { seq: "asc" }] })).map((row) => ({
    ...row,
    seq: Number(row.seq),
  }));
export type AuditRow = Awaited<ReturnType<typeof readRows>>[number];

/** What a deed leaves in the logs of all organizations of the test's database. */
export async function rowsOf<T>(deed: () => Promise<T>): Promise<{ done: T; rows: AuditRow[] }> {
  const known = new Set((await readRows()).map(({ id }) => id));
  const done = await deed();
  return { done, rows: (await readRows()).filter(({ id }) => !known.has(id)) };
}

/** Where the database keeps what proves who somebody is, or what is sealed. */
async function keptSecrets(): Promise<string[]> {
  const rows = await db().$queryRaw<{ secret: string | null }[]>`
    SELECT "secret" FROM "SecondFactor" UNION ALL SELECT "hash" FROM "RecoveryCode"
    UNION ALL SELECT "hash" FROM "PendingSignIn" UNION ALL SELECT "secret" FROM "OciCredential"
    UNION ALL SELECT "stateHash" FROM "SpentSignIn" UNION ALL SELECT "passwordHash" FROM "User"
    UNION ALL SELECT "hash" FROM "OneTimeLink" UNION ALL SELECT "hash" FROM "Invite"
    UNION ALL SELECT "hash" FROM "RegistryToken" UNION ALL SELECT "previousHash" FROM "RegistryToken"
    UNION ALL SELECT "hash" FROM "ApiToken"`;
  return rows.flatMap(({ secret }) => secret ?? []);
}

/**
 * The secrets that the log tells, of those that were handed out and of all that the database keeps: none, or it is broken.
 * @param handedOut tokens, links, passwords, codes, as whoever got them has them
 * @throws when there is too little to look for, or no row to look at: then the test says nothing
 */
export async function secretsTold(handedOut: readonly string[]): Promise<string[]> {
  const kept = await keptSecrets();
  const rows = await readRows();
  // The columns of the chain are hashes of rows, and made after them.
  const told = JSON.stringify(rows.map(({ hash: _own, prevHash: _before, ...row }) => row));
  if (kept.length === 0 || handedOut.length === 0 || rows.length === 0)
    throw new Error(`${kept.length} kept and ${handedOut.length} handed out, ${rows.length} rows.`);
  return [...handedOut, ...kept].filter((secret) => told.includes(secret));
}

/** Every text in an answer that is a secret by its name: tokens, links and the keys in them. */
export function secretsIn(answer: unknown): string[] {
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) => {
    if (typeof value !== "string") return secretsIn(value);
    if (!/^(token|link|url|secret|password|authConfig|dockerConfig)$/i.test(name)) return [];
    const key = URL.canParse(value) ? new URL(value).searchParams.get("key") : null;
    return key === null ? [value] : [value, key];
  });
}
