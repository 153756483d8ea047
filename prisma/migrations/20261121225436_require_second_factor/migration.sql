-- AlterTable
ALTER TABLE "Org" ADD COLUMN     "requireSecondFactor" BOOLEAN NOT NULL DEFAULT false;
