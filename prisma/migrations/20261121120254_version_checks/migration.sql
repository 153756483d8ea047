-- CreateTable
CREATE TABLE "VersionCheck" (
    "versionId" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "errors" INTEGER NOT NULL DEFAULT 0,
    "warnings" INTEGER NOT NULL DEFAULT 0,
    "infos" INTEGER NOT NULL DEFAULT 0,
    "engine" TEXT NOT NULL DEFAULT '',
    "error" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checkedAt" TIMESTAMPTZ(3),

    CONSTRAINT "VersionCheck_pkey" PRIMARY KEY ("versionId")
);

-- CreateTable
CREATE TABLE "RenderJob" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "artifactId" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "request" JSONB NOT NULL,
    "output" BYTEA,
    "result" JSONB,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RenderJob_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RenderJob_artifactId_createdById_createdAt_idx" ON "RenderJob"("artifactId", "createdById", "createdAt");

-- AddForeignKey
ALTER TABLE "VersionCheck" ADD CONSTRAINT "VersionCheck_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "Version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RenderJob" ADD CONSTRAINT "RenderJob_artifactId_fkey" FOREIGN KEY ("artifactId") REFERENCES "Artifact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "VersionCheck" ADD CONSTRAINT "VersionCheck_state_check" CHECK ("state" IN ('pending', 'done', 'failed'));
-- A check that failed says why; one that is done says when.
ALTER TABLE "VersionCheck" ADD CONSTRAINT "VersionCheck_error_check" CHECK (("state" = 'failed') = ("error" IS NOT NULL));
ALTER TABLE "VersionCheck" ADD CONSTRAINT "VersionCheck_checkedAt_check" CHECK ("state" <> 'done' OR "checkedAt" IS NOT NULL);
ALTER TABLE "RenderJob" ADD CONSTRAINT "RenderJob_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed'));
ALTER TABLE "RenderJob" ADD CONSTRAINT "RenderJob_error_check" CHECK (("state" = 'failed') = ("error" IS NOT NULL));
