-- AlterTable
ALTER TABLE "past_mailings" ADD COLUMN     "adjustments" JSONB;
