-- Every index costs each message that is held; these serve what is not held any more, so they need not know the rest.

-- DropIndex
DROP INDEX "held_messages_permit_id_idx";

-- DropIndex
DROP INDEX "deliveries_status_next_at_idx";

CREATE INDEX held_messages_under_permit ON held_messages (permit_id) WHERE permit_id IS NOT NULL;
CREATE INDEX deliveries_in_doubt ON deliveries (updated_at) WHERE status = 'in-doubt';

-- The index on mailing_id and permit_id serves this one's questions too.
DROP INDEX held_messages_without_permit;
