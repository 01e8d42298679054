import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../domain/instant.ts';
import { allowance, type Pace } from '../domain/send-window.ts';

/** One recipient of one message that one relay may serve now; `fence` proves that it is still this relay's turn. */
export interface Claim {
  readonly messageId: string;
  readonly recipient: string;
  readonly fence: string;
  /** This attempt included. */
  readonly attempts: number;
  readonly permitId: string;
  /** null for a single mail. */
  readonly mailingId: string | null;
}

/** What a relay asks for. */
export interface ClaimRequest {
  readonly limit: number;
  readonly leaseSeconds: number;
  readonly now: Instant;
  /** Left out: as fast as the peer takes them. */
  readonly pace?: Pace;
  /** False outside the hours in which mailings may leave; single mails and emergencies leave at any hour. */
  readonly sendTime: boolean;
}

const CLAIM = `
with due as (
  select d.message_id, d.recipient, m.permit_id, m.mailing_id
  from deliveries d
  join held_messages m on m.id = d.message_id
  join permits p on p.id = m.permit_id
  join mail_credentials c on c.id = m.credential_id
  left join mailings g on g.id = m.mailing_id
  where not exists (select 1 from gate_stops where resumed_at is null)
    and d.status = 'held' and d.next_at <= $3 and p.consumed_at is not null and p.revoked_at is null and p.refusal is null
    and case when p.mailing_id is null then c.active
      else g.status in ('signed-off', 'releasing', 'dispatched')
        and ($4 or g.state #>> '{approval,type}' = 'emergency') end
  order by d.next_at limit $1 for update of d skip locked)
update deliveries d set status = 'claimed', fence = d.fence + 1, attempts = d.attempts + 1,
  lease_until = now() + make_interval(secs => $2), updated_at = now()
from due where d.message_id = due.message_id and d.recipient = due.recipient
returning d.message_id as "messageId", d.recipient, d.fence, d.attempts,
  due.permit_id as "permitId", due.mailing_id as "mailingId"`;

const PACE_KEY = 'gateway';

/** Claims recipients that are due under permits that were taken up; the pace is kept by all relays of the database together. */
export function createClaim(pool: Pool) {
  return async (request: ClaimRequest): Promise<Claim[]> => {
    const { pace } = request;
    if (!pace) return take(pool, request, request.limit);
    const client = await pool.connect();
    let failure: Error | undefined;
    try {
      return await paced(client, request, pace);
    } catch (error) {
      failure = error as Error;
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release(failure);
    }
  };
}

async function paced(client: PoolClient, request: ClaimRequest, pace: Pace): Promise<Claim[]> {
  await client.query('begin');
  await client.query(
    'insert into send_paces (key, next_at) values ($1, $2) on conflict do nothing',
    [PACE_KEY, request.now],
  );
  const { rows } = await client.query<{ nextAt: Date }>(
    'select next_at as "nextAt" from send_paces where key = $1 for update',
    [PACE_KEY],
  );
  const allowed = allowance(pace, rows[0]?.nextAt.toISOString(), request.now);
  const limit = Math.min(request.limit, allowed.count);
  const claims = limit > 0 ? await take(client, request, limit) : [];
  if (claims.length > 0) {
    await client.query('update send_paces set next_at = $2 where key = $1', [
      PACE_KEY,
      allowed.nextAfter(claims.length),
    ]);
  }
  await client.query('commit');
  return claims;
}

async function take(
  db: Pick<PoolClient, 'query'>,
  { leaseSeconds, now, sendTime }: ClaimRequest,
  limit: number,
): Promise<Claim[]> {
  const { rows } = await db.query<Claim>(CLAIM, [limit, leaseSeconds, now, sendTime]);
  return rows;
}
