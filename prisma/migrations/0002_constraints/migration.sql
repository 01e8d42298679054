-- What Prisma's language has no word for: which values may be, and which changes can never happen.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- People and departments.

ALTER TABLE people
  ADD CONSTRAINT people_roles_known CHECK (roles <@ ARRAY['department', 'kcc-lead', 'planner', 'agent', 'guest', 'auditor', 'administrator', 'mail-tool', 'print-house']),
  ADD CONSTRAINT people_kind_known CHECK (kind IN ('agent', 'guest', 'flex')),
  ADD CONSTRAINT people_name_given CHECK (btrim(name) <> ''),
  ADD CONSTRAINT people_email_given CHECK (email LIKE '_%@_%');

ALTER TABLE departments
  ADD CONSTRAINT departments_name_given CHECK (btrim(name) <> ''),
  ADD CONSTRAINT departments_email_given CHECK (email LIKE '_%@_%');

-- Mailings.

ALTER TABLE mailings
  ADD CONSTRAINT mailings_status_known CHECK (status IN ('announced', 'draft', 'submitted', 'held', 'signed-off', 'releasing', 'dispatched', 'evaluated', 'refused', 'withdrawn')),
  ADD CONSTRAINT mailings_kind_known CHECK (kind IN ('tax-assessment', 'payment-reminder', 'price-change', 'information')),
  ADD CONSTRAINT mailings_title_given CHECK (btrim(title) <> ''),
  ADD CONSTRAINT mailings_audience_not_negative CHECK (audience_size >= 0),
  ADD CONSTRAINT mailings_version_counts CHECK (version >= 1),
  -- The column is what is searched, the state is what is decided on; they may never tell two stories.
  ADD CONSTRAINT mailings_state_agrees CHECK (
    (state ->> 'status' = status AND state ->> 'id' = id::text AND state ->> 'departmentId' = department_id::text) IS TRUE
  ),
  ADD CONSTRAINT mailings_draft_only_before_submission CHECK (draft IS NULL OR status IN ('announced', 'draft')),
  -- Nothing may leave that was not approved, nor anything else than what was approved, nor approved by who wrote it.
  ADD CONSTRAINT mailings_release_is_approved CHECK (
    status NOT IN ('signed-off', 'releasing', 'dispatched', 'evaluated')
    OR (
      state #>> '{approval,covers,contentDigest}' = state #>> '{content,contentDigest}'
      AND state #> '{approval,covers,audience}' = state #> '{content,audience}'
      AND (
        (state #>> '{approval,type}' = 'sign-off' AND NOT state -> 'authors' @> jsonb_build_array(state #> '{approval,by}'))
        OR (
          state #>> '{approval,type}' = 'emergency'
          AND state #>> '{approval,by,0}' <> state #>> '{approval,by,1}'
          AND NOT state -> 'authors' @> jsonb_build_array(state #> '{approval,by,0}')
          AND NOT state -> 'authors' @> jsonb_build_array(state #> '{approval,by,1}')
        )
      )
    ) IS TRUE
  );

CREATE FUNCTION sluis_mailing_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.department_id <> OLD.department_id OR NEW.created_at <> OLD.created_at THEN
    RAISE EXCEPTION 'A mailing keeps its id, department and birth (mailing %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'mailings_identity_stays', DETAIL = 'mailings_identity_stays';
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'Each change counts the version of mailing % up by one; it is %, not %.', OLD.id, OLD.version, NEW.version - 1 USING ERRCODE = 'check_violation', CONSTRAINT = 'mailings_version_steps', DETAIL = 'mailings_version_steps';
  END IF;
  IF NOT (CASE OLD.status
    WHEN 'announced' THEN NEW.status IN ('announced', 'draft', 'submitted', 'withdrawn')
    WHEN 'draft' THEN NEW.status IN ('draft', 'submitted', 'withdrawn')
    WHEN 'submitted' THEN NEW.status IN ('submitted', 'held')
    WHEN 'held' THEN NEW.status IN ('held', 'signed-off', 'releasing', 'refused', 'withdrawn')
    WHEN 'signed-off' THEN NEW.status IN ('held', 'signed-off', 'releasing', 'withdrawn')
    WHEN 'releasing' THEN NEW.status IN ('held', 'releasing', 'dispatched', 'withdrawn')
    WHEN 'dispatched' THEN NEW.status IN ('dispatched', 'evaluated')
    ELSE false
  END) THEN
    RAISE EXCEPTION 'A mailing that is % cannot become % (mailing %).', OLD.status, NEW.status, OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'mailings_status_steps', DETAIL = 'mailings_status_steps';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mailings_step BEFORE UPDATE ON mailings FOR EACH ROW EXECUTE FUNCTION sluis_mailing_step();

-- A row that may never be changed: what was written is what was decided on.
CREATE FUNCTION sluis_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are never changed or removed (%).', TG_TABLE_NAME, TG_OP USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_never_change', DETAIL = TG_TABLE_NAME || '_never_change';
END $$;

CREATE TRIGGER mailings_stay BEFORE DELETE ON mailings FOR EACH ROW EXECUTE FUNCTION sluis_never();
CREATE TRIGGER mailings_no_truncate BEFORE TRUNCATE ON mailings FOR EACH STATEMENT EXECUTE FUNCTION sluis_never();
CREATE TRIGGER mailing_versions_never BEFORE UPDATE OR DELETE ON mailing_versions FOR EACH ROW EXECUTE FUNCTION sluis_never();
CREATE TRIGGER mailing_versions_no_truncate BEFORE TRUNCATE ON mailing_versions FOR EACH STATEMENT EXECUTE FUNCTION sluis_never();
ALTER TABLE mailing_versions
  ADD CONSTRAINT mailing_versions_version_counts CHECK (version >= 1),
  ADD CONSTRAINT mailing_versions_digest_is_sha256 CHECK (content_digest ~ '^[0-9a-f]{64}$');

-- Preparation.

ALTER TABLE stakeholders
  ADD CONSTRAINT stakeholders_name_given CHECK (btrim(name) <> ''),
  ADD CONSTRAINT stakeholders_email_given CHECK (email LIKE '_%@_%');

ALTER TABLE qa_sheets ADD CONSTRAINT qa_sheets_version_counts CHECK (version >= 1);
ALTER TABLE qa_pairs
  ADD CONSTRAINT qa_pairs_number_counts CHECK (number >= 1),
  ADD CONSTRAINT qa_pairs_question_given CHECK (btrim(question) <> '');
CREATE TRIGGER qa_sheets_never BEFORE UPDATE OR DELETE ON qa_sheets FOR EACH ROW EXECUTE FUNCTION sluis_never();
CREATE TRIGGER qa_pairs_never BEFORE UPDATE OR DELETE ON qa_pairs FOR EACH ROW EXECUTE FUNCTION sluis_never();
CREATE TRIGGER forecasts_never BEFORE UPDATE OR DELETE ON forecasts FOR EACH ROW EXECUTE FUNCTION sluis_never();
CREATE TRIGGER staffing_plans_never BEFORE UPDATE OR DELETE ON staffing_plans FOR EACH ROW EXECUTE FUNCTION sluis_never();
ALTER TABLE staffing_plans ADD CONSTRAINT staffing_plans_version_counts CHECK (version >= 1);

ALTER TABLE staffing_needs
  ADD CONSTRAINT staffing_needs_ends_after_start CHECK (ends_at > starts_at),
  ADD CONSTRAINT staffing_needs_positions_count CHECK (positions >= 1),
  ADD CONSTRAINT staffing_needs_status_known CHECK (status IN ('open', 'filled', 'unfilled', 'superseded'));

ALTER TABLE assignments
  ADD CONSTRAINT assignments_status_known CHECK (status IN ('invited', 'accepted', 'declined', 'lapsed', 'cancelled')),
  ADD CONSTRAINT assignments_sequence_counts CHECK (sequence >= 0),
  ADD CONSTRAINT assignments_answer_has_time CHECK (status NOT IN ('accepted', 'declined') OR answered_at IS NOT NULL);

CREATE FUNCTION sluis_assignment_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.need_id <> OLD.need_id OR NEW.person_id <> OLD.person_id OR NEW.sequence < OLD.sequence THEN
    RAISE EXCEPTION 'An invitation keeps its need and its person, and its sequence never goes back (assignment %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'assignments_identity_stays', DETAIL = 'assignments_identity_stays';
  END IF;
  IF NOT (CASE OLD.status
    WHEN 'invited' THEN true
    WHEN 'accepted' THEN NEW.status IN ('accepted', 'cancelled')
    ELSE NEW.status = OLD.status
  END) THEN
    RAISE EXCEPTION 'An invitation that is % cannot become % (assignment %).', OLD.status, NEW.status, OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'assignments_status_steps', DETAIL = 'assignments_status_steps';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assignments_step BEFORE UPDATE ON assignments FOR EACH ROW EXECUTE FUNCTION sluis_assignment_step();

ALTER TABLE shifts
  ADD CONSTRAINT shifts_kind_known CHECK (kind IN ('roster', 'extra', 'guest')),
  ADD CONSTRAINT shifts_ends_after_start CHECK (ends_at > starts_at),
  ADD CONSTRAINT shifts_break_fits CHECK (break_minutes >= 0 AND make_interval(mins => break_minutes) < ends_at - starts_at),
  -- Nobody is in two places at once.
  ADD CONSTRAINT shifts_no_overlap EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (cancelled_at IS NULL);

-- Briefings and the wave.

ALTER TABLE briefings
  ADD CONSTRAINT briefings_occasion_known CHECK (occasion IN ('ahead', 'wave-day', 'sheet-changed')),
  ADD CONSTRAINT briefings_sheet_exists FOREIGN KEY (mailing_id, qa_sheet_version) REFERENCES qa_sheets (mailing_id, version);

ALTER TABLE questions
  ADD CONSTRAINT questions_channel_known CHECK (channel IN ('phone', 'counter', 'email', 'callback')),
  ADD CONSTRAINT questions_outcome_known CHECK (outcome IN ('answered', 'transferred', 'callback', 'unanswered')),
  ADD CONSTRAINT questions_pair_counts CHECK (qa_pair_number >= 1),
  ADD CONSTRAINT questions_text_given CHECK (btrim(text) <> '');

ALTER TABLE contact_counts
  ADD CONSTRAINT contact_counts_channel_known CHECK (channel IN ('phone', 'counter', 'email', 'callback')),
  ADD CONSTRAINT contact_counts_seconds_count CHECK (seconds > 0),
  ADD CONSTRAINT contact_counts_not_negative CHECK (offered >= 0 AND answered >= 0 AND abandoned >= 0),
  ADD CONSTRAINT contact_counts_add_up CHECK (coalesce(answered, 0) + coalesce(abandoned, 0) <= offered);

-- The gate.

ALTER TABLE mail_credentials ADD CONSTRAINT mail_credentials_mode_known CHECK (mode IN ('hold', 'defer'));

ALTER TABLE held_messages
  ADD CONSTRAINT held_messages_bytes_count CHECK (bytes >= 0),
  ADD CONSTRAINT held_messages_digest_is_sha256 CHECK (digest ~ '^[0-9a-f]{64}$');

CREATE FUNCTION sluis_held_message_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.digest <> OLD.digest OR NEW.dedupe_key <> OLD.dedupe_key OR NEW.envelope_from <> OLD.envelope_from
    OR NEW.credential_id <> OLD.credential_id OR NEW.received_at <> OLD.received_at
    OR (NEW.raw <> OLD.raw AND octet_length(NEW.raw) > 0) THEN
    RAISE EXCEPTION 'What was received is kept as it was received, or emptied (message %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'held_messages_bytes_stay', DETAIL = 'held_messages_bytes_stay';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER held_messages_step BEFORE UPDATE ON held_messages FOR EACH ROW EXECUTE FUNCTION sluis_held_message_step();

ALTER TABLE deliveries
  ADD CONSTRAINT deliveries_status_known CHECK (status IN ('held', 'claimed', 'data-opened', 'accepted', 'failed', 'in-doubt', 'returned')),
  ADD CONSTRAINT deliveries_attempts_count CHECK (attempts >= 0),
  ADD CONSTRAINT deliveries_fence_counts CHECK (fence >= 0);

-- Sent once: an end stays an end, a delivery whose text went out is never claimed again without a person's answer
-- (in doubt to held), and a relay that wakes up late finds another fence.
CREATE FUNCTION sluis_delivery_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.status NOT IN ('accepted', 'failed', 'returned') THEN
      RAISE EXCEPTION 'A delivery that is % may not vanish (message %).', OLD.status, OLD.message_id USING ERRCODE = 'check_violation', CONSTRAINT = 'deliveries_never_vanish', DETAIL = 'deliveries_never_vanish';
    END IF;
    RETURN OLD;
  END IF;
  IF NEW.fence < OLD.fence THEN
    RAISE EXCEPTION 'A fence never goes back (message %).', OLD.message_id USING ERRCODE = 'check_violation', CONSTRAINT = 'deliveries_fence_counts_up', DETAIL = 'deliveries_fence_counts_up';
  END IF;
  IF NEW.status <> OLD.status AND NOT (CASE OLD.status
    WHEN 'held' THEN NEW.status IN ('claimed', 'failed', 'returned')
    WHEN 'claimed' THEN NEW.status IN ('held', 'data-opened', 'failed', 'in-doubt')
    WHEN 'data-opened' THEN NEW.status IN ('held', 'accepted', 'failed', 'in-doubt')
    WHEN 'in-doubt' THEN NEW.status IN ('held', 'accepted', 'failed', 'returned')
    ELSE false
  END) THEN
    RAISE EXCEPTION 'A delivery that is % cannot become % (message %).', OLD.status, NEW.status, OLD.message_id USING ERRCODE = 'check_violation', CONSTRAINT = 'deliveries_status_steps', DETAIL = 'deliveries_status_steps';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deliveries_step BEFORE UPDATE OR DELETE ON deliveries FOR EACH ROW EXECUTE FUNCTION sluis_delivery_step();

ALTER TABLE permits
  ADD CONSTRAINT permits_channel_known CHECK (channel IN ('letter', 'email', 'portal')),
  ADD CONSTRAINT permits_batch_counts CHECK (batch >= 1),
  ADD CONSTRAINT permits_part_counts CHECK (part >= 1),
  ADD CONSTRAINT permits_count_not_negative CHECK (count >= 0),
  ADD CONSTRAINT permits_expires_after_issue CHECK (expires_at > issued_at);

CREATE FUNCTION sluis_permit_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.mailing_id, NEW.batch, NEW.channel, NEW.part, NEW.jws, NEW.count, NEW.issued_at, NEW.expires_at)
    IS DISTINCT FROM (OLD.id, OLD.mailing_id, OLD.batch, OLD.channel, OLD.part, OLD.jws, OLD.count, OLD.issued_at, OLD.expires_at) THEN
    RAISE EXCEPTION 'A permit is never changed (permit %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'permits_never_change', DETAIL = 'permits_never_change';
  END IF;
  IF (OLD.consumed_at IS NOT NULL AND NEW.consumed_at IS DISTINCT FROM OLD.consumed_at)
    OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
    OR (OLD.revoked_at IS NOT NULL AND OLD.consumed_at IS NULL AND NEW.consumed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'A permit is consumed once, revoked once, and not consumed after it was revoked (permit %).', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'permits_used_once', DETAIL = 'permits_used_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER permits_step BEFORE UPDATE ON permits FOR EACH ROW EXECUTE FUNCTION sluis_permit_step();
CREATE TRIGGER permits_stay BEFORE DELETE ON permits FOR EACH ROW EXECUTE FUNCTION sluis_never();
CREATE TRIGGER permits_no_truncate BEFORE TRUNCATE ON permits FOR EACH STATEMENT EXECUTE FUNCTION sluis_never();

-- The audit chain.

INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, repeat('0', 64));
ALTER TABLE audit_head
  ADD CONSTRAINT audit_head_is_one CHECK (id = 1),
  ADD CONSTRAINT audit_head_seq_not_negative CHECK (seq >= 0),
  ADD CONSTRAINT audit_head_hash_is_sha256 CHECK (hash ~ '^[0-9a-f]{64}$');
ALTER TABLE audit_lines
  ADD CONSTRAINT audit_lines_seq_counts CHECK (seq >= 1),
  ADD CONSTRAINT audit_lines_origin_known CHECK (origin IN ('api', 'worker', 'gateway', 'page', 'link', 'command')),
  ADD CONSTRAINT audit_lines_hashes_are_sha256 CHECK (hash ~ '^[0-9a-f]{64}$' AND prev_hash ~ '^[0-9a-f]{64}$');

-- A line follows on the line before it, or it is not written.
CREATE FUNCTION sluis_audit_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before record;
BEGIN
  SELECT seq, hash INTO before FROM audit_lines ORDER BY seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(before.seq, 0) + 1 OR NEW.prev_hash <> coalesce(before.hash, repeat('0', 64)) THEN
    RAISE EXCEPTION 'Audit line % does not follow on line %.', NEW.seq, coalesce(before.seq, 0) USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_lines_follow', DETAIL = 'audit_lines_follow';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_lines_follow BEFORE INSERT ON audit_lines FOR EACH ROW EXECUTE FUNCTION sluis_audit_follows();
CREATE TRIGGER audit_lines_never BEFORE UPDATE OR DELETE ON audit_lines FOR EACH ROW EXECUTE FUNCTION sluis_never();
CREATE TRIGGER audit_lines_no_truncate BEFORE TRUNCATE ON audit_lines FOR EACH STATEMENT EXECUTE FUNCTION sluis_never();

CREATE FUNCTION sluis_audit_head_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq <= OLD.seq THEN
    RAISE EXCEPTION 'The end of the audit chain never goes back (line %).', OLD.seq USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_head_counts_up', DETAIL = 'audit_head_counts_up';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_head_step BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION sluis_audit_head_step();
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION sluis_never();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION sluis_never();

-- Answers to repeated requests.

ALTER TABLE idempotency_keys ADD CONSTRAINT idempotency_keys_status_is_http CHECK (status BETWEEN 100 AND 599);

-- News for live pages and the gateway.

-- Table and id only: whoever listens reads the row. Held messages and deliveries are left out on purpose, because a
-- commit that notifies waits for every other one, and they come by the ten thousand.
CREATE FUNCTION sluis_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(TG_ARGV[0], json_build_object('table', TG_TABLE_NAME, 'id', to_jsonb(NEW) ->> TG_ARGV[1])::text);
  RETURN NULL;
END $$;
CREATE TRIGGER permits_notify_gateway AFTER INSERT OR UPDATE ON permits FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_permits', 'id');
CREATE TRIGGER permits_notify AFTER INSERT OR UPDATE ON permits FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');
CREATE TRIGGER mailings_notify AFTER INSERT OR UPDATE ON mailings FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');
CREATE TRIGGER stakeholders_notify AFTER INSERT OR UPDATE ON stakeholders FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');
CREATE TRIGGER staffing_needs_notify AFTER INSERT OR UPDATE ON staffing_needs FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');
CREATE TRIGGER assignments_notify AFTER INSERT OR UPDATE ON assignments FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');
CREATE TRIGGER shifts_notify AFTER INSERT OR UPDATE ON shifts FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');
CREATE TRIGGER briefings_notify AFTER INSERT OR UPDATE ON briefings FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');
CREATE TRIGGER briefing_reads_notify AFTER INSERT ON briefing_reads FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'briefing_id');
CREATE TRIGGER questions_notify AFTER INSERT ON questions FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'id');
CREATE TRIGGER contact_counts_notify AFTER INSERT OR UPDATE ON contact_counts FOR EACH ROW EXECUTE FUNCTION sluis_notify('sluis_changes', 'channel');
