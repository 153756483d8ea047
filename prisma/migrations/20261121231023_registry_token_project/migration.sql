-- AlterTable
ALTER TABLE "RegistryToken" ADD COLUMN     "project" TEXT;
