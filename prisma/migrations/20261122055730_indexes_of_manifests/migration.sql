-- DropIndex
DROP INDEX "OciManifest_repositoryId_subjectDigest_idx";

-- DropIndex
DROP INDEX "OciManifest_repositoryId_sha512_idx";

-- CreateIndex
CREATE INDEX "OciManifest_subjectDigest_repositoryId_idx" ON "OciManifest"("subjectDigest", "repositoryId");

-- CreateIndex
CREATE INDEX "OciManifest_sha512_repositoryId_idx" ON "OciManifest"("sha512", "repositoryId");
