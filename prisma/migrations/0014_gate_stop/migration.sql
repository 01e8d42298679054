-- CreateTable
CREATE TABLE "gate_stops" (
    "id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "stopped_by" TEXT NOT NULL,
    "stopped_at" TIMESTAMPTZ(3) NOT NULL,
    "under_way" INTEGER NOT NULL,
    "asked_by" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "asked_reason" TEXT,
    "resumed_by" TEXT,
    "resumed_at" TIMESTAMPTZ(3),
    "told" TEXT,

    CONSTRAINT "gate_stops_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "gate_stops_stopped_at_idx" ON "gate_stops"("stopped_at");

ALTER TABLE gate_stops
  ADD CONSTRAINT gate_stops_reason_given CHECK (btrim(reason) <> ''),
  ADD CONSTRAINT gate_stops_under_way_counts CHECK (under_way >= 0),
  ADD CONSTRAINT gate_stops_request_whole CHECK ((asked_by IS NULL) = (asked_at IS NULL) AND (asked_by IS NULL) = (asked_reason IS NULL)),
  ADD CONSTRAINT gate_stops_resumed_whole CHECK ((resumed_by IS NULL) = (resumed_at IS NULL)),
  -- Going on takes two people.
  ADD CONSTRAINT gate_stops_resumed_by_two CHECK (resumed_by IS NULL OR (resumed_by <> asked_by) IS TRUE),
  ADD CONSTRAINT gate_stops_told_known CHECK (told IN ('stopped', 'asked', 'resumed'));
-- One switch.
CREATE UNIQUE INDEX gate_stops_one_at_a_time ON gate_stops ((true)) WHERE resumed_at IS NULL;

CREATE FUNCTION sluis_gate_stop_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.reason, NEW.stopped_by, NEW.stopped_at, NEW.under_way) IS DISTINCT FROM (OLD.id, OLD.reason, OLD.stopped_by, OLD.stopped_at, OLD.under_way)
    OR (OLD.resumed_at IS NOT NULL
      AND (NEW.asked_by, NEW.asked_at, NEW.resumed_by, NEW.resumed_at) IS DISTINCT FROM (OLD.asked_by, OLD.asked_at, OLD.resumed_by, OLD.resumed_at)) THEN
    RAISE EXCEPTION 'A stop stays as it was pressed, and once it is over it stays over (stop %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'gate_stops_never_change', DETAIL = 'gate_stops_never_change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER gate_stops_step BEFORE UPDATE ON gate_stops FOR EACH ROW EXECUTE FUNCTION sluis_gate_stop_step();
CREATE TRIGGER gate_stops_stay BEFORE DELETE ON gate_stops FOR EACH ROW EXECUTE FUNCTION sluis_never();
CREATE TRIGGER gate_stops_no_truncate BEFORE TRUNCATE ON gate_stops FOR EACH STATEMENT EXECUTE FUNCTION sluis_never();
CREATE TRIGGER gate_stops_notify AFTER INSERT OR UPDATE ON gate_stops FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');
CREATE TRIGGER gate_stops_notify_gateway AFTER INSERT OR UPDATE ON gate_stops FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_permits', 'id');

-- Whether anything may leave. Whoever asks holds this answer until its transaction ends: the stop waits for those that
-- were told yes, so that nobody who asks after it was acknowledged can still be told yes. Volatile, so that the rows are
-- read after the lock was had and not as they were when the statement began.
CREATE FUNCTION sluis_gate_is_open() RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7484302);
  RETURN NOT EXISTS (SELECT 1 FROM gate_stops WHERE resumed_at IS NULL);
END $$;

-- No permit is given and none is taken up while the gate is stopped, whoever tries.
CREATE FUNCTION sluis_permit_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT sluis_gate_is_open() THEN
    RAISE EXCEPTION 'Everything that leaves is stopped (permit %).', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'permits_gate_stopped', DETAIL = 'permits_gate_stopped';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER permits_gate_given BEFORE INSERT ON permits FOR EACH ROW EXECUTE FUNCTION sluis_permit_gate();
CREATE TRIGGER permits_gate_taken_up BEFORE UPDATE OF consumed_at ON permits FOR EACH ROW
  WHEN (OLD.consumed_at IS NULL AND NEW.consumed_at IS NOT NULL) EXECUTE FUNCTION sluis_permit_gate();
