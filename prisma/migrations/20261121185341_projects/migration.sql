-- AlterTable
ALTER TABLE "Artifact" ADD COLUMN     "archivedWithProject" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Project" (
    "id" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "visibility" TEXT,
    "archivedAt" TIMESTAMPTZ(3),
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProjectMember" (
    "orgId" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProjectMember_pkey" PRIMARY KEY ("orgId","project","userId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Project_orgId_name_key" ON "Project"("orgId", "name");

-- CreateIndex
CREATE INDEX "ProjectMember_orgId_userId_idx" ON "ProjectMember"("orgId", "userId");

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectMember" ADD CONSTRAINT "ProjectMember_orgId_project_fkey" FOREIGN KEY ("orgId", "project") REFERENCES "Project"("orgId", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectMember" ADD CONSTRAINT "ProjectMember_orgId_userId_fkey" FOREIGN KEY ("orgId", "userId") REFERENCES "Membership"("orgId", "userId") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Project" ADD CONSTRAINT "Project_visibility_check" CHECK ("visibility" IN ('private', 'public'));
ALTER TABLE "ProjectMember" ADD CONSTRAINT "ProjectMember_role_check" CHECK ("role" IN ('reporter', 'developer', 'maintainer'));

-- Projects were the first part of names until now: each that an artifact has comes to be, made by whoever made the first.
INSERT INTO "Project" ("id", "orgId", "name", "createdById", "createdByName", "createdAt", "updatedAt")
SELECT 'prj_' || replace(gen_random_uuid()::text, '-', ''), a."orgId", a."project", a."createdById", a."createdByName", a."createdAt", a."createdAt"
FROM (
  SELECT DISTINCT ON ("orgId", "project") "orgId", "project", "createdById", "createdByName", "createdAt"
  FROM "Artifact" WHERE "project" <> '' ORDER BY "orgId", "project", "createdAt"
) a JOIN "Org" o ON o."id" = a."orgId";
