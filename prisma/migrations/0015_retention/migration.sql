-- AlterTable
ALTER TABLE "held_messages" ADD COLUMN     "item_leaf" TEXT,
ADD COLUMN     "purged_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "delivery_reports" (
    "mailing_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "returned" INTEGER NOT NULL,
    "in_doubt" INTEGER NOT NULL,

    CONSTRAINT "delivery_reports_pkey" PRIMARY KEY ("mailing_id")
);

-- CreateTable
CREATE TABLE "retention_runs" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "mailings" INTEGER NOT NULL DEFAULT 0,
    "messages" INTEGER NOT NULL DEFAULT 0,
    "addressees" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "retention_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "retention_runs_started_at_idx" ON "retention_runs"("started_at");

-- AddForeignKey
ALTER TABLE "delivery_reports" ADD CONSTRAINT "delivery_reports_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE delivery_reports ADD CONSTRAINT delivery_reports_counts_not_negative CHECK (accepted >= 0 AND failed >= 0 AND returned >= 0 AND in_doubt >= 0);
CREATE TRIGGER delivery_reports_never BEFORE UPDATE OR DELETE ON delivery_reports FOR EACH ROW EXECUTE FUNCTION sluis_never();
ALTER TABLE retention_runs
  ADD CONSTRAINT retention_runs_counts_not_negative CHECK (mailings >= 0 AND messages >= 0 AND addressees >= 0 AND bytes >= 0 AND requests >= 0),
  ADD CONSTRAINT retention_runs_finished_after_start CHECK (finished_at >= started_at);
ALTER TABLE held_messages
  ADD CONSTRAINT held_messages_leaf_is_sha256 CHECK (item_leaf ~ '^[0-9a-f]{64}$'),
  -- What is purged is gone as a whole, and what proves it stays.
  ADD CONSTRAINT held_messages_purged_whole CHECK (
    purged_at IS NULL
    OR (item_leaf IS NOT NULL AND digest = item_leaf AND octet_length(raw) = 0 AND message_id = '' AND envelope_from = '' AND dsn IS NULL) IS TRUE
  );
CREATE INDEX held_messages_unpurged ON held_messages (mailing_id) WHERE purged_at IS NULL;

-- What was received is kept as it was received, until it is purged; and it is purged only when all of it has an end.
CREATE OR REPLACE FUNCTION sluis_held_message_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.purged_at IS NOT NULL THEN
    IF NEW IS DISTINCT FROM OLD THEN
      RAISE EXCEPTION 'What was purged stays as it is (message %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'held_messages_purged_stays', DETAIL = 'held_messages_purged_stays';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.purged_at IS NOT NULL THEN
    IF EXISTS (SELECT 1 FROM deliveries WHERE message_id = OLD.id AND status NOT IN ('accepted', 'failed', 'returned')) THEN
      RAISE EXCEPTION 'A message is purged only when all of it has an end (message %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'held_messages_purge_only_ended', DETAIL = 'held_messages_purge_only_ended';
    END IF;
    IF NEW.dedupe_key <> OLD.dedupe_key OR NEW.credential_id <> OLD.credential_id OR NEW.received_at <> OLD.received_at OR NEW.bytes <> OLD.bytes
      OR cardinality(NEW.recipients) <> cardinality(OLD.recipients) THEN
      RAISE EXCEPTION 'Purging keeps the counts (message %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'held_messages_purge_keeps_counts', DETAIL = 'held_messages_purge_keeps_counts';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.digest <> OLD.digest OR NEW.dedupe_key <> OLD.dedupe_key OR NEW.envelope_from <> OLD.envelope_from
    OR NEW.credential_id <> OLD.credential_id OR NEW.received_at <> OLD.received_at
    OR (NEW.raw <> OLD.raw AND octet_length(NEW.raw) > 0) THEN
    RAISE EXCEPTION 'What was received is kept as it was received, or emptied (message %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'held_messages_bytes_stay', DETAIL = 'held_messages_bytes_stay';
  END IF;
  RETURN NEW;
END $$;
