import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Bytes of each message that waits: enough to lie outside its row, little enough to fill the table quickly. */
const BYTES = 3_000;

/** Holds messages of another mailing until `total` of them wait. */
export async function fillBacklog(
  db: pg.Client,
  { departmentId, credentialId }: { readonly departmentId: string; readonly credentialId: string },
  total: number,
): Promise<void> {
  const mailingId = randomUUID();
  await db.query(
    `insert into mailings (id, department_id, status, title, state, audience_size, created_at, updated_at)
     values ($1, $2, 'held', 'Bench (verzonnen)', $3, 0, now(), now())`,
    [mailingId, departmentId, { id: mailingId, departmentId, status: 'held' }],
  );
  await db.query(
    `with made as (
       insert into held_messages (id, credential_id, mailing_id, message_id, envelope_from, recipients, digest, dedupe_key,
         raw, bytes, received_at)
       select gen_random_uuid(), $1::uuid, $2::uuid, n::text, 'a@bench.example', array['inwoner@bench.example'],
         encode(sha256(n::text::bytea), 'hex'), encode(sha256(($2::uuid::text || n)::bytea), 'hex'),
         convert_to(repeat('x', $4::int), 'UTF8'), $4::int, now()
       from generate_series(1, $3::int - (select count(*)::int from held_messages)) n returning id)
     insert into deliveries (message_id, recipient, updated_at) select id, 'inwoner@bench.example', now() from made`,
    [credentialId, mailingId, total, BYTES],
  );
  // What the filling left to be done is done before anything is measured.
  await db.query('vacuum (analyze) held_messages, deliveries');
  await db.query('checkpoint');
}
