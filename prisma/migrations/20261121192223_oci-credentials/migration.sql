-- CreateTable
CREATE TABLE "OciCredential" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "secretSetAt" TIMESTAMPTZ(3) NOT NULL,
    "ca" TEXT NOT NULL DEFAULT '',
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "testedAt" TIMESTAMPTZ(3),
    "testResult" JSONB,

    CONSTRAINT "OciCredential_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OciCredential_orgId_host_path_key" ON "OciCredential"("orgId", "host", "path");
