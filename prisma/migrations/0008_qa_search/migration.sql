-- CreateTable
CREATE TABLE "qa_feedback" (
    "id" UUID NOT NULL,
    "mailing_id" UUID NOT NULL,
    "qa_pair_number" INTEGER,
    "text" TEXT NOT NULL,
    "given_by" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "qa_feedback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "qa_feedback_mailing_id_given_at_idx" ON "qa_feedback"("mailing_id", "given_at");

-- CreateIndex
CREATE INDEX "qa_feedback_handled_at_given_at_idx" ON "qa_feedback"("handled_at", "given_at");

-- AddForeignKey
ALTER TABLE "qa_feedback" ADD CONSTRAINT "qa_feedback_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE qa_feedback
  ADD CONSTRAINT qa_feedback_text_given CHECK (btrim(text) <> ''),
  ADD CONSTRAINT qa_feedback_pair_counts CHECK (qa_pair_number >= 1);
CREATE TRIGGER qa_feedback_notify AFTER INSERT OR UPDATE ON qa_feedback FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');

-- What agents search in. Words in their Dutch stem, the question above the answer; and the question letter by letter, for typing
-- mistakes. Internal notes stay out, so that nobody finds a pair by what they may not read.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER TABLE qa_pairs
  ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('dutch', question), 'A') || setweight(to_tsvector('dutch', topic), 'B') || setweight(to_tsvector('dutch', answer), 'C')
  ) STORED,
  ADD COLUMN letters text NOT NULL GENERATED ALWAYS AS (lower(topic || ' ' || question)) STORED;
CREATE INDEX qa_pairs_search_idx ON qa_pairs USING gin (search);
CREATE INDEX qa_pairs_letters_idx ON qa_pairs USING gin (letters gin_trgm_ops);
