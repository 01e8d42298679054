-- AlterTable
ALTER TABLE "retention_runs" ADD COLUMN     "print_jobs" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "print_manifests" (
    "job_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "print_manifests_pkey" PRIMARY KEY ("job_id")
);

-- AddForeignKey
ALTER TABLE "print_manifests" ADD CONSTRAINT "print_manifests_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "print_jobs"("job_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A manifest is what the digest of its job says, and stays so as long as its job.
CREATE FUNCTION sluis_print_manifest_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') IS DISTINCT FROM (SELECT j.manifest_digest FROM print_jobs j WHERE j.job_id = NEW.job_id) THEN
    RAISE EXCEPTION 'The manifest of print job % does not have its digest.', NEW.job_id USING ERRCODE = 'check_violation', CONSTRAINT = 'print_manifests_fits';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER print_manifests_fits BEFORE INSERT OR UPDATE ON print_manifests FOR EACH ROW EXECUTE FUNCTION sluis_print_manifest_fits();

CREATE FUNCTION sluis_print_manifest_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM print_jobs j WHERE j.job_id = OLD.job_id) THEN
    RAISE EXCEPTION 'The manifest of print job % stays as long as the job.', OLD.job_id USING ERRCODE = 'check_violation', CONSTRAINT = 'print_manifests_stays';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER print_manifests_stays BEFORE DELETE ON print_manifests FOR EACH ROW EXECUTE FUNCTION sluis_print_manifest_stays();
