-- CreateTable
CREATE TABLE "OciManifestUse" (
    "repositoryId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OciManifestUse_pkey" PRIMARY KEY ("repositoryId","digest")
);

-- CreateTable
CREATE TABLE "CollectionRun" (
    "id" TEXT NOT NULL,
    "askedBy" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "dryRun" BOOLEAN NOT NULL,
    "graceSeconds" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "freedBytes" BIGINT NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,

    CONSTRAINT "CollectionRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CollectionRun_createdAt_idx" ON "CollectionRun"("createdAt");

-- AddForeignKey
ALTER TABLE "OciManifestUse" ADD CONSTRAINT "OciManifestUse_repositoryId_digest_fkey" FOREIGN KEY ("repositoryId", "digest") REFERENCES "OciManifest"("repositoryId", "digest") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE "CollectionRun" ADD CONSTRAINT "CollectionRun_askedBy_check" CHECK ("askedBy" IN ('schedule', 'command'));
ALTER TABLE "CollectionRun" ADD CONSTRAINT "CollectionRun_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed'));

-- Which trees name a file's bytes: what any of them names is never collected.
CREATE INDEX "GitTree_digests" ON "GitTree" USING gin (jsonb_path_query_array("files", '$[*].digest'));

-- A manifest that loses a tag keeps its grace, whoever takes the tag away.
CREATE FUNCTION note_untagged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."digest" = OLD."digest" THEN RETURN NULL; END IF;
  INSERT INTO "OciManifestUse" ("repositoryId", "digest") VALUES (OLD."repositoryId", OLD."digest")
  ON CONFLICT ("repositoryId", "digest") DO UPDATE SET "at" = now();
  RETURN NULL;
END $$;
CREATE TRIGGER tag_is_taken_away AFTER UPDATE OR DELETE ON "OciTag" FOR EACH ROW EXECUTE FUNCTION note_untagged();

-- As before, but plain repositories hold no version: nothing is looked for, however many rows go.
CREATE OR REPLACE FUNCTION refuse_change_of_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  repository "OciRepository";
BEGIN
  SELECT * INTO repository FROM "OciRepository" WHERE "id" = OLD."repositoryId";
  IF TG_TABLE_NAME = 'OciTag' AND TG_OP = 'UPDATE' AND NEW."digest" = OLD."digest" THEN RETURN NEW; END IF;
  IF repository."name" ~ '^(charts|kustomize-bases|manifest-bundles)/' AND EXISTS (
    SELECT 1 FROM "Version" v JOIN "Artifact" a ON a."id" = v."artifactId"
    WHERE a."orgId" = repository."orgId"
      AND repository."name" = (CASE a."kind" WHEN 'chart' THEN 'charts' ELSE a."kind" || 's' END)
        || '/' || (CASE a."project" WHEN '' THEN '' ELSE a."project" || '/' END) || a."name"
      AND (to_jsonb(OLD) ->> 'tag' = v."ociTag" OR (TG_TABLE_NAME = 'OciManifest' AND to_jsonb(OLD) ->> 'digest' = v."manifestDigest")
        OR (TG_TABLE_NAME = 'OciBlobLink' AND to_jsonb(OLD) ->> 'digest' = v."packageDigest"))
  ) THEN
    RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
