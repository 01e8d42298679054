-- CreateTable
CREATE TABLE "open_calls" (
    "id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "spans" JSONB NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "last_end" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "open_calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "open_call_people" (
    "call_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "answers" JSONB,
    "answered_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "open_call_people_pkey" PRIMARY KEY ("call_id","person_id")
);

-- CreateIndex
CREATE INDEX "open_calls_last_end_idx" ON "open_calls"("last_end");

-- CreateIndex
CREATE INDEX "open_call_people_person_id_idx" ON "open_call_people"("person_id");

-- CreateIndex
CREATE INDEX "open_call_people_told_at_idx" ON "open_call_people"("told_at");

-- AddForeignKey
ALTER TABLE "open_call_people" ADD CONSTRAINT "open_call_people_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "open_calls"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "open_call_people" ADD CONSTRAINT "open_call_people_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE open_calls
  ADD CONSTRAINT open_calls_question_given CHECK (btrim(question) <> ''),
  ADD CONSTRAINT open_calls_answer_after_asking CHECK (answer_by > asked_at);
-- So that open pages follow who has answered.
CREATE TRIGGER open_call_people_notify AFTER INSERT OR UPDATE ON open_call_people FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'call_id');
