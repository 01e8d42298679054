-- AlterTable
ALTER TABLE "mail_credentials" ADD COLUMN     "single_limit" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "held_messages" ADD COLUMN     "run_id" UUID;

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "doubt_answer" TEXT,
ADD COLUMN     "doubt_by" TEXT;

-- AlterTable
ALTER TABLE "permits" ADD COLUMN     "credential_id" UUID,
ALTER COLUMN "mailing_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "unannounced_runs" (
    "id" UUID NOT NULL,
    "credential_id" UUID NOT NULL,
    "shape" JSONB NOT NULL,
    "addressees" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "mailing_id" UUID,
    "alerted_at" TIMESTAMPTZ(3),

    CONSTRAINT "unannounced_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "send_paces" (
    "key" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "send_paces_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "unannounced_runs_credential_id_last_at_idx" ON "unannounced_runs"("credential_id", "last_at");

-- AddForeignKey
ALTER TABLE "held_messages" ADD CONSTRAINT "held_messages_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "unannounced_runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permits" ADD CONSTRAINT "permits_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "mail_credentials"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unannounced_runs" ADD CONSTRAINT "unannounced_runs_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "mail_credentials"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unannounced_runs" ADD CONSTRAINT "unannounced_runs_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE mail_credentials ADD CONSTRAINT mail_credentials_single_limit_not_negative CHECK (single_limit >= 0);
ALTER TABLE permits ADD CONSTRAINT permits_for_mailing_or_credential CHECK ((mailing_id IS NULL) <> (credential_id IS NULL));
ALTER TABLE unannounced_runs ADD CONSTRAINT unannounced_runs_addressees_count CHECK (addressees >= 0);
ALTER TABLE deliveries
  ADD CONSTRAINT deliveries_doubt_answer_known CHECK (doubt_answer IN ('sent', 'send-again')),
  ADD CONSTRAINT deliveries_doubt_answer_has_person CHECK ((doubt_answer IS NULL) = (doubt_by IS NULL));
CREATE INDEX held_messages_single ON held_messages (received_at) WHERE mailing_id IS NULL AND permit_id IS NULL;

-- What came in for one mailing never becomes part of another; only a message that named none may be given one, before it left.
CREATE FUNCTION sluis_held_message_mailing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.mailing_id IS NOT NULL OR OLD.permit_id IS NOT NULL THEN
    RAISE EXCEPTION 'A message stays with its mailing (message %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'held_messages_mailing_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER held_messages_mailing BEFORE UPDATE OF mailing_id ON held_messages FOR EACH ROW
  WHEN (OLD.mailing_id IS DISTINCT FROM NEW.mailing_id) EXECUTE FUNCTION sluis_held_message_mailing();
