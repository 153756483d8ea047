-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "groupRole" TEXT,
ADD COLUMN     "handRole" TEXT;

-- CreateTable
CREATE TABLE "OpenIdIdentity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "email" TEXT,
    "groups" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OpenIdIdentity_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "GroupRole" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "groupName" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GroupRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpentSignIn" (
    "stateHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SpentSignIn_pkey" PRIMARY KEY ("stateHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "OpenIdIdentity_userId_issuer_key" ON "OpenIdIdentity"("userId", "issuer");

-- CreateIndex
CREATE INDEX "GroupRole_groupName_idx" ON "GroupRole"("groupName");

-- CreateIndex
CREATE UNIQUE INDEX "GroupRole_orgId_groupName_key" ON "GroupRole"("orgId", "groupName");

-- AddForeignKey
ALTER TABLE "OpenIdIdentity" ADD CONSTRAINT "OpenIdIdentity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupRole" ADD CONSTRAINT "GroupRole_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say
ALTER TABLE "GroupRole" ADD CONSTRAINT "GroupRole_role_check" CHECK ("role" IN ('owner', 'admin', 'member', 'viewer'));
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_groupRole_check" CHECK ("groupRole" IN ('owner', 'admin', 'member', 'viewer'));
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_handRole_check" CHECK ("handRole" IN ('owner', 'admin', 'member', 'viewer'));
ALTER TABLE "OneTimeLink" DROP CONSTRAINT "OneTimeLink_purpose_check";
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_purpose_check" CHECK ("purpose" IN ('setup', 'password', 'sign-in'));
