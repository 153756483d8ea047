-- CreateIndex
CREATE INDEX "OciTag_repositoryId_digest_idx" ON "OciTag"("repositoryId", "digest");
