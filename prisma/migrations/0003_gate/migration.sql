-- AlterTable
ALTER TABLE "held_messages" ADD COLUMN     "dsn" JSONB;

-- AlterTable
ALTER TABLE "permits" ADD COLUMN     "batch_count" INTEGER NOT NULL,
ADD COLUMN     "content_digest" TEXT NOT NULL,
ADD COLUMN     "refusal" TEXT,
ADD COLUMN     "reported_at" TIMESTAMPTZ(3);

-- Letters hardly compress and are read whole: trying to costs more than it saves.
ALTER TABLE "held_messages" ALTER COLUMN "raw" SET STORAGE EXTERNAL;

-- What may be served next, and what a relay left behind, without a look at everything that ever left.
CREATE INDEX deliveries_due ON deliveries (next_at) WHERE status = 'held' AND next_at IS NOT NULL;
CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE status IN ('claimed', 'data-opened');
CREATE INDEX held_messages_without_permit ON held_messages (mailing_id) WHERE permit_id IS NULL;

ALTER TABLE permits
  ADD CONSTRAINT permits_content_digest_is_sha256 CHECK (content_digest ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT permits_batch_count_not_negative CHECK (batch_count >= 0),
  ADD CONSTRAINT permits_refused_not_consumed CHECK (refusal IS NULL OR consumed_at IS NULL);

-- A message never moves from one permit that was used to another, and nothing of it can be served before the use.
CREATE FUNCTION sluis_held_message_permit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM permits WHERE id = OLD.permit_id AND consumed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'A message stays with the permit that was used for it (message %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'held_messages_permit_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER held_messages_permit BEFORE UPDATE OF permit_id ON held_messages FOR EACH ROW
  WHEN (OLD.permit_id IS DISTINCT FROM NEW.permit_id) EXECUTE FUNCTION sluis_held_message_permit();

CREATE FUNCTION sluis_delivery_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM held_messages m JOIN permits p ON p.id = m.permit_id
    WHERE m.id = NEW.message_id AND p.consumed_at IS NOT NULL AND p.revoked_at IS NULL AND p.refusal IS NULL
  ) THEN
    RAISE EXCEPTION 'Nothing is claimed without a permit that was taken up (message %).', NEW.message_id USING ERRCODE = 'check_violation', CONSTRAINT = 'deliveries_claim_needs_permit';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deliveries_claim BEFORE UPDATE OF status ON deliveries FOR EACH ROW
  WHEN (NEW.status = 'claimed' AND OLD.status <> 'claimed') EXECUTE FUNCTION sluis_delivery_claim();
