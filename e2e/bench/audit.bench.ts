import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ListAuditQuery, listAuditQuerySchema } from "#lib/audit/schema.ts";
import { AUDIT_ACTIONS } from "#lib/audit/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { connectDatabase, db } from "#lib/db/database.ts";
import { startEmbedded } from "#lib/db/embedded.ts";
import { applyMigrations } from "#lib/db/migrate.ts";
import { listAudit } from "#lib/organization/read-audit-log.ts";
import { atMost, quantile, report, seconds } from "./figures.ts";

const ROWS = 1_000_000;
const BOUND_MS = 100;
/** Questions of each kind; each has another page or another name than the one before, so that nothing is warm by chance. */
const ROUNDS = 40;
const ORG = { id: "org_bench", slug: "bench" };

/**
 * A year of one organization: 300 people and tokens of whom a few do most, 5,000 artifacts, 4,000 rows from one network.
 * The chain is not what is measured: its trigger is off, the words are those that it makes.
 */
const SEED = `
  INSERT INTO "AuditEvent" ("id", "orgId", "seq", "at", "actorKind", "actorId", "actorName", "door", "action", "subjectKind",
    "subjectId", "subjectName", "details", "requestId", "address", "client", "words")
  SELECT 'aud_' || n, '${ORG.id}', n, timestamptz '2026-01-01' + n * interval '31 seconds', 'user', 'usr_' || who,
    'Person ' || who, (ARRAY['portal', 'api', 'oci', 'cli'])[1 + (n * 7 % 100 / 33)::int], ($1::text[])[1 + what], 'chart',
    'art_' || thing, 'payments/service-' || thing, '{"tag": "1.2.3"}', 'req_' || md5(n::text), net || n % 250, 'Helm/3.19.0',
    array_to_tsvector(ARRAY['person', who::text, 'payments', 'service', thing::text, net || n % 250, 'req', md5(n::text)])
  FROM (SELECT n, (300 * power(random(), 3))::int AS who, (random() * 4999)::int AS thing,
    (power(random(), 4) * (cardinality($1::text[]) - 1))::int AS what FROM generate_series($2::int, $3::int) n) made,
    LATERAL (SELECT CASE WHEN n % 250 = 0 THEN '198.51.100.' ELSE '10.' || n % 200 || '.7.' END AS net) place`;

async function seed(): Promise<void> {
  await db().org.create({ data: { ...ORG, name: "Bench" }, select: { id: true } });
  const run = (sql: string, ...values: unknown[]) => db().$executeRawUnsafe(sql, ...values);
  await run(`ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`);
  // Made again afterwards, all at once: row by row they take many times as long.
  const indexes = await db().$queryRaw<{ name: string; made: string }[]>`
    SELECT "indexname"::text AS name, "indexdef" AS made FROM "pg_indexes"
    WHERE "tablename" = 'AuditEvent' AND "indexname" <> 'AuditEvent_pkey'`;
  for (const { name } of indexes) await run(`DROP INDEX "${name}"`);
  const batch = 100_000;
  for (let from = 1; from <= ROWS; from += batch)
    await run(SEED, Object.keys(AUDIT_ACTIONS), from, Math.min(ROWS, from + batch - 1));
  for (const { made } of indexes) await run(made);
  await run(`ALTER TABLE "AuditEvent" ENABLE TRIGGER USER`);
  await run(`VACUUM ANALYZE "AuditEvent"`);
}

type Question = Partial<Record<keyof ListAuditQuery, string>>;

/** By what people ask for; `i` is the round. */
const QUESTIONS: Record<string, (i: number) => Question> = {
  everything: () => ({}),
  "a busy actor": (i) => ({ actor: `usr_${i % 3}` }),
  "a rare actor": (i) => ({ actor: `usr_${299 - i}` }),
  "nobody's id": (i) => ({ actor: `usr_x${i}` }),
  "a usual action": () => ({ action: "api-token.created" }),
  "a rare action": () => ({ action: "version.yanked" }),
  "all of a word": () => ({ action: "version" }),
  "a target": (i) => ({ target: `art_${i * 50}` }),
  "a door": () => ({ door: "portal" }),
  "a rare door": () => ({ door: "cli" }),
  "a day": (i) => ({
    from: `2026-03-${String(1 + (i % 28)).padStart(2, "0")}`,
    to: `2026-03-${String(1 + (i % 28)).padStart(2, "0")}`,
  }),
  "words of a target": (i) => ({ text: `payments service ${i * 40}` }),
  "a person's name": (i) => ({ text: `person ${i}` }),
  "the beginning of a word that all rows have": () => ({ text: "pay" }),
  "an address": (i) => ({ text: `198.51.100.${(i * 6) % 250}` }),
  "the beginning of an address (4,000 rows)": () => ({ text: "198.51" }),
  "the beginning of an address (all others)": () => ({ text: "10." }),
  "a request": (i) => ({ text: `req_${i}` }),
  "a word that is nowhere": (i) => ({ text: `zzz${i}` }),
  "a rare actor and a usual action": (i) => ({ actor: `usr_${299 - i}`, action: "api-token.created" }),
  "a busy actor and a rare action": (i) => ({ actor: `usr_${i % 3}`, action: "version.yanked" }),
  "an action and a door": () => ({ action: "version", door: "cli" }),
  "a target and a door": (i) => ({ target: `art_${i * 50}`, door: "cli" }),
  "a door and the beginning of an address": () => ({ door: "cli", text: "198.51" }),
  "an actor and the beginning of an address": (i) => ({ actor: `usr_${i}`, text: "198.51" }),
  "a day and words": () => ({ from: "2026-03-02", to: "2026-03-02", text: "payments 400" }),
  "an old day and a rare action": () => ({ from: "2026-01-02", to: "2026-01-03", action: "version.yanked" }),
  "until an old day": () => ({ to: "2026-01-03" }),
  "until an old day, by a busy actor": () => ({ to: "2026-01-03", actor: "usr_1" }),
};

async function askAll(): Promise<void> {
  const viewer = systemViewer(ORG.id, ORG.slug);
  for (const [what, question] of Object.entries(QUESTIONS)) {
    const times: number[] = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      const began = performance.now();
      await listAudit(viewer, listAuditQuerySchema.parse(question(i)));
      times.push(performance.now() - began);
    }
    const p95 = quantile(times, 0.95);
    report(what, `${p95.toFixed(1)} ms`, atMost(p95, BOUND_MS, `${BOUND_MS} ms`));
  }
}

/** The audit list over a million rows of one organization, in a PostgreSQL of its own: p95 of each filter. */
export async function benchAudit(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "chartroom-bench-"));
  const server = await startEmbedded(folder);
  try {
    await applyMigrations(server.url);
    const database = connectDatabase(server.url);
    const began = performance.now();
    await seed();
    report(`${ROWS} rows made`, seconds(performance.now() - began));
    await askAll();
    await database.$disconnect();
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
