-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "departments" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,

    CONSTRAINT "departments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "roles" TEXT[],
    "kind" TEXT,
    "department_id" UUID,
    "terms" JSONB NOT NULL DEFAULT '{}',
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailings" (
    "id" UUID NOT NULL,
    "department_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "state" JSONB NOT NULL,
    "draft" JSONB,
    "audience_size" INTEGER NOT NULL,
    "expected_month" DATE,
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mailings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailing_versions" (
    "mailing_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "details" JSONB NOT NULL,
    "content_digest" TEXT NOT NULL,
    "written_by" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mailing_versions_pkey" PRIMARY KEY ("mailing_id","version")
);

-- CreateTable
CREATE TABLE "stakeholders" (
    "id" UUID NOT NULL,
    "mailing_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "stakeholders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "qa_sheets" (
    "mailing_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "written_by" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "qa_sheets_pkey" PRIMARY KEY ("mailing_id","version")
);

-- CreateTable
CREATE TABLE "qa_pairs" (
    "mailing_id" UUID NOT NULL,
    "sheet_version" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "internal_note" TEXT NOT NULL,
    "owner" TEXT NOT NULL,

    CONSTRAINT "qa_pairs_pkey" PRIMARY KEY ("mailing_id","sheet_version","number")
);

-- CreateTable
CREATE TABLE "forecasts" (
    "id" UUID NOT NULL,
    "mailing_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "formula_version" TEXT NOT NULL,
    "result" JSONB NOT NULL,

    CONSTRAINT "forecasts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staffing_plans" (
    "mailing_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "forecast_id" UUID NOT NULL,
    "plan" JSONB NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staffing_plans_pkey" PRIMARY KEY ("mailing_id","version")
);

-- CreateTable
CREATE TABLE "staffing_needs" (
    "id" UUID NOT NULL,
    "mailing_id" UUID NOT NULL,
    "plan_version" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "positions" INTEGER NOT NULL,
    "candidates" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',

    CONSTRAINT "staffing_needs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "id" UUID NOT NULL,
    "need_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shifts" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "break_minutes" INTEGER NOT NULL DEFAULT 0,
    "kind" TEXT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "assignment_id" UUID,

    CONSTRAINT "shifts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "briefings" (
    "id" UUID NOT NULL,
    "mailing_id" UUID NOT NULL,
    "occasion" TEXT NOT NULL,
    "qa_sheet_version" INTEGER,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "content" JSONB NOT NULL,

    CONSTRAINT "briefings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "briefing_reads" (
    "briefing_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "briefing_reads_pkey" PRIMARY KEY ("briefing_id","person_id")
);

-- CreateTable
CREATE TABLE "questions" (
    "id" UUID NOT NULL,
    "mailing_id" UUID,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "channel" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "qa_pair_number" INTEGER,
    "outcome" TEXT NOT NULL,
    "logged_by" TEXT NOT NULL,

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_counts" (
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "seconds" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "offered" INTEGER NOT NULL,
    "answered" INTEGER,
    "abandoned" INTEGER,

    CONSTRAINT "contact_counts_pkey" PRIMARY KEY ("starts_at","channel")
);

-- CreateTable
CREATE TABLE "evaluations" (
    "id" UUID NOT NULL,
    "mailing_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "result" JSONB NOT NULL,

    CONSTRAINT "evaluations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_credentials" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "department_id" UUID NOT NULL,
    "from_domains" TEXT[],
    "mode" TEXT NOT NULL DEFAULT 'hold',
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "mail_credentials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "held_messages" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "credential_id" UUID NOT NULL,
    "mailing_id" UUID,
    "message_id" TEXT NOT NULL,
    "envelope_from" TEXT NOT NULL,
    "recipients" TEXT[],
    "digest" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "raw" BYTEA NOT NULL,
    "bytes" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "permit_id" UUID,

    CONSTRAINT "held_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "message_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'held',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "fence" BIGINT NOT NULL DEFAULT 0,
    "reply" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("message_id","recipient")
);

-- CreateTable
CREATE TABLE "permits" (
    "id" UUID NOT NULL,
    "mailing_id" UUID NOT NULL,
    "batch" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "part" INTEGER NOT NULL DEFAULT 1,
    "jws" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "permits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_lines" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_lines_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "principal" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("principal","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "departments_name_key" ON "departments"("name");

-- CreateIndex
CREATE UNIQUE INDEX "people_email_key" ON "people"("email");

-- CreateIndex
CREATE INDEX "mailings_updated_at_id_idx" ON "mailings"("updated_at", "id");

-- CreateIndex
CREATE INDEX "mailings_status_updated_at_idx" ON "mailings"("status", "updated_at");

-- CreateIndex
CREATE INDEX "mailings_department_id_updated_at_idx" ON "mailings"("department_id", "updated_at");

-- CreateIndex
CREATE INDEX "mailings_due_at_idx" ON "mailings"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "stakeholders_mailing_id_email_key" ON "stakeholders"("mailing_id", "email");

-- CreateIndex
CREATE INDEX "forecasts_mailing_id_made_at_idx" ON "forecasts"("mailing_id", "made_at");

-- CreateIndex
CREATE UNIQUE INDEX "staffing_needs_mailing_id_plan_version_key_key" ON "staffing_needs"("mailing_id", "plan_version", "key");

-- CreateIndex
CREATE INDEX "assignments_person_id_idx" ON "assignments"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignments_need_id_person_id_key" ON "assignments"("need_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "shifts_assignment_id_key" ON "shifts"("assignment_id");

-- CreateIndex
CREATE INDEX "shifts_starts_at_idx" ON "shifts"("starts_at");

-- CreateIndex
CREATE INDEX "shifts_person_id_starts_at_idx" ON "shifts"("person_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "briefings_mailing_id_occasion_planned_at_key" ON "briefings"("mailing_id", "occasion", "planned_at");

-- CreateIndex
CREATE INDEX "questions_mailing_id_asked_at_idx" ON "questions"("mailing_id", "asked_at");

-- CreateIndex
CREATE UNIQUE INDEX "evaluations_mailing_id_key" ON "evaluations"("mailing_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_credentials_username_key" ON "mail_credentials"("username");

-- CreateIndex
CREATE UNIQUE INDEX "held_messages_seq_key" ON "held_messages"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "held_messages_dedupe_key_key" ON "held_messages"("dedupe_key");

-- CreateIndex
CREATE INDEX "held_messages_mailing_id_permit_id_idx" ON "held_messages"("mailing_id", "permit_id");

-- CreateIndex
CREATE INDEX "held_messages_permit_id_idx" ON "held_messages"("permit_id");

-- CreateIndex
CREATE INDEX "deliveries_status_next_at_idx" ON "deliveries"("status", "next_at");

-- CreateIndex
CREATE UNIQUE INDEX "permits_mailing_id_batch_channel_part_key" ON "permits"("mailing_id", "batch", "channel", "part");

-- CreateIndex
CREATE UNIQUE INDEX "audit_lines_hash_key" ON "audit_lines"("hash");

-- CreateIndex
CREATE INDEX "audit_lines_object_type_object_id_seq_idx" ON "audit_lines"("object_type", "object_id", "seq");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- AddForeignKey
ALTER TABLE "people" ADD CONSTRAINT "people_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailings" ADD CONSTRAINT "mailings_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailing_versions" ADD CONSTRAINT "mailing_versions_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stakeholders" ADD CONSTRAINT "stakeholders_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "qa_sheets" ADD CONSTRAINT "qa_sheets_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "qa_pairs" ADD CONSTRAINT "qa_pairs_mailing_id_sheet_version_fkey" FOREIGN KEY ("mailing_id", "sheet_version") REFERENCES "qa_sheets"("mailing_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forecasts" ADD CONSTRAINT "forecasts_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staffing_plans" ADD CONSTRAINT "staffing_plans_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staffing_plans" ADD CONSTRAINT "staffing_plans_forecast_id_fkey" FOREIGN KEY ("forecast_id") REFERENCES "forecasts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staffing_needs" ADD CONSTRAINT "staffing_needs_mailing_id_plan_version_fkey" FOREIGN KEY ("mailing_id", "plan_version") REFERENCES "staffing_plans"("mailing_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_need_id_fkey" FOREIGN KEY ("need_id") REFERENCES "staffing_needs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "briefing_reads" ADD CONSTRAINT "briefing_reads_briefing_id_fkey" FOREIGN KEY ("briefing_id") REFERENCES "briefings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "briefing_reads" ADD CONSTRAINT "briefing_reads_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluations" ADD CONSTRAINT "evaluations_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_credentials" ADD CONSTRAINT "mail_credentials_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_messages" ADD CONSTRAINT "held_messages_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "mail_credentials"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_messages" ADD CONSTRAINT "held_messages_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_messages" ADD CONSTRAINT "held_messages_permit_id_fkey" FOREIGN KEY ("permit_id") REFERENCES "permits"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "held_messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permits" ADD CONSTRAINT "permits_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
