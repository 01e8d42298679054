-- AlterTable
ALTER TABLE "shifts" ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "qa_feedback" ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- What happened before is not told afterwards.
UPDATE "qa_feedback" SET "told_at" = "given_at";
UPDATE "shifts" SET "told_at" = "cancelled_at" WHERE "cancelled_at" IS NOT NULL;
