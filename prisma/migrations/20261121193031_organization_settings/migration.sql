-- AlterTable
ALTER TABLE "Org" ADD COLUMN     "defaultVisibility" TEXT NOT NULL DEFAULT 'private',
ADD COLUMN     "notesNeeded" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "publishRole" TEXT NOT NULL DEFAULT 'member',
ADD COLUMN     "semverOnly" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "FormerSlug" (
    "slug" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FormerSlug_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "OrgLogo" (
    "orgId" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "OrgLogo_pkey" PRIMARY KEY ("orgId")
);

-- CreateIndex
CREATE INDEX "FormerSlug_orgId_idx" ON "FormerSlug"("orgId");

-- AddForeignKey
ALTER TABLE "FormerSlug" ADD CONSTRAINT "FormerSlug_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrgLogo" ADD CONSTRAINT "OrgLogo_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Org"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Org" ADD CONSTRAINT "Org_defaultVisibility_check" CHECK ("defaultVisibility" IN ('private', 'public'));
ALTER TABLE "Org" ADD CONSTRAINT "Org_publishRole_check" CHECK ("publishRole" IN ('member', 'admin'));

-- A slug that an organization gives up goes on to lead there, and no other organization gets it: whoever writes, and of two
-- who write at once only one. The lock orders them; what the first has committed the second one sees.
CREATE FUNCTION keep_former_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."slug" = OLD."slug" THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('organization-slugs', 0));
  IF EXISTS (SELECT 1 FROM "FormerSlug" WHERE "slug" = NEW."slug" AND "orgId" <> NEW."id") THEN
    RAISE EXCEPTION 'another organization had the slug %', NEW."slug" USING ERRCODE = 'unique_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM "FormerSlug" WHERE "slug" = NEW."slug";
    INSERT INTO "FormerSlug" ("slug", "orgId") VALUES (OLD."slug", OLD."id");
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER former_slug_is_kept BEFORE INSERT OR UPDATE OF "slug" ON "Org" FOR EACH ROW EXECUTE FUNCTION keep_former_slug();
