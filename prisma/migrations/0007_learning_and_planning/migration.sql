-- CreateTable
CREATE TABLE "past_mailings" (
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "department_id" UUID NOT NULL,
    "releases" JSONB NOT NULL,
    "counts" JSONB NOT NULL DEFAULT '[]',
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "past_mailings_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "external_events" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "days" JSONB NOT NULL,
    "written_by" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "external_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "planning_jobs" (
    "id" UUID NOT NULL,
    "mailing_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "result" JSONB,
    "failure" JSONB,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "planning_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "external_events_ends_on_idx" ON "external_events"("ends_on");

-- CreateIndex
CREATE INDEX "planning_jobs_mailing_id_kind_asked_at_idx" ON "planning_jobs"("mailing_id", "kind", "asked_at");

-- AddForeignKey
ALTER TABLE "past_mailings" ADD CONSTRAINT "past_mailings_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "planning_jobs" ADD CONSTRAINT "planning_jobs_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE past_mailings ADD CONSTRAINT past_mailings_kind_known CHECK (kind IN ('tax-assessment', 'payment-reminder', 'price-change', 'information'));
ALTER TABLE external_events ADD CONSTRAINT external_events_order CHECK (starts_on <= ends_on);
ALTER TABLE planning_jobs
  ADD CONSTRAINT planning_jobs_kind_known CHECK (kind IN ('dispatch-options', 'staffing-proposal')),
  ADD CONSTRAINT planning_jobs_status_known CHECK (status IN ('waiting', 'running', 'done', 'failed')),
  ADD CONSTRAINT planning_jobs_progress_share CHECK (progress BETWEEN 0 AND 1),
  ADD CONSTRAINT planning_jobs_done_has_result CHECK ((status = 'done') = (result IS NOT NULL)),
  ADD CONSTRAINT planning_jobs_failed_has_failure CHECK ((status = 'failed') = (failure IS NOT NULL)),
  ADD CONSTRAINT planning_jobs_end_has_time CHECK ((status IN ('done', 'failed')) = (finished_at IS NOT NULL));
