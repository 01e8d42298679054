-- CreateIndex
CREATE INDEX "briefings_sent_at_idx" ON "briefings"("sent_at");

-- CreateIndex
CREATE INDEX "questions_asked_at_idx" ON "questions"("asked_at");

-- CreateIndex
CREATE INDEX "audit_lines_actor_seq_idx" ON "audit_lines"("actor", "seq");

-- CreateIndex
CREATE INDEX "audit_lines_at_idx" ON "audit_lines"("at");

-- What boards read of a forecast, beside the whole of it: that is some hundred times larger.
ALTER TABLE forecasts
  ADD COLUMN per_day jsonb GENERATED ALWAYS AS (result #> '{forecast,perDay}') STORED,
  ADD COLUMN short_half_hours jsonb GENERATED ALWAYS AS (result #> '{shortage,intervals}') STORED;
