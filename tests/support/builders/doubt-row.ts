import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface AboutDelivery {
  readonly mailingId?: string;
  readonly departmentId: string;
  readonly recipient?: string;
}

/**
 * A message of this mailing (or a single mail of the department) of which nobody knows whether it arrived, as the
 * gateway leaves it.
 */
export const aDoubt = (url: string, about: AboutDelivery) =>
  aDelivery(url, { ...about, status: 'in-doubt', reply: BROKE_OFF });

const BROKE_OFF = 'De verzending brak af na het laatste teken';

/** A message in the state in which the gateway leaves it. */
export async function aDelivery(
  url: string,
  about: AboutDelivery & { readonly status: string; readonly reply: string },
) {
  const messageId = randomUUID();
  const credentialId = randomUUID();
  const recipient = about.recipient ?? `${messageId}@inwoner.example`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `insert into mail_credentials (id, username, password_hash, department_id, from_domains)
       values ($1, $2, 'x', $3, '{sluiswaard.example}')`,
      [credentialId, `tool-${credentialId.slice(0, 8)}`, about.departmentId],
    );
    await client.query(
      `insert into held_messages (id, credential_id, mailing_id, message_id, envelope_from, recipients, digest, dedupe_key, raw, bytes, received_at)
       values ($1, $2, $3, '<zoek@sluiswaard.example>', 'a@sluiswaard.example', $4, $5, $6, 'brief', 5, now())`,
      [messageId, credentialId, about.mailingId ?? null, [recipient], 'a'.repeat(64), messageId],
    );
    await client.query(
      `insert into deliveries (message_id, recipient, status, attempts, reply, updated_at)
       values ($1, $2, $3, 1, $4, clock_timestamp())`,
      [messageId, recipient, about.status, about.reply],
    );
  } finally {
    await client.end();
  }
  return { messageId, recipient };
}
