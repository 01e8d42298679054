-- AlterTable
ALTER TABLE "qa_sheets" ADD COLUMN     "command_id" TEXT;
