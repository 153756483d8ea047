-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "subjectName" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "requestId" TEXT NOT NULL DEFAULT '',
    "prevHash" TEXT NOT NULL DEFAULT '',
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Artifact" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "project" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "icon" TEXT,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "visibility" TEXT NOT NULL DEFAULT 'private',
    "sourceType" TEXT NOT NULL DEFAULT 'git',
    "archivedAt" TIMESTAMPTZ(3),
    "forkedFromId" TEXT,
    "forkedFromTag" TEXT,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "versionCount" INTEGER NOT NULL DEFAULT 0,
    "latestTag" TEXT,
    "lastPublishedAt" TIMESTAMPTZ(3),
    "searchText" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Artifact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "artifactId" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "headId" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("artifactId")
);

-- CreateTable
CREATE TABLE "Version" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "artifactId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "ociTag" TEXT NOT NULL,
    "semver" TEXT,
    "semverKey" TEXT,
    "prerelease" BOOLEAN NOT NULL,
    "fileName" TEXT,
    "helmRepository" TEXT,
    "packageDigest" TEXT NOT NULL,
    "packageBytes" INTEGER NOT NULL,
    "manifestDigest" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "notes" TEXT NOT NULL DEFAULT '',
    "commitId" TEXT,
    "authorKind" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "authorName" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GitTree" (
    "orgId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GitTree_pkey" PRIMARY KEY ("orgId","id")
);

-- CreateTable
CREATE TABLE "GitCommit" (
    "orgId" TEXT NOT NULL,
    "historyId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "treeId" TEXT NOT NULL,
    "parentId" TEXT,
    "authorName" TEXT NOT NULL,
    "authorEmail" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "committedAt" TIMESTAMPTZ(0) NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "GitCommit_pkey" PRIMARY KEY ("orgId","historyId","id")
);

-- CreateTable
CREATE TABLE "IdempotentAnswer" (
    "orgId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "status" INTEGER,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "body" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotentAnswer_pkey" PRIMARY KEY ("orgId","actorId","key")
);

-- CreateTable
CREATE TABLE "Org" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Org_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "sessionEpoch" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "orgId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("orgId","userId")
);

-- CreateTable
CREATE TABLE "OneTimeLink" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "userId" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OneTimeLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInFailure" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInFailure_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Blob" (
    "digest" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "sha512" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Blob_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "OciRepository" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OciRepository_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OciManifest" (
    "repositoryId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "sha512" TEXT,
    "mediaType" TEXT NOT NULL,
    "artifactType" TEXT,
    "configType" TEXT,
    "subjectDigest" TEXT,
    "annotations" JSONB NOT NULL DEFAULT '{}',
    "body" BYTEA NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OciManifest_pkey" PRIMARY KEY ("repositoryId","digest")
);

-- CreateTable
CREATE TABLE "OciManifestPart" (
    "repositoryId" TEXT NOT NULL,
    "manifestDigest" TEXT NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "OciManifestPart_pkey" PRIMARY KEY ("repositoryId","manifestDigest","digest")
);

-- CreateTable
CREATE TABLE "OciTag" (
    "repositoryId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "sha512" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OciTag_pkey" PRIMARY KEY ("repositoryId","tag")
);

-- CreateTable
CREATE TABLE "OciBlobLink" (
    "repositoryId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OciBlobLink_pkey" PRIMARY KEY ("repositoryId","digest")
);

-- CreateTable
CREATE TABLE "OciUpload" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "repositoryName" TEXT NOT NULL,
    "offsetBytes" BIGINT NOT NULL DEFAULT 0,
    "writer" TEXT,
    "writerUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OciUpload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RegistryToken" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "previousHash" TEXT,
    "previousUntil" TIMESTAMPTZ(3),
    "prefix" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "pattern" TEXT,
    "createdById" TEXT,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "revokedByName" TEXT,

    CONSTRAINT "RegistryToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "userId" TEXT,
    "createdById" TEXT,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "revokedByName" TEXT,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuditEvent_orgId_subjectKind_subjectId_idx" ON "AuditEvent"("orgId", "subjectKind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_orgId_seq_key" ON "AuditEvent"("orgId", "seq");

