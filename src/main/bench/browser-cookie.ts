import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '../../domain/actor.ts';
import type { Store } from '../../store/client.ts';

/** The cookie of a browser in which this person has just logged in. */
export async function browserCookie(
  { sessions }: Store,
  personId: string,
  role: Exclude<Role, 'system'>,
): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  const at = new Date().toISOString();
  const times = { authenticatedAt: at, createdAt: at, seenAt: at };
  const idHash = createHash('sha256').update(id).digest('hex');
  await sessions.begin(
    { idHash, personId, subject: personId, csrfSecret: randomUUID(), ...times },
    { actor: { personId, role }, origin: 'page', at },
  );
  return `sluis-session=${id}`;
}
