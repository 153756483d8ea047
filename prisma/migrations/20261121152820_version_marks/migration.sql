-- AlterTable
ALTER TABLE "Artifact" ADD COLUMN     "lifecycle" TEXT NOT NULL DEFAULT 'active';

-- CreateTable
CREATE TABLE "VersionMark" (
    "versionId" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "artifactId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "replacementId" TEXT,
    "markedByKind" TEXT NOT NULL,
    "markedById" TEXT NOT NULL,
    "markedByName" TEXT NOT NULL,
    "markedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VersionMark_pkey" PRIMARY KEY ("versionId")
);

-- CreateIndex
CREATE INDEX "VersionMark_artifactId_state_idx" ON "VersionMark"("artifactId", "state");

-- AddForeignKey
ALTER TABLE "VersionMark" ADD CONSTRAINT "VersionMark_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "Version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VersionMark" ADD CONSTRAINT "VersionMark_replacementId_fkey" FOREIGN KEY ("replacementId") REFERENCES "Version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "VersionMark" ADD CONSTRAINT "VersionMark_state_check" CHECK ("state" IN ('active', 'deprecated', 'yanked'));
-- Nobody marks without saying why, and nothing replaces itself or what is as it was.
ALTER TABLE "VersionMark" ADD CONSTRAINT "VersionMark_reason_check" CHECK ("reason" <> '');
ALTER TABLE "VersionMark" ADD CONSTRAINT "VersionMark_replacement_check" CHECK ("replacementId" IS NULL OR ("replacementId" <> "versionId" AND "state" <> 'active'));
ALTER TABLE "Artifact" ADD CONSTRAINT "Artifact_lifecycle_check" CHECK ("lifecycle" IN ('active', 'deprecated', 'yanked'));
