-- CreateIndex
CREATE INDEX "evaluations_made_at_id_idx" ON "evaluations"("made_at" DESC, "id" DESC);