-- CreateIndex
CREATE INDEX "Artifact_orgId_kind_lastPublishedAt_idx" ON "Artifact"("orgId", "kind", "lastPublishedAt");

-- CreateIndex
CREATE INDEX "Artifact_orgId_kind_updatedAt_idx" ON "Artifact"("orgId", "kind", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Artifact_orgId_kind_project_name_key" ON "Artifact"("orgId", "kind", "project", "name");

-- CreateIndex
CREATE INDEX "Version_orgId_packageDigest_idx" ON "Version"("orgId", "packageDigest");

-- CreateIndex
CREATE INDEX "Version_artifactId_commitId_idx" ON "Version"("artifactId", "commitId");

-- CreateIndex
CREATE UNIQUE INDEX "Version_artifactId_tag_key" ON "Version"("artifactId", "tag");

-- CreateIndex
CREATE UNIQUE INDEX "Version_artifactId_ociTag_key" ON "Version"("artifactId", "ociTag");

-- CreateIndex
CREATE UNIQUE INDEX "Version_helmRepository_fileName_key" ON "Version"("helmRepository", "fileName");

-- CreateIndex
CREATE UNIQUE INDEX "Version_artifactId_position_key" ON "Version"("artifactId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "GitCommit_orgId_historyId_position_key" ON "GitCommit"("orgId", "historyId", "position");

-- CreateIndex
CREATE INDEX "IdempotentAnswer_createdAt_idx" ON "IdempotentAnswer"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Org_slug_key" ON "Org"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "OneTimeLink_hash_key" ON "OneTimeLink"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "Blob_sha512_key" ON "Blob"("sha512");

-- CreateIndex
CREATE UNIQUE INDEX "OciRepository_orgId_name_key" ON "OciRepository"("orgId", "name");

-- CreateIndex
CREATE INDEX "OciManifest_repositoryId_subjectDigest_idx" ON "OciManifest"("repositoryId", "subjectDigest");

-- CreateIndex
CREATE INDEX "OciManifest_repositoryId_sha512_idx" ON "OciManifest"("repositoryId", "sha512");

-- CreateIndex
CREATE INDEX "OciManifestPart_repositoryId_digest_idx" ON "OciManifestPart"("repositoryId", "digest");

-- CreateIndex
CREATE INDEX "OciBlobLink_digest_idx" ON "OciBlobLink"("digest");

-- CreateIndex
CREATE UNIQUE INDEX "RegistryToken_hash_key" ON "RegistryToken"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "RegistryToken_previousHash_key" ON "RegistryToken"("previousHash");

-- CreateIndex
CREATE INDEX "RegistryToken_orgId_createdAt_idx" ON "RegistryToken"("orgId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE INDEX "ApiToken_orgId_createdAt_idx" ON "ApiToken"("orgId", "createdAt");

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_artifactId_fkey" FOREIGN KEY ("artifactId") REFERENCES "Artifact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Version" ADD CONSTRAINT "Version_artifactId_fkey" FOREIGN KEY ("artifactId") REFERENCES "Artifact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OciManifest" ADD CONSTRAINT "OciManifest_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "OciRepository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OciManifestPart" ADD CONSTRAINT "OciManifestPart_repositoryId_manifestDigest_fkey" FOREIGN KEY ("repositoryId", "manifestDigest") REFERENCES "OciManifest"("repositoryId", "digest") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OciTag" ADD CONSTRAINT "OciTag_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "OciRepository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OciTag" ADD CONSTRAINT "OciTag_repositoryId_digest_fkey" FOREIGN KEY ("repositoryId", "digest") REFERENCES "OciManifest"("repositoryId", "digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OciBlobLink" ADD CONSTRAINT "OciBlobLink_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "OciRepository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

-- Closed sets of words.
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_role_check" CHECK ("role" IN ('owner', 'admin', 'member', 'viewer'));
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_purpose_check" CHECK ("purpose" IN ('setup', 'password'));
ALTER TABLE "RegistryToken" ADD CONSTRAINT "RegistryToken_scope_check" CHECK ("scope" IN ('pull', 'push', 'pull+push'));
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_scope_check" CHECK ("scope" IN ('read', 'write', 'publish', 'admin'));
ALTER TABLE "Artifact" ADD CONSTRAINT "Artifact_kind_check" CHECK ("kind" IN ('chart', 'kustomize-base', 'manifest-bundle'));
ALTER TABLE "Artifact" ADD CONSTRAINT "Artifact_visibility_check" CHECK ("visibility" IN ('private', 'public'));
ALTER TABLE "Artifact" ADD CONSTRAINT "Artifact_sourceType_check" CHECK ("sourceType" IN ('git', 'oci', 'url'));

-- Byte order, whatever the locale of the database: tags/list is in byte order (OCI-109), semverKey is made for it.
ALTER TABLE "OciTag" ALTER COLUMN "tag" TYPE TEXT COLLATE "C";
ALTER TABLE "OciRepository" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "Version" ALTER COLUMN "semverKey" TYPE TEXT COLLATE "C";
ALTER TABLE "Artifact" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "Artifact" ALTER COLUMN "project" TYPE TEXT COLLATE "C";

-- Search over parts of words (CAT-6, CAT-8).
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "Artifact_searchText_trgm" ON "Artifact" USING gin ("searchText" gin_trgm_ops);

-- A published version never changes and never disappears (DESIGN, promise 1). Marks live in tables of their own.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows never change and are never deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER version_is_frozen BEFORE UPDATE OR DELETE ON "Version" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER version_is_not_truncated BEFORE TRUNCATE ON "Version" EXECUTE FUNCTION refuse_change();
CREATE TRIGGER commit_is_frozen BEFORE UPDATE ON "GitCommit" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tree_is_frozen BEFORE UPDATE ON "GitTree" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER manifest_is_frozen BEFORE UPDATE ON "OciManifest" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The tag and the manifest of a published version are as frozen as the version (DESIGN, promise 1; OCI-97, OCI-102).
CREATE FUNCTION refuse_change_of_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  repository "OciRepository";
BEGIN
  SELECT * INTO repository FROM "OciRepository" WHERE "id" = OLD."repositoryId";
  IF TG_TABLE_NAME = 'OciTag' AND TG_OP = 'UPDATE' AND NEW."digest" = OLD."digest" THEN RETURN NEW; END IF;
  IF EXISTS (
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
CREATE TRIGGER published_tag_is_frozen BEFORE UPDATE OR DELETE ON "OciTag" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published();
CREATE TRIGGER published_manifest_stays BEFORE DELETE ON "OciManifest" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published();
CREATE TRIGGER published_package_stays BEFORE DELETE ON "OciBlobLink" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published();

-- The audit log is append-only, and each organization's rows form a chain: whoever changes one breaks every later hash.
CREATE FUNCTION audit_hash(e "AuditEvent") RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    e."prevHash", e."orgId", e."seq", e."id", to_char(e."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    e."actorKind", e."actorId", e."actorName", e."door", e."action",
    e."subjectKind", e."subjectId", e."subjectName", e."details", e."requestId"
  )::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last "AuditEvent";
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW."orgId", 0));
  SELECT * INTO last FROM "AuditEvent" WHERE "orgId" = NEW."orgId" ORDER BY "seq" DESC LIMIT 1;
  NEW."seq" := coalesce(last."seq", 0) + 1;
  NEW."prevHash" := coalesce(last."hash", '');
  NEW."hash" := audit_hash(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER audit_is_chained BEFORE INSERT ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION chain_audit();
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_is_not_truncated BEFORE TRUNCATE ON "AuditEvent" EXECUTE FUNCTION refuse_change();
