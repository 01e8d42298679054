-- CreateTable
CREATE TABLE "print_jobs" (
    "job_id" TEXT NOT NULL,
    "mailing_id" UUID NOT NULL,
    "batch" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "manifest_digest" TEXT NOT NULL,
    "address_count" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "reasons" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "permit_id" UUID,
    "released_at" TIMESTAMPTZ(3),
    "placed_at" TIMESTAMPTZ(3),
    "receipt" JSONB,
    "printed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "print_jobs_pkey" PRIMARY KEY ("job_id")
);

-- CreateIndex
CREATE INDEX "print_jobs_mailing_id_batch_idx" ON "print_jobs"("mailing_id", "batch");

-- CreateIndex
CREATE INDEX "print_jobs_status_idx" ON "print_jobs"("status");

-- AddForeignKey
ALTER TABLE "print_jobs" ADD CONSTRAINT "print_jobs_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "print_jobs" ADD CONSTRAINT "print_jobs_permit_id_fkey" FOREIGN KEY ("permit_id") REFERENCES "permits"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE print_jobs
  ADD CONSTRAINT print_jobs_status_known CHECK (status IN ('refused', 'held', 'released', 'printed', 'stopped', 'returned')),
  ADD CONSTRAINT print_jobs_digest_is_sha256 CHECK (manifest_digest ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT print_jobs_address_count_positive CHECK (address_count > 0),
  ADD CONSTRAINT print_jobs_batch_positive CHECK (batch > 0),
  ADD CONSTRAINT print_jobs_refused_has_reasons CHECK ((status = 'refused') = (reasons IS NOT NULL)),
  ADD CONSTRAINT print_jobs_released_has_time CHECK ((status IN ('released', 'printed', 'stopped')) = (released_at IS NOT NULL)),
  ADD CONSTRAINT print_jobs_released_has_permit CHECK (released_at IS NULL OR permit_id IS NOT NULL),
  ADD CONSTRAINT print_jobs_printed_has_receipt CHECK ((status = 'printed') = (printed_at IS NOT NULL) AND (printed_at IS NULL) = (receipt IS NULL)),
  ADD CONSTRAINT print_jobs_ended_has_time CHECK ((status IN ('stopped', 'returned')) = (ended_at IS NOT NULL));

-- What goes to the printer is what was held, under a permit that was taken up; what has ended stays as it is.
CREATE FUNCTION sluis_print_job_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'released' AND NOT EXISTS (
    SELECT 1 FROM permits p WHERE p.id = NEW.permit_id AND p.channel = 'letter' AND p.consumed_at IS NOT NULL
      AND p.revoked_at IS NULL AND p.refusal IS NULL
  ) THEN
    RAISE EXCEPTION 'Nothing is released without a permit that was taken up (print job %).', NEW.job_id USING ERRCODE = 'check_violation', CONSTRAINT = 'print_jobs_release_needs_permit';
  END IF;
  IF NOT ((OLD.status, NEW.status) IN (
    ('refused', 'held'), ('held', 'released'), ('held', 'returned'), ('released', 'printed'), ('released', 'stopped')
  )) THEN
    RAISE EXCEPTION 'A print job does not go from % to % (print job %).', OLD.status, NEW.status, NEW.job_id USING ERRCODE = 'check_violation', CONSTRAINT = 'print_jobs_step';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER print_jobs_step BEFORE UPDATE OF status ON print_jobs FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION sluis_print_job_step();

CREATE FUNCTION sluis_print_job_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A print job that is held is not changed (print job %).', OLD.job_id USING ERRCODE = 'check_violation', CONSTRAINT = 'print_jobs_content_stays';
END $$;
CREATE TRIGGER print_jobs_content BEFORE UPDATE OF manifest, manifest_digest, address_count, mailing_id, batch ON print_jobs FOR EACH ROW
  WHEN (OLD.status <> 'refused' AND (OLD.manifest_digest, OLD.address_count, OLD.mailing_id, OLD.batch) IS DISTINCT FROM (NEW.manifest_digest, NEW.address_count, NEW.mailing_id, NEW.batch))
  EXECUTE FUNCTION sluis_print_job_content();
