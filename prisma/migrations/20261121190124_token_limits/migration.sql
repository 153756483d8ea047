-- AlterTable
ALTER TABLE "Org" ADD COLUMN     "tokenMaxDays" INTEGER;

-- AlterTable
ALTER TABLE "RegistryToken" ADD COLUMN     "lastUsedAddress" TEXT,
ADD COLUMN     "lastUsedClient" TEXT,
ADD COLUMN     "parentId" TEXT;

-- AlterTable
ALTER TABLE "ApiToken" ADD COLUMN     "lastUsedAddress" TEXT,
ADD COLUMN     "lastUsedClient" TEXT,
ADD COLUMN     "mintMaxHours" INTEGER,
ADD COLUMN     "mintPattern" TEXT,
ADD COLUMN     "mintScope" TEXT,
ADD COLUMN     "parentId" TEXT;

-- CreateIndex
CREATE INDEX "RegistryToken_parentId_idx" ON "RegistryToken"("parentId");

-- CreateIndex
CREATE INDEX "ApiToken_parentId_idx" ON "ApiToken"("parentId");

-- Rules that the schema language cannot say.
ALTER TABLE "Org" ADD CONSTRAINT "Org_tokenMaxDays_check" CHECK ("tokenMaxDays" BETWEEN 1 AND 3650);
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_mintScope_check" CHECK ("mintScope" IN ('pull', 'push', 'pull+push'));
