-- AlterTable
ALTER TABLE "RegistryToken" ADD COLUMN     "requestsPerMinute" INTEGER;
ALTER TABLE "RegistryToken" ADD CONSTRAINT "RegistryToken_requestsPerMinute_check" CHECK ("requestsPerMinute" BETWEEN 1 AND 100000);
