-- DropIndex
DROP INDEX "AuditEvent_orgId_subjectKind_subjectId_idx";

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "words" tsvector NOT NULL DEFAULT ''::tsvector;

-- CreateIndex
CREATE INDEX "AuditEvent_orgId_at_seq_idx" ON "AuditEvent"("orgId", "at", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_orgId_actorId_at_seq_idx" ON "AuditEvent"("orgId", "actorId", "at", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_orgId_action_at_seq_idx" ON "AuditEvent"("orgId", "action", "at", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_orgId_subjectId_at_seq_idx" ON "AuditEvent"("orgId", "subjectId", "at", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_orgId_door_at_seq_idx" ON "AuditEvent"("orgId", "door", "at", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_words_idx" ON "AuditEvent" USING GIN ("words");

-- Words of a text: what stands between ASCII signs and spaces. Points and colons stay, so that an address and a version are one word.
CREATE FUNCTION audit_split(t text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_remove(regexp_split_to_array(lower(t), '[\s!-,/;-@\[-`{-~-]+'), '')
$$;
CREATE FUNCTION audit_words(e "AuditEvent") RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(audit_split(e."actorName" || ' ' || e."subjectName" || ' ' || e."address" || ' ' || e."requestId"))
$$;
-- All of the words, the last of them perhaps not written to its end.
CREATE FUNCTION audit_query(t text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(quote_literal(word) || CASE WHEN place = total THEN ':*' ELSE '' END, ' & '), '')::tsquery
  FROM (SELECT word, place, count(*) OVER () AS total FROM unnest(audit_split(t)) WITH ORDINALITY AS split (word, place)) w
$$;

-- A column of its own beside the rows of before: no word of them changes, and their hashes are not made of it.
ALTER TABLE "AuditEvent" DISABLE TRIGGER audit_is_append_only;
UPDATE "AuditEvent" e SET "words" = audit_words(e);
ALTER TABLE "AuditEvent" ENABLE TRIGGER audit_is_append_only;

-- ROLE-7: what somebody made or published, without reading all that the same one did.
CREATE INDEX "AuditEvent_own_idx" ON "AuditEvent"("orgId", "actorId", "subjectId") WHERE "action" IN ('artifact.created', 'version.published');

CREATE OR REPLACE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last "AuditHead";
BEGIN
  NEW."words" := audit_words(NEW);
  NEW."hashVersion" := 2;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW."orgId", 0));
  SELECT * INTO last FROM "AuditHead" WHERE "orgId" = NEW."orgId";
  NEW."seq" := coalesce(last."seq", 0) + 1;
  NEW."prevHash" := coalesce(last."hash", '');
  NEW."hash" := audit_hash(NEW);
  INSERT INTO "AuditHead" ("orgId", "seq", "hash") VALUES (NEW."orgId", NEW."seq", NEW."hash")
    ON CONFLICT ("orgId") DO UPDATE SET "seq" = excluded."seq", "hash" = excluded."hash";
  RETURN NEW;
END $$;
