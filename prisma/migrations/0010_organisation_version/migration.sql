-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
