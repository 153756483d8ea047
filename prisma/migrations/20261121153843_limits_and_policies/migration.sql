-- What a crash loses of it is one minute of somebody's balance, so nothing of it is written ahead. Room is left in its pages
-- for the next state of a row, which is written far more often than rows come and go.
CREATE UNLOGGED TABLE "RateBalance" (
    "address" TEXT NOT NULL,
    "spent" INTEGER NOT NULL,
    "fullAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RateBalance_pkey" PRIMARY KEY ("address")
) WITH (fillfactor = 50);

-- CreateTable
CREATE TABLE "RepositoryPolicy" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "tagPattern" TEXT NOT NULL DEFAULT '',
    "immutable" BOOLEAN NOT NULL,
    "delete" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RepositoryPolicy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "RepositoryPolicy_orgId_pattern_tagPattern_key" ON "RepositoryPolicy"("orgId", "pattern", "tagPattern");
