-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "again_at" TIMESTAMPTZ(3);
ALTER TABLE deliveries
  DROP CONSTRAINT deliveries_doubt_answer_known,
  ADD CONSTRAINT deliveries_doubt_answer_known CHECK (doubt_answer IN ('sent', 'send-again', 'not-sent'));

-- When the letter of a mailing became what it is now: since the last version that changed its texts, its files or the
-- contact details printed on it; null when it was never another one. What came in before that is the old letter,
-- whatever else was changed.
CREATE FUNCTION sluis_letter_since(mailing uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT max(next.written_at) FROM mailings g
  JOIN mailing_versions now ON now.mailing_id = g.id AND now.version = (g.state #>> '{content,version}')::int
  JOIN mailing_versions next ON next.mailing_id = g.id AND next.version <= now.version
  JOIN mailing_versions old ON old.mailing_id = g.id AND old.version = next.version - 1
  WHERE g.id = mailing
    AND jsonb_build_array(old.details -> 'texts', old.details -> 'files', old.details -> 'printedContact')
      <> jsonb_build_array(now.details -> 'texts', now.details -> 'files', now.details -> 'printedContact')
$$;
