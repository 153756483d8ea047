-- From where something was asked for. Rows of before have none, and keep the hash that they have: it is made of the columns
-- that were there (version 1), without a row being touched.
ALTER TABLE "AuditEvent" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "client" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "hashVersion" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "AuditEvent" ALTER COLUMN "hashVersion" SET DEFAULT 2;

-- CreateTable
CREATE TABLE "AuditHead" (
    "orgId" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("orgId")
);

-- Chains that are there already end where they end now.
INSERT INTO "AuditHead" ("orgId", "seq", "hash")
  SELECT DISTINCT ON ("orgId") "orgId", "seq", "hash" FROM "AuditEvent" ORDER BY "orgId", "seq" DESC;

CREATE OR REPLACE FUNCTION audit_hash(e "AuditEvent") RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to((jsonb_build_array(
    e."prevHash", e."orgId", e."seq", e."id", to_char(e."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    e."actorKind", e."actorId", e."actorName", e."door", e."action",
    e."subjectKind", e."subjectId", e."subjectName", e."details", e."requestId"
  ) || CASE e."hashVersion" WHEN 1 THEN '[]'::jsonb
    ELSE jsonb_build_array(e."hashVersion", e."address", e."client") END)::text, 'UTF8')), 'hex')
$$;

-- A row goes to the end that was kept, not to the last row that is left: after a cut the numbers have a gap for good.
CREATE OR REPLACE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last "AuditHead";
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW."orgId", 0));
  SELECT * INTO last FROM "AuditHead" WHERE "orgId" = NEW."orgId";
  NEW."seq" := coalesce(last."seq", 0) + 1;
  NEW."prevHash" := coalesce(last."hash", '');
  NEW."hashVersion" := 2;
  NEW."hash" := audit_hash(NEW);
  INSERT INTO "AuditHead" ("orgId", "seq", "hash") VALUES (NEW."orgId", NEW."seq", NEW."hash")
    ON CONFLICT ("orgId") DO UPDATE SET "seq" = excluded."seq", "hash" = excluded."hash";
  RETURN NEW;
END $$;

-- The end of a chain moves on by one row, and in no other way.
CREATE FUNCTION refuse_other_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."orgId" = OLD."orgId" AND NEW."seq" = OLD."seq" + 1 THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'the end of the audit log only moves on' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_head_moves_on BEFORE UPDATE OR DELETE ON "AuditHead" FOR EACH ROW EXECUTE FUNCTION refuse_other_head();
CREATE TRIGGER audit_head_is_not_truncated BEFORE TRUNCATE ON "AuditHead" EXECUTE FUNCTION refuse_other_head();
