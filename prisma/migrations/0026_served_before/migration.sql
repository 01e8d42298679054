-- Messages of the present letter that came in for somebody who has had a part in the mailing already: under a permit for
-- an earlier letter, or, when the letter is the same, after a permit for the mailing as it was approved before. Only what was
-- returned, and never was in doubt, makes its addressee free for another. They stay held: nobody gets a mailing twice.
CREATE FUNCTION sluis_served_before(mailing uuid) RETURNS TABLE (message_id uuid) LANGUAGE sql STABLE AS $$
  WITH letter AS MATERIALIZED (
    SELECT sluis_letter_since(mailing) AS since
  ), given AS MATERIALIZED (
    SELECT p.id, p.issued_at, p.content_digest <> (g.state #>> '{approval,covers,contentDigest}') AS other
    FROM permits p JOIN mailings g ON g.id = p.mailing_id
    WHERE p.mailing_id = mailing AND p.channel = 'email' AND p.revoked_at IS NULL
  ), served AS MATERIALIZED (
    SELECT lower(d.recipient) AS recipient, min(CASE WHEN m.received_at < l.since THEN l.since ELSE p.issued_at END) AS at
    FROM given p CROSS JOIN letter l
      JOIN held_messages m ON m.permit_id = p.id JOIN deliveries d ON d.message_id = m.id
    WHERE (d.status <> 'returned' OR d.again_at IS NOT NULL) AND (p.other OR m.received_at < l.since)
      -- Most mailings were never changed; then nothing is looked for.
      AND EXISTS (SELECT 1 FROM given CROSS JOIN letter WHERE other OR since IS NOT NULL)
    GROUP BY 1
  )
  SELECT DISTINCT m.id
  FROM held_messages m CROSS JOIN letter l JOIN deliveries d ON d.message_id = m.id JOIN served s ON s.recipient = lower(d.recipient)
  WHERE m.mailing_id = mailing AND m.permit_id IS NULL AND m.received_at >= s.at AND (l.since IS NULL OR m.received_at >= l.since)
    AND EXISTS (SELECT 1 FROM served)
$$;
