-- CreateTable
CREATE TABLE "kept_forms" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kept_forms_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "kept_forms_person_id_kept_at_idx" ON "kept_forms"("person_id", "kept_at");

-- CreateIndex
CREATE INDEX "kept_forms_kept_at_idx" ON "kept_forms"("kept_at");

-- AddForeignKey
ALTER TABLE "kept_forms" ADD CONSTRAINT "kept_forms_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;
