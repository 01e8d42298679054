-- AlterTable
ALTER TABLE "held_messages" ADD COLUMN     "repeated_at" TIMESTAMPTZ(3);
