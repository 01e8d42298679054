/**
 * SQL for when the letter of mailing `m.mailing_id` became what it is now: since the last version that changed its texts,
 * its files or the contact details printed on it; null when it was never another one. What came in before that is the
 * old letter, whatever else was changed.
 */
export const LETTER_SINCE = `(
  select max(next.written_at) from mailings g
  join mailing_versions now on now.mailing_id = g.id and now.version = (g.state #>> '{content,version}')::int
  join mailing_versions next on next.mailing_id = g.id and next.version <= now.version
  join mailing_versions old on old.mailing_id = g.id and old.version = next.version - 1
  where g.id = m.mailing_id
    and jsonb_build_array(old.details -> 'texts', old.details -> 'files', old.details -> 'printedContact')
      <> jsonb_build_array(now.details -> 'texts', now.details -> 'files', now.details -> 'printedContact'))`;
