-- CreateTable
CREATE TABLE "organisation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "settings" JSONB NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

ALTER TABLE organisation ADD CONSTRAINT organisation_is_one CHECK (id = 1);
